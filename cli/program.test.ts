import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { LocalSystem } from "../local/local-system.ts";
import { type CommandLine, openCommandLine } from "../test/doubles/command-line.ts";
import { ndjson, SONGWRITER, VEGAN_COACH, xEnvelope } from "../test/e2e/envelopes.ts";
import { start } from "../test/e2e/running-system.ts";

let folder: string;
let dataDir: string;
let increator: CommandLine["run"];
let close: () => Promise<void>;

beforeAll(async () => {
  ({ folder, dataDir, run: increator, close } = await openCommandLine());
});

afterAll(() => close());

test("a search without a data folder says how to make one", async () => {
  const { code, err, out } = await increator(["search", "x"]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("npm start");
});

test("a command over a service's documents needs no data folder beforehand", async () => {
  vi.stubEnv("MONGODB_URI", "mongodb://127.0.0.1:1/x?serverSelectionTimeoutMS=100");
  const machine = await openCommandLine({ MONGODB_URI: process.env.MONGODB_URI });
  try {
    const { code, err } = await machine.run(["keys", "list"]);
    expect([code, err]).toEqual([1, "error: The database does not answer.\n"]);
  } finally {
    vi.unstubAllEnvs();
    await machine.close();
  }
});

test.each([
  ["generate", "--count", "1", "--out", "/no-such-folder/sample.ndjson"],
  ["adapt", "--judgements", "/no-such-folder/judged.ndjson"],
])("a file that cannot be opened is told in one line: %s", async (...args) => {
  const { code, err } = await increator(args);
  expect(code).toBe(1);
  expect(err).toMatch(/^error: \/no-such-folder\/\S+: it does not exist, or its folder does not\.\n$/);
});

test("ingest takes lines and arrays, packed or not, leaves files alone, and tells where what was refused stood", async () => {
  const lines = join(folder, "lines.ndjson");
  const packed = join(folder, "array.json.gz");
  const broken = `${ndjson([xEnvelope(VEGAN_COACH)])}{"platform":"x"}\n`;
  await writeFile(lines, broken);
  await writeFile(packed, gzipSync(JSON.stringify([xEnvelope(SONGWRITER)])));
  const { code, out } = await increator(["ingest", lines, packed, "--json"]);
  expect(code).toBe(2);
  const report = JSON.parse(out);
  expect(report).toMatchObject({ read: 3, stored: 2, quarantined: 1, pending: 0, failed: [] });
  expect(report.rejections).toEqual([expect.objectContaining({ file: lines, line: 2 })]);
  expect(await readFile(lines, "utf8")).toBe(broken);
});

test("a file's name, which can be a person's, is kept nowhere", async () => {
  const file = join(folder, "vera-gruen.ndjson");
  await writeFile(file, ndjson([xEnvelope(VEGAN_COACH)]));
  const { out } = await increator(["ingest", file, "--no-wait", "--json"]);
  expect(out).toMatch(/"inbox\/local\/[0-9a-z]+\.ndjson"/);
});

test("the same again is unchanged, also from standard input, and the exit code is 0", async () => {
  const { code, out } = await increator(["ingest", "-"], ndjson([xEnvelope(VEGAN_COACH)]));
  expect([code, out]).toEqual([0, "read 1, stored 0, unchanged 1, suppressed 0, quarantined 0\n"]);
});

test("search, get and similar work without a running system and through one", async () => {
  const alone = await increator([
    "search",
    "vegan",
    "coach",
    "--followers-min",
    "1000",
    "--verified",
    "--json",
  ]);
  const [found] = JSON.parse(alone.out).data;
  expect(found.handle).toBe("@vegan_vera");
  expect((await increator(["get", found.id])).out).toContain("Vera Grün");
  // The table shows what the next command takes.
  const [handle = ""] = /@\S+/.exec((await increator(["search", "vegan", "coach"])).out) ?? [];
  for (const name of [handle, "https://x.com/vegan_vera"])
    expect((await increator(["get", name])).out).toContain("Vera Grün");
  expect((await increator(["similar", handle])).code).toBe(0);
  const nobody = await increator(["similar", "@nobody"]);
  expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining("No creator goes by @nobody.")]);

  const system = await start(dataDir);
  try {
    const beside = await increator(["search", "vegan coach", "--limit", "5"]);
    expect(beside.out).toContain("@vegan_vera");
    for (const line of beside.out.split("\n").slice(0, 3)) expect(line.length).toBeLessThanOrEqual(100);
    expect((await increator(["similar", found.id, "--json"])).code).toBe(0);
    expect((await increator(["status"])).out).toContain("Creators: instagram 0, tiktok 0, x 2, youtube 0");
    expect((await increator(["invoke", "open", "events/open.json"])).out).toContain('"statusCode": 200');
  } finally {
    await system.close();
  }
});

