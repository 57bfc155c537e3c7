import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountName, accountOfUrl, accountPasted, accountsNamedBy } from "./identity.ts";

const CHANNEL = "UC0123456789abcdefghijkl";

describe("the account behind an address", () => {
  it.each([
    ["https://www.instagram.com/Jane.Doe/", "instagram", "jane.doe"],
    ["instagram.com/jane?igsh=abc", "instagram", "jane"],
    ["https://youtube.com/@JaneDoe", "youtube", "janedoe"],
    ["https://www.youtube.com/@jane/videos", "youtube", "jane"],
    ["https://youtube.com/@J%C3%A4ne", "youtube", "jäne"],
    [`https://m.youtube.com/channel/${CHANNEL}`, "youtube", `channel:${CHANNEL}`],
    ["https://www.tiktok.com/@jane_doe?lang=de", "tiktok", "jane_doe"],
    ["https://twitter.com/JaneDoe", "x", "janedoe"],
    ["https://mobile.x.com/janedoe", "x", "janedoe"],
  ])("%s is that of %s/%s", (address, platform, name) => {
    expect(accountOfUrl(address)).toEqual({ platform, name });
  });

  it.each([
    "https://instagram.com/p/Cabc",
    "https://instagram.com/explore",
    "https://youtube.com/watch?v=abc",
    "https://youtube.com/user/jane",
    "https://youtube.com/c/jane",
    "https://youtu.be/abc",
    "https://tiktok.com/@jane/video/1",
    "https://tiktok.com/jane",
    "https://x.com/jane/status/1",
    "https://x.com/intent",
    "https://notx.com/jane",
    "https://x.com.evil.example/jane",
    "https://example.com/x.com/jane",
    "https://x.com/",
    "not an address",
  ])("%s is nobody's", (address) => {
    expect(accountOfUrl(address)).toBeNull();
  });

  it.each([
    ["instagram", "https://www.instagram.com/Jane.Doe/reels/?hl=de", "jane.doe"],
    ["x", "x.com/JaneDoe/with_replies", "janedoe"],
    ["tiktok", "tiktok.com/@jane_doe", "jane_doe"],
    ["youtube", " youtube.com/@J%C3%A4ne ", "jäne"],
    ["x", "@JaneDoe", "janedoe"],
  ] as const)("may be pasted where a handle of %s is asked for: %s", (platform, text, name) => {
    expect(accountPasted(platform, text)).toEqual({ platform, name });
  });

  it.each([
    ["x", "https://www.instagram.com/janedoe"],
    ["tiktok", "https://www.tiktok.com/t/ZT8abcd/"],
    ["tiktok", "https://www.tiktok.com/tag/cooking"],
    ["x", "x.com/intent/user"],
    ["youtube", "https://www.youtube.com/live/abcdEFGhijk"],
    ["instagram", "instagram.com/accounts/login/"],
  ] as const)("is nobody's of %s where a page is pasted: %s", (platform, text) => {
    expect(accountPasted(platform, text)).toBeNull();
  });

  it("never throws, whatever stands there", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        accountOfUrl(text);
        accountName("youtube", text);
      }),
    );
  });
});

const profile = (
  platform: "x" | "youtube" | "instagram",
  handle: string,
  links: string[] = [],
  bio = "",
) => ({
  platform,
  platform_user_id: platform === "youtube" ? CHANNEL : "1",
  handle_lc: handle,
  links,
  bio,
});

describe("the accounts that a profile names", () => {
  it("are those of its links and labelled handles, once each and without itself", () => {
    const links = ["https://x.com/jane", "https://x.com/Me", "https://x.com/jane"];
    const bio = "IG: @jane.doe. TikTok - @jane | my friend @bob, brand X @acme, Twitter famous";
    expect(accountsNamedBy(profile("x", "me", links, bio))).toEqual([
      { platform: "x", name: "jane" },
      { platform: "instagram", name: "jane.doe" },
      { platform: "tiktok", name: "jane" },
    ]);
  });
});
