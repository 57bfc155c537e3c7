import { describe, expect, it } from "vitest";
import { engagementByFollowers, engagementByViews, median, type PostCounts } from "./engagement.ts";

const post = (
  likes: number | null,
  comments: number | null,
  shares: number | null = null,
  views: number | null = null,
): PostCounts => ({
  likes,
  comments,
  shares,
  views,
});

describe("engagementByFollowers", () => {
  it("is the median of interactions by followers, shares where told", () => {
    const posts = [post(80, 20), post(100, 50, 50), post(9_000, 1_000)];
    expect(engagementByFollowers(posts, 1_000)).toMatchObject({ rate: 0.2, sample: 3, median_likes: 100 });
  });
  it("leaves out posts that hide a count, and takes the newest 30", () => {
    expect(engagementByFollowers([post(null, 5), post(5, null), post(10, 0)], 100)).toMatchObject({
      rate: 0.1,
      sample: 1,
    });
    const posts = [
      ...Array.from({ length: 30 }, () => post(10, 0)),
      ...Array.from({ length: 99 }, () => post(90, 0)),
    ];
    expect(engagementByFollowers(posts, 100)).toMatchObject({ rate: 0.1, sample: 30 });
  });
  it("is unknown without followers or a usable post", () => {
    expect(engagementByFollowers([post(1, 1)], null)).toBeNull();
    expect(engagementByFollowers([post(1, 1)], 0)).toBeNull();
    expect(engagementByFollowers([], 10)).toBeNull();
  });
});

describe("engagementByViews", () => {
  it("is the median of likes and comments by views", () => {
    expect(engagementByViews([post(80, 20, null, 1_000), post(1, 1, null, 0), post(1, 1)])).toEqual({
      rate: 0.1,
      basis: "interactions_by_views",
      sample: 1,
      median_likes: 80,
      median_comments: 20,
      median_views: 1_000,
    });
  });
});

describe("median", () => {
  it("is the middle of what is known", () => {
    expect(median([3, null, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([null])).toBeNull();
  });
});
