import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { rounds } from "../../test/deep.ts";
import { accountPasted } from "./identity.ts";
import type { Platform } from "./platform.ts";
import { isPlatformPage, profileAddressOf } from "./profile-address.ts";
import { readQuery } from "./query/read-query.ts";

const CHANNEL = "UC0123456789abcdefghijkl";

describe("a page of a platform", () => {
  it.each([
    "https://www.tiktok.com/t/ZT8abcd/",
    "https://vm.tiktok.com/ZT8abcd/",
    "https://www.tiktok.com/tag/cooking",
    "https://www.tiktok.com/music/Song-123",
    "https://www.tiktok.com/foryou",
    "https://www.tiktok.com/search?q=chef",
    "https://www.youtube.com/live/abcdEFGhijk",
    "https://www.youtube.com/shorts/abcdEFGhijk",
    "https://www.youtube.com/watch?v=abcdEFGhijk",
    "https://www.youtube.com/results?search_query=chef",
    "https://youtu.be/abcdEFGhijk",
    "https://www.youtube.com/hashtag/cooking",
    "https://twitter.com/intent/tweet?text=hi",
    "https://x.com/i/communities/1",
    "https://x.com/search?q=chef",
    "https://x.com/hashtag/cooking",
    "https://www.instagram.com/explore/tags/cooking/",
    "https://www.instagram.com/accounts/login/",
    "https://www.instagram.com/accounts/login/?next=/explore/",
    "https://www.instagram.com/stories/highlights/123/",
    "https://www.instagram.com/p/Cabc/",
    "https://www.instagram.com/direct/inbox/",
  ])("%s is nobody's handle", (address) => {
    expect(profileAddressOf(address)).toBeNull();
    expect(readQuery(address)).toMatchObject({ handles: [], filters: {} });
  });
});

describe("an address that carries whom it is about", () => {
  it.each([
    ["https://twitter.com/intent/user?screen_name=somechef", "x", "somechef", "profile"],
    ["https://x.com/intent/follow?screen_name=somechef", "x", "somechef", "profile"],
    ["https://www.instagram.com/accounts/login/?next=/some.chef/", "instagram", "some.chef", "profile"],
    [
      "https://www.instagram.com/accounts/login/?next=%2Fsome.chef%2Freels%2F",
      "instagram",
      "some.chef",
      "profile",
    ],
    ["https://www.instagram.com/stories/some.chef/123", "instagram", "some.chef", "story"],
    ["https://www.instagram.com/_u/some.chef", "instagram", "some.chef", "profile"],
    ["https://www.tiktok.com/embed/@some.chef", "tiktok", "some.chef", "profile"],
    ["https://www.tiktok.com/@some.chef/video/7123", "tiktok", "some.chef", "post"],
    ["https://x.com/somechef/status/1", "x", "somechef", "post"],
    ["https://www.youtube.com/c/SomeChef", "youtube", "SomeChef", "legacy"],
    [`https://www.youtube.com/channel/${CHANNEL}/videos`, "youtube", CHANNEL, "profile"],
  ])("%s names @%3$s", (address, platform, handle, shows) => {
    expect(profileAddressOf(address)).toMatchObject({ platform, handle, shows });
    expect(readQuery(address).handles).toEqual([handle]);
  });
});

const PROFILES: Readonly<Record<Platform, (handle: string) => string>> = {
  instagram: (handle) => `instagram.com/${handle}`,
  tiktok: (handle) => `tiktok.com/@${handle}`,
  x: (handle) => `x.com/${handle}`,
  youtube: (handle) => `youtube.com/@${handle}`,
};
const handle = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{2,13}$/);

test("a profile's address is read in every way that it is pasted, in a query and where a handle is asked for", () => {
  fc.assert(
    fc.property(
      handle,
      fc.constantFrom<Platform>("instagram", "tiktok", "x", "youtube"),
      fc.constantFrom("", "https://", "http://", "HTTPS://", "https://www.", "www.", "https://m."),
      fc.constantFrom("", "/", "?hl=en", "/?igsh=abc%3D%3D", "#top", ".", ",", ")"),
      fc.boolean(),
      (name, platform, scheme, end, isLoud) => {
        fc.pre(!isPlatformPage(platform, name));
        const path = PROFILES[platform](name);
        const host = isLoud ? path.replace(/^[^/]+/, (one) => one.toUpperCase()) : path;
        const address = `${scheme}${host}${end}`;
        const exact = platform === "youtube" && end === "." ? `${name}.` : name;
        expect(profileAddressOf(address)).toMatchObject({ platform, handle: exact, shows: "profile" });
        expect(accountPasted(platform, address)).toEqual({ platform, name: exact.toLowerCase() });
        expect(readQuery(`is ${address} a fit`).handles).toEqual([name]);
      },
    ),
    { numRuns: rounds(500) },
  );
});

describe("a channel of YouTube", () => {
  it.each(["Music", "news", "Live", "Some.Chef.", "some.chef-", "SomeChef-cooks-software-engineering"])(
    "@%s is named by its handle and its address, and nobody else is",
    (handle) => {
      const account = { platform: "youtube", name: handle.toLowerCase() };
      expect(accountPasted("youtube", `@${handle}`)).toEqual(account);
      expect(accountPasted("youtube", handle)).toEqual(account);
      expect(accountPasted("youtube", `https://www.youtube.com/@${handle}`)).toEqual(account);
      expect(accountPasted("youtube", `https://www.youtube.com/@${handle}/videos?hl=en`)).toEqual(account);
    },
  );

  it("is not meant by a page of YouTube that has its name", () => {
    expect(accountPasted("youtube", "https://www.youtube.com/music")).toBeNull();
    expect(profileAddressOf("https://www.youtube.com/gaming")).toBeNull();
  });
});

test("an address of another platform is no handle of this one", () => {
  expect(accountPasted("x", "https://instagram.com/some.chef")).toBeNull();
  expect(accountPasted("instagram", "https://x.com.evil.example/somechef")).toBeNull();
  expect(accountPasted("x", "https://x.com/somechef/status/1")).toBeNull();
});
