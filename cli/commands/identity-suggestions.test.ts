import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandLine, openCommandLine } from "../../test/doubles/command-line.ts";
import { ndjson, SONGWRITER, xEnvelope, youtubeEnvelope } from "../../test/e2e/envelopes.ts";

let increator: CommandLine["run"];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ run: increator, close } = await openCommandLine());
});
afterAll(() => close());

test("accounts that agree are suggested until an operator refuses them", async () => {
  const twin = { ...SONGWRITER, id: "77" };
  // Of a handful of accounts nothing is nearly certain.
  const others = Array.from({ length: 40 }, (_, at) => {
    const other = {
      ...SONGWRITER,
      id: `9${at}`,
      handle: `other${at}_${"abcdefgh"[at % 8]}`,
      name: `Some${at} Body${at}`,
    };
    return at % 2 ? xEnvelope(other) : youtubeEnvelope(other);
  });
  await increator(["ingest", "-"], ndjson([xEnvelope(SONGWRITER), youtubeEnvelope(twin), ...others]));
  const bounds = ["--at-least", "0.5"];
  const { suggestions } = JSON.parse((await increator(["identity", "suggest", ...bounds, "--json"])).out);
  expect(suggestions).toHaveLength(1);
  const [{ a, b }] = suggestions;
  const shown = (await increator(["identity", "review", ...bounds])).out;
  expect(shown).toContain(a.id);
  expect(shown).toContain("handle equal (+");
  await increator(["identity", "refuse", a.id, b.id]);
  expect((await increator(["identity", "suggest", ...bounds])).out).toContain("0 suggestion(s)");
});
