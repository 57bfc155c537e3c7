import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { prepareEnvelope } from "../../lib/ingest/prepare-envelope.ts";
import type { PreparedEnvelope } from "../../lib/ingest/prepared-envelope.ts";
import { READ_LIMITS } from "../../lib/ingest/read-envelopes.ts";
import { someOf } from "../deep.ts";
import { PREPARATION } from "../doubles/preparation.ts";
import { FUZZ, hostileText, requireWithin } from "./hostile-text.ts";

const MOST_MS = 2_000;
const POSTS_MAX = 500;

const envelopeOf = (payload: object, posts: object[] = []): string =>
  JSON.stringify({
    platform: "x",
    fetched_at: "2026-11-28T10:00:00Z",
    payload: { id: "18", username: "jo", ...payload },
    posts,
  });
const prepare = (text: string) => prepareEnvelope(PREPARATION, { line: 1, text });
const rawTextOf = ({ rawBody }: PreparedEnvelope): string => gunzipSync(rawBody ?? "").toString("utf8");

/** As many as the largest envelope holds. */
const filled = (text: string): string[] => {
  const room = READ_LIMITS.envelopeBytes - 32_768;
  return Array<string>(Math.floor(room / (Buffer.byteLength(JSON.stringify(text)) + 1))).fill(text);
};

const requireCheap = (text: string): Promise<void> => requireWithin(MOST_MS, () => prepare(text));

const many = (text: string) => envelopeOf({ description: text, extra: filled(text) });
const inPosts = (text: string) =>
  envelopeOf(
    { description: text },
    filled(text)
      .slice(0, POSTS_MAX)
      .map((caption, at) => ({ id: String(at), text: caption })),
  );
const numbers = Math.floor(READ_LIMITS.envelopeBytes / 12);

const LARGEST: readonly [string, string][] = [
  ["short numbers", many("415-555-2671 +1 415-555-2671 0170 1234567 ")],
  ["digits apart", many("0 1 2 3 4 5 6 7 ")],
  ["disguised addresses", many("jo at paper dot com, j o @ p a . c o, a☆a.co ")],
  ["posts of addresses", inPosts("a@a.co mailto:a☆a.co Tel (x) 0170 1234567 ".repeat(180))],
  ["numbers in fields for phones", envelopeOf({ phone: Array<number>(numbers).fill(4_155_552_671) })],
  ["long numbers", envelopeOf({ extra: ["12345678901234567890", ...filled("123")].map(Number) })],
  [
    "names of fields",
    envelopeOf(Object.fromEntries(Array.from({ length: 1e5 }, (_, at) => [`jo${at}@paper.example`, at]))),
  ],
];

describe("the largest envelope takes no more than two seconds", () => {
  it.each(someOf(LARGEST, 3))("%s", async (_name, text) => {
    expect(Buffer.byteLength(text)).toBeGreaterThan(READ_LIMITS.envelopeBytes / 2);
    expect(Buffer.byteLength(text)).toBeLessThan(READ_LIMITS.envelopeBytes);
    await requireCheap(text);
  });

  it("whatever its texts hold", async () => {
    const texts = fc.constantFrom(0.05, 0.5, 8).chain(hostileText);
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(many, inPosts), (text, put) => requireCheap(put(text))),
      { ...FUZZ, numRuns: Math.ceil(FUZZ.numRuns / 5) },
    );
  });
});

test("what is not searched any more is not kept, and what cannot hold a contact is", () => {
  const caption = `${"lorem ipsum ".repeat(400)} jo@paper.example`;
  const last = [
    { id: "1000", text: "the last one: call 415-555-2671 or write ann@paper.example" },
    { id: "1001", text: "no contact here" },
  ];
  const posts = [...Array.from({ length: 400 }, (_, at) => ({ id: String(at), text: caption })), ...last];
  const outcome = prepare(envelopeOf({ description: "Baker" }, posts));
  if (outcome.kind === "refused") throw new Error(outcome.rejection.reason);
  const kept = rawTextOf(outcome);
  expect(kept).not.toMatch(/paper|2671/);
  const { posts: keptPosts } = JSON.parse(kept);
  expect(keptPosts.at(0).text).toContain("lorem ipsum");
  expect(keptPosts.at(-1).text).toBe("no contact here");
  expect(outcome.profile.bio).toBe("Baker");
});

test("an envelope of a hundred people's contacts can be read again as it was stored", () => {
  const people = Array.from({ length: 150 }, (_, at) => `jo${at}@paper.example`).join(", ");
  const outcome = prepare(envelopeOf({ description: people }));
  if (outcome.kind === "refused") throw new Error(outcome.rejection.reason);
  const { id } = outcome;
  const source = { kind: "raw", tenantId: LOCAL_TENANT, creatorId: id, platform: "x" } as const;
  const again = prepareEnvelope({ ...PREPARATION, source }, { line: 1, text: rawTextOf(outcome) });
  expect(again.kind).toBe("prepared");
});
