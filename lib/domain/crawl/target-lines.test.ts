import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Platform } from "../platform.ts";
import { type TargetLine, targetLineReader } from "./target-lines.ts";

function readAll(lines: readonly string[], platform: Platform | null = null): (TargetLine | null)[] {
  const read = targetLineReader(platform);
  return lines.map((line) => read(line));
}
const accounts = (lines: readonly string[], platform: Platform | null = null) =>
  readAll(lines, platform).flatMap((line) => (line && "account" in line ? [line.account] : []));
const x = (handle: string) => ({ platform: "x", handle, platform_user_id: null });
const channel = `UC${"a".repeat(22)}`;

describe("a list of accounts", () => {
  it.each([
    ["CSV with a header in any order", ["\ufeffHandle;Platform", "Jo;x"], [x("jo")]],
    ["CSV without a header", ["x,@Jo"], [x("jo")]],
    [
      "files joined with mark and header each",
      ["\ufeffplatform,handle", "x,jo", "\ufeffhandle,platform", "al,x"],
      [x("jo"), x("al")],
    ],
    ["quoted cells", ['platform,"handle"', '"x","jo"'], [x("jo")]],
    ["addresses alone", ["https://x.com/Jo", "", "https://twitter.com/al"], [x("jo"), x("al")]],
    ["NDJSON", ['{"platform":"x","handle":"jo"}'], [x("jo")]],
    [
      "numbers as ids",
      ['{"platform":"x","platform_user_id":12}'],
      [{ ...x(""), handle: null, platform_user_id: "12" }],
    ],
  ])("may be %s", (_, lines, expected) => {
    expect(accounts(lines)).toEqual(expected);
  });

  it("takes a platform that its lines leave out, and channel ids for what they are", () => {
    expect(accounts(["@jo", channel], "youtube")).toEqual([
      { platform: "youtube", handle: "jo", platform_user_id: null },
      { platform: "youtube", handle: null, platform_user_id: channel },
    ]);
  });

  it.each([
    ["no platform", "jo"],
    ["an impossible handle", '{"platform":"x","handle":"far-too-long-for-a-handle"}'],
    ["an id of another platform", `{"platform":"x","platform_user_id":"${channel}"}`],
    ["an address that is no profile", '{"url":"https://x.com/home"}'],
    ["an address of another platform", '{"platform":"instagram","url":"https://x.com/jo"}'],
    ["an id that was rounded", '{"platform":"x","platform_user_id":1.2345678901234567e18}'],
    ["an id with a fraction", '{"platform":"x","platform_user_id":12.5}'],
    ["broken JSON", '{"platform":'],
    ["an open quote", '"x'],
  ])("names the place of a line with %s and shows nothing of it", (_, line) => {
    const [first] = readAll([line]);
    expect(first).toMatchObject({ line: 1, reason: expect.any(String) });
    expect(first).not.toHaveProperty("account");
  });

  it("keeps every digit of ids that are written as numbers", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), (id) => {
        const line = `{"platform":"x","platform_user_id":${id}}`;
        expect(accounts([line])).toEqual([{ platform: "x", handle: null, platform_user_id: String(id) }]);
      }),
    );
  });

  it("survives whatever stands in a file", () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: "binary" })), (lines) => void readAll(lines, "x")));
  });
});
