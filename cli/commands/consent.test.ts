import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandLine, inBothWays, openCommandLine } from "../../test/doubles/command-line.ts";
import { ndjson, VEGAN_COACH, xEnvelope } from "../../test/e2e/envelopes.ts";

const EMAIL = "vera@consent.example";
const BODY = {
  ...{ purpose: "campaign-outreach", source: "signup-form", evidence: "Form 2026-118, box 3" },
  contacts: [
    { kind: "email", value: EMAIL },
    { kind: "phone", value: "+49 30 1234567" },
  ],
};
const NOBODY = "c_0123456789abcdefghjkmnpqrs";

let line: CommandLine;
let id: string;

beforeAll(async () => {
  line = await openCommandLine();
  await line.run(["ingest", "-"], ndjson([xEnvelope(VEGAN_COACH)]));
  const found = await line.run(["search", "vegan", "coach", "--json"]);
  id = JSON.parse(found.out).data[0].id;
});
afterAll(() => line?.close());

async function fileOf(content: unknown): Promise<string> {
  const file = join(line.folder, "consent.json");
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

inBothWays(
  "consent",
  () => line,
  () => {
    test("is given from a file, shown, and withdrawn, after which nothing is left to show", async () => {
      const given = await line.run(["consent", "give", id, await fileOf(BODY)]);
      expect(given).toMatchObject({ code: 0, err: "" });
      expect(given.out).toBe(`${id} agreed to campaign-outreach: 2 contact(s), 0 verified.\n`);
      const shown = await line.run(["consent", "show", id]);
      expect(shown.code).toBe(0);
      for (const text of [EMAIL, "+49301234567", "Form 2026-118", "signup-form"]) {
        expect(shown.out).toContain(text);
      }
      const withdrawn = await line.run(["consent", "withdraw", id]);
      expect(withdrawn).toMatchObject({ code: 0, err: "" });
      expect(withdrawn.out).toContain(`No contact that ${id} gave is kept`);
      const gone = await line.run(["consent", "show", id]);
      expect([gone.code, gone.out]).toEqual([1, ""]);
      expect(gone.err).not.toBe("");
    });

    test("is given from standard input and told as JSON, of which only showing has the contacts", async () => {
      const given = await line.run(["consent", "give", id, "-", "--json"], JSON.stringify(BODY));
      expect(JSON.parse(given.out)).toMatchObject({
        ...{ creator_id: id, purpose: "campaign-outreach" },
        contacts: [
          { kind: "email", verified: false },
          { kind: "phone", verified: false },
        ],
      });
      expect(given.out).not.toContain(EMAIL);
      const { data } = JSON.parse((await line.run(["consent", "show", id, "--json"])).out);
      expect(data).toMatchObject({
        evidence: BODY.evidence,
        contacts: [{ value: EMAIL }, { kind: "phone" }],
      });
      const withdraw = () => line.run(["consent", "withdraw", id, "--json"]);
      expect(JSON.parse((await withdraw()).out)).toEqual({ creator_id: id, withdrawn: true });
      expect(JSON.parse((await withdraw()).out)).toEqual({ creator_id: id, withdrawn: false });
    });

    test("is on record with every reading, and without a contact", async () => {
      await line.run(["consent", "give", id, await fileOf(BODY)]);
      await line.run(["consent", "show", id]);
      await line.run(["consent", "withdraw", id]);
      const { out } = await line.run(["audit", "list", "--subject", id, "--limit", "3", "--json"]);
      const actions = JSON.parse(out).data.map(({ action }: { action: string }) => action);
      expect(actions).toEqual(["withdraw-consent", "read-contacts", "give-consent"]);
      expect(out).not.toContain(EMAIL);
    });

    test.each([
      ["of nobody", NOBODY, BODY, "There is no"],
      ["under no name", "vera", BODY, "No creator goes by vera."],
      ["that is not JSON", null, `{"contacts": "${EMAIL}"`, "is not JSON"],
      ["without a purpose", null, { ...BODY, purpose: undefined }, "purpose"],
      ["of a purpose in free words", null, { ...BODY, purpose: `ask ${EMAIL}` }, "campaign-outreach"],
      ["for what is no address", null, { ...BODY, contacts: [{ kind: "email", value: "vera" }] }, "e-mail"],
    ])("%s is refused, and no message repeats a contact", async (_what, who, content, remedy) => {
      const { code, out, err } = await line.run(["consent", "give", who ?? id, await fileOf(content)]);
      expect([code, out]).toEqual([1, ""]);
      expect(err).toContain(remedy);
      expect(err).not.toContain(EMAIL);
    });
  },
);

test("consent is refused from a file that is not there or far too large", async () => {
  const missing = await line.run(["consent", "give", id, join(line.folder, "none.json")]);
  expect([missing.code, missing.err]).toEqual([1, expect.stringContaining("none.json cannot be read")]);
  const large = await line.run(["consent", "give", id, await fileOf(" ".repeat(2_000_000))]);
  expect([large.code, large.err]).toEqual([1, expect.stringContaining("too large")]);
});

test("contacts stand in no file of the data folder in clear", async () => {
  await line.run(["consent", "give", id, await fileOf(BODY)]);
  const entries = await readdir(line.dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(3);
  for (const { parentPath, name } of files) {
    expect((await readFile(join(parentPath, name))).includes(EMAIL), name).toBe(false);
  }
});
