import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, it } from "vitest";
import { targetLineReader } from "../../lib/domain/crawl/target-lines.ts";
import { cutContacts } from "../../lib/domain/pii/contacts.ts";
import { PLATFORMS } from "../../lib/domain/platform.ts";
import { parseIngestMessage } from "../../lib/ingest/ingest-message.ts";
import { prepareEnvelope } from "../../lib/ingest/prepare-envelope.ts";
import { readEnvelopes } from "../../lib/ingest/read-envelopes.ts";
import { PREPARATION } from "../doubles/preparation.ts";
import { FUZZ, hostileText, requireBounded } from "./hostile-text.ts";

/** One text in every field that a platform's reader looks into. */
const payloads = {
  youtube: (text: string) => ({
    id: "UC0000000000000009000001",
    snippet: { title: text, description: text, customUrl: text, country: text },
    brandingSettings: { channel: { keywords: text } },
    topicDetails: { topicCategories: [`https://en.wikipedia.org/wiki/${text}`] },
  }),
  instagram: (text: string) => ({
    id: "17841490000000018",
    username: "jo",
    name: text,
    biography: text,
    website: text,
  }),
  tiktok: (text: string) => ({ username: "jo", display_name: text, bio_description: text, bio_url: text }),
  x: (text: string) => ({
    id: "18",
    username: "jo",
    name: text,
    description: text,
    location: text,
    url: text,
  }),
};
const posts = {
  youtube: (text: string) => ({ id: text, snippet: { title: text, description: text, tags: [text] } }),
  instagram: (text: string) => ({ id: "1", caption: text }),
  tiktok: (text: string) => ({ id: "1", video_description: text, hashtag_names: [text] }),
  x: (text: string) => ({ id: "1", text }),
};

const drain = async (body: Readable, form: "lines" | "values"): Promise<void> => {
  for await (const _one of readEnvelopes(body, form)) void _one;
};

/** Time of reading, for each reader of outside text: texts as they would be made to exhaust it. */
const readers: readonly [string, number, (text: string) => unknown][] = [
  ["contacts in a text", 32, (text) => cutContacts(text, { country: "IN" })],
  ["contacts in names of fields", 1, (text) => cutContacts({ [text]: { phone: text } })],
  ["lines of envelopes", 16, (text) => drain(Readable.from([Buffer.from(text)]), "lines")],
  ["values of envelopes", 16, (text) => drain(Readable.from([Buffer.from(text)]), "values")],
  ["packed envelopes", 16, (text) => drain(Readable.from([gzipSync(text)]), "values")],
  [
    "messages of ingest",
    4,
    (text) =>
      attempt(() => parseIngestMessage(JSON.stringify({ Records: [{ s3: { object: { key: text } } }] }))),
  ],
  ["lines of target lists", 4, (text) => targetLineReader("x")(text)],
  [
    "JSON lines of target lists",
    4,
    (text) => targetLineReader(null)(JSON.stringify({ platform: "x", handle: text, url: text })),
  ],
  ...PLATFORMS.map((platform): [string, number, (text: string) => unknown] => [
    `envelopes of ${platform}`,
    8,
    (text) => {
      const envelope = {
        platform,
        fetched_at: "2026-11-28T10:00:00Z",
        payload: payloads[platform](text),
        posts: [posts[platform](text)],
      };
      return prepareEnvelope(PREPARATION, { line: 1, text: JSON.stringify(envelope) });
    },
  ]),
];

function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // What is refused in time is read in time.
  }
}

describe("within 50 ms a kilobyte", () => {
  it.each(readers)("%s are read, whatever they hold", async (_name, kilobytes, read) => {
    await fc.assert(
      fc.asyncProperty(hostileText(kilobytes), (text) => requireBounded(text, read)),
      // Longer texts take longer, and show sooner what grows.
      { ...FUZZ, numRuns: Math.ceil(FUZZ.numRuns / Math.max(1, kilobytes / 8)) },
    );
  });
});
