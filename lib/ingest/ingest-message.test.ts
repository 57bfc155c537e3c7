import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ingestMessage, parseIngestMessage } from "./ingest-message.ts";

const notification = (key: string, eventName = "ObjectCreated:Put"): string =>
  JSON.stringify({
    Records: [{ eventSource: "aws:s3", eventName, s3: { object: { key, size: 1, eTag: "0" } } }],
  });

describe("a message on the queue ingest", () => {
  it("gives S3's keys decoded: first the plus, then the percents, each once", () => {
    expect(parseIngestMessage(notification("inbox/local/caf%C3%A9+lab%2B1.json"))).toEqual({
      keys: ["inbox/local/café lab+1.json"],
    });
    expect(parseIngestMessage(notification("inbox/local/100%2525.json")).keys).toEqual([
      "inbox/local/100%25.json",
    ]);
  });

  it("of EventBridge gives the key as it stands", () => {
    const event = {
      "detail-type": "Object Created",
      detail: { object: { key: "inbox/local/a+b%20c.json" } },
    };
    expect(parseIngestMessage(JSON.stringify(event))).toEqual({ keys: ["inbox/local/a+b%20c.json"] });
  });

  it("names no key when it is S3's test or tells of something else than a creation", () => {
    const test = { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "inbox-example" };
    expect(parseIngestMessage(JSON.stringify(test))).toEqual({ keys: [] });
    expect(parseIngestMessage(notification("inbox/local/a.json", "ObjectRemoved:Delete"))).toEqual({
      keys: [],
    });
  });

  it("comes wrapped by SNS too, of either kind", () => {
    const wrap = (Message: string) => JSON.stringify({ Type: "Notification", MessageId: "1", Message });
    expect(parseIngestMessage(wrap(notification("inbox/local/a.json"))).keys).toEqual(["inbox/local/a.json"]);
    const event = { "detail-type": "Object Created", detail: { object: { key: "inbox/local/b.json" } } };
    expect(parseIngestMessage(wrap(JSON.stringify(event))).keys).toEqual(["inbox/local/b.json"]);
    expect(() => parseIngestMessage(wrap("hello"))).toThrow();
  });

  it.each(["inbox/local/", "inbox/", "inbox/local/2026/11/", "inbox/local/2026_%24folder%24"])(
    "that tells of a folder names no file: %s",
    (key) => expect(parseIngestMessage(notification(key)).keys).toEqual([]),
  );

  it("may hold several keys", () => {
    const { Records: one } = JSON.parse(notification("inbox/local/a.json"));
    const { Records: two } = JSON.parse(notification("inbox/local/b.json"));
    expect(parseIngestMessage(JSON.stringify({ Records: [...one, ...two] })).keys).toHaveLength(2);
  });

  it.each(["", "{", "[]", "{}", '{"Records":[{}]}', notification("inbox/%E0%A4%A.json")])(
    "that is none of these is refused: %s",
    (body) => {
      expect(() => parseIngestMessage(body)).toThrow(expect.objectContaining({ code: "bad-ingest-message" }));
    },
  );

  it("made here reads back as the same key, whatever characters it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (key) => {
        fc.pre(key.isWellFormed() && !key.endsWith("/"));
        expect(parseIngestMessage(ingestMessage(key))).toEqual({ keys: [key] });
      }),
    );
  });
});
