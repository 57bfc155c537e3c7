import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ndjson, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { createRig, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const PLANTED = ["jane.doe@example.com", "planted@example.org", "17612345678", "2025550143"];

/** Every byte under the folder, packed objects unpacked. */
function* contents(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    yield entry.name;
    yield (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("latin1");
  }
}

const found = (): string[] => {
  const all = [...contents(rig.folder)].join("\n").replace(/[\s()-]/g, "");
  return PLANTED.filter((planted) => all.includes(planted));
};

it("leaves no contact detail in clear anywhere once a drop is taken in, whatever became of its lines", async () => {
  const lines = [
    xEnvelope({ id: "1", description: "Booking: jane.doe@example.com or +49 176 12345678" }),
    youtubeEnvelope(2, "Call (202) 555-0143, write planted@example.org"),
    { ...xEnvelope({ id: "3" }), posts: [{ id: "9", text: "new mail jane.doe@example.com" }] },
    '{"platform":"x","payload":{"description":"planted@example.org +49 176 12345678"',
    { ...xEnvelope({ id: "4" }), "jane.doe@example.com": true },
    {
      platform: "x",
      fetched_at: "2026-11-20T10:00:00Z",
      payload: { "planted@example.org": "jane.doe@example.com" },
    },
    xEnvelope({ id: "5", description: "planted@example.org", fetched_at: "2026-12-20T10:00:00Z" }),
  ];
  const key = await rig.drop("from-jane.doe@example.com.ndjson", ndjson(...lines));
  expect(found()).not.toEqual([]);
  await rig.announce(key);
  await rig.settle();
  const summary = await rig.ingest(key);
  expect(summary).toMatchObject({ stored: 3, quarantined_count: 4 });
  expect(JSON.stringify(summary.quarantined)).not.toMatch(/example\.(?:com|org)/);
  expect(await rig.creator("x", "1")).toMatchObject({
    has_contact: true,
    contacts: [{ kind: "email" }, { kind: "phone" }],
  });
  expect(found()).toEqual([]);
});