test("the cursor that a search tells is one that works", async () => {
  const alone = await increator(["search", "vegan songwriter", "--limit", "1"]);
  expect(alone.out).toContain("More: a higher --limit");
  const system = await start(dataDir);
  try {
    const first = await increator(["search", "vegan songwriter", "--limit", "1"]);
    const [, cursor = ""] = /--cursor (\S+)/.exec(first.out) ?? [];
    const next = await increator(["search", "vegan songwriter", "--limit", "1", "--cursor", cursor]);
    expect([next.code, next.err]).toEqual([0, ""]);
  } finally {
    await system.close();
  }
});

test("a backup is made, listed, proven, tried and restored beside nothing and through a running system", async () => {
  const created = JSON.parse((await increator(["backup", "create", "--full", "--json"])).out);
  expect(created.vectors).toMatchObject({ kind: "full", status: "complete" });
  expect(created.state.id).toMatch(/^s-/);
  const { id } = created.vectors;
  const system = await start(dataDir);
  try {
    expect((await increator(["backup", "list"])).out).toContain(id);
    const drill = await increator(["backup", "verify", "--all"]);
    expect([drill.code, drill.out]).toEqual([0, expect.stringContaining("comes back")]);
    expect((await increator(["restore", id, "--dry-run"])).out).toContain("Nothing was written");
    expect((await increator(["restore", id])).out).toContain("Restored by upsert");
  } finally {
    await system.close();
  }
  expect((await increator(["restore", created.state.id, "--dry-run"])).out).toContain("signed and whole");
  expect((await increator(["backup", "remove", id])).out).toBe(`Removed: ${id}\n`);
  const gone = await increator(["restore", id]);
  expect([gone.code, gone.err]).toEqual([1, expect.stringContaining("increator backup list")]);
});

test("erase forgets, waits for the stores and shows the evidence", async () => {
  const { out } = await increator(["search", "songwriter", "--json"]);
  const id = JSON.parse(out).data.find(({ handle }: { handle: string }) => handle === "@songs_by_sam").id;
  const erased = await increator(["erase", id, "--json"]);
  const erasure = JSON.parse(erased.out);
  expect(erasure.status).toBe("completed");
  expect((await increator(["erasures", "show", erasure.id])).out).toContain("vectors");
  expect((await increator(["search", "songwriter"])).out).not.toContain("@songs_by_sam");
});

describe("through one running system,", () => {
  let system: LocalSystem;
  beforeAll(async () => {
    system = await start(dataDir);
  });
  afterAll(() => system?.close());

  test.each([
    [["search", "--followersmin", "3"], "--followers-min"],
    [["search", "--followers-min", "10k"], "--followers-min must be a whole number"],
    [["search", "--sort", "best"], "--sort must be one of relevance"],
    [["get", "nobody"], "No creator goes by nobody."],
    [["ingest", "nowhere.ndjson"], "nowhere.ndjson is not there"],
    [["ingest", "package.json", "--tenant", "A B"], "A tenant is 1-63 characters"],
    [["invoke", "nothing", "package.json"], "There are authorise"],
    [["invoke", "ingest-raw", "package.json"], "events/ingest-raw.json"],
    [["restore", "b-nothing"], "increator backup list"],
    [["restore", "b-nothing", "--tenant", "A B"], "A tenant is 1-63 characters"],
    [["identity", "link", "a", "b"], "No creator goes by a."],
    [["identity", "suggest", "--at-least", "2"], "It must be a number from 0.5 to 1"],
    [["erase", "--handle", "someone"], "--platform"],
    [["erase", "--file", "none.csv"], "none.csv"],
    [["generate", "--count", "many", "--out", "x"], "whole number"],
  ])("increator %j fails with a remedy", async (args, remedy) => {
    const { code, err, out } = await increator(args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(remedy);
  });

  test("a backup is priced before it runs", async () => {
    const { out } = await increator(["backup", "plan", "--vectors", "250000000", "--json"]);
    expect(JSON.parse(out).estimates[0]).toMatchObject({ kind: "full", readUnits: 27_500_000 });
  });

  test("erase takes a file of accounts, says which lines it could not use, and finds done what was done", async () => {
    const file = join(folder, "requests.csv");
    await writeFile(
      file,
      "platform,handle,platform_user_id\nx,vegan_vera,\nx,nobody_here,\nx,,777001\nmyspace,tom,\n",
    );
    const first = await increator(["erase", "--file", file, "--json"]);
    expect(first.code).toBe(2);
    expect(JSON.parse(first.out)).toMatchObject({ accepted: 3, bad: 1, lines: 5 });
    const again = JSON.parse((await increator(["erase", "--file", file, "--json"])).out);
    expect(again.accepted + again.running + again.completed).toBeGreaterThan(0);
    expect((await increator(["search", "vegan", "coach"])).out).not.toContain("@vegan_vera");
    const skipped = await increator(["erase", "--file", file, "--skip-lines", "5", "--json"]);
    expect(JSON.parse(skipped.out)).toMatchObject({ accepted: 0, completed: 0, lines: 5 });
  });

  test("erase everywhere acts as the platform's administrator", async () => {
    const args = ["erase", "--platform", "x", "--platform-user-id", "777002", "--everywhere", "--json"];
    const { code, out } = await increator(args);
    expect([code, JSON.parse(out).status]).toEqual([0, "completed"]);
  });

  test("erasures are listed, and reported as a table, JSON and CSV", async () => {
    const listed = JSON.parse((await increator(["erasures", "list", "--json"])).out);
    expect(listed.data.length).toBeGreaterThan(2);
    expect((await increator(["erasures", "list"])).out).toContain(listed.data[0].id);
    const { figures } = JSON.parse((await increator(["erasures", "report", "--json"])).out);
    expect(figures.received).toBeGreaterThan(2);
    const csv = (await increator(["erasures", "report", "--csv"])).out;
    expect(csv).toContain(`received,${figures.received}\r\n`);
    expect(csv).toContain("vectors_removed,");
    expect((await increator(["erasures", "report"])).out).toContain("median seconds");
  });

  test("the same seed gives the same bytes", async () => {
    const args = ["generate", "--count", "20", "--seed", "3", "--out"];
    const [one, two] = [join(folder, "one.ndjson"), join(folder, "two.ndjson")];
    await increator([...args, one]);
    await increator([...args, two]);
    const text = await readFile(one, "utf8");
    expect(await readFile(two, "utf8")).toBe(text);
    expect(text.trim().split("\n")).toHaveLength(20);
  });

  test("help of every command shows its flags and exits with 0", async () => {
    for (const command of [[], ["search"], ["ingest"], ["erase"], ["generate"], ["identity", "link"]]) {
      const { code, out } = await increator([...command, "--help"]);
      expect(code).toBe(0);
      expect(out).toContain("Usage: increator");
    }
  });

  test("keys are made, shown once, listed without what they open, rotated and revoked", async () => {
    const created = await increator(["keys", "create", "--tenant", "acme", "--name", "page", "--json"]);
    expect(created.code).toBe(0);
    const { key, id, roles, status } = JSON.parse(created.out);
    expect([key.startsWith(`ick_${id}_`), roles, status]).toEqual([true, ["viewer"], "live"]);
    const listed = await increator(["keys", "list", "--tenant", "acme"]);
    expect(listed.out).toContain(id);
    expect(listed.out).not.toContain(key.split("_")[2]);
    const rotated = await increator(["keys", "rotate", id, "--grace-hours", "0", "--json"]);
    expect(JSON.parse(rotated.out).key).not.toBe(key);
    const revoked = await increator(["keys", "revoke", JSON.parse(rotated.out).id]);
    expect(revoked.out).toContain("revoked");
    const plan = await increator(["tenants", "plan", "acme", "free", "--json"]);
    expect(JSON.parse(plan.out).tenants).toMatchObject([{ id: "acme", plan: "free" }]);
  });

  test.each([
    [["keys", "create", "--tenant", "ACME!", "--name", "x"], "tenant"],
    [["keys", "create", "--tenant", "acme", "--name", "x", "--role", "emperor"], "roles"],
    [["keys", "create", "--tenant", "acme", "--name", "x", "--expires-days", "soon"], "expires-days"],
    [["keys", "revoke", "ick_secret"], "id"],
    [["tenants", "plan", "acme", "gold"], "plan"],
  ])("%j is refused and the argument named", async (args, named) => {
    const { code, err } = await increator(args);
    expect(code).toBe(1);
    expect(err).toContain(named);
  });
});
