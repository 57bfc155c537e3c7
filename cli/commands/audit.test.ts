import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { STORE_FILE } from "../../lib/adapters/embedded/sqlite-store.ts";
import { type CommandLine, inBothWays, openCommandLine } from "../../test/doubles/command-line.ts";
import { ask, start } from "../../test/e2e/running-system.ts";

let line: CommandLine;
beforeAll(async () => {
  line = await openCommandLine();
  await mkdir(line.dataDir);
});
afterAll(() => line?.close());

const setPlan = (plan: string) => line.run(["tenants", "plan", "local", plan]);

const list = async (...args: string[]) =>
  JSON.parse((await line.run(["audit", "list", ...args, "--json"])).out);

inBothWays(
  "the audit",
  () => line,
  () => {
    test("is listed newest first, page by page, and narrowed by what was done, by whom and since when", async () => {
      const begin = ["--action", "set-plan", "--since", new Date().toISOString()];
      for (const plan of ["free", "team", "enterprise"]) await setPlan(plan);
      const plans = async (...args: string[]) =>
        (await list(...begin, ...args)).data.map(({ detail }: { detail: { plan: string } }) => detail.plan);
      expect(await plans()).toEqual(["enterprise", "team", "free"]);
      const first = await list(...begin, "--limit", "2");
      expect(first.data).toHaveLength(2);
      expect(await plans("--limit", "2", "--cursor", first.next_cursor)).toEqual(["free"]);
      expect(await plans("--actor", "data-folder", "--outcome", "allowed")).toHaveLength(3);
      expect(await plans("--actor", "nobody")).toEqual([]);
      expect(await plans("--outcome", "refused")).toEqual([]);
      expect(await plans("--since", first.data[0].at)).toContain("enterprise");
      expect(await plans("--since", "2100-01-01T00:00:00Z")).toEqual([]);
    });

    test("is shown as a table that says where it goes on", async () => {
      const { code, out, err } = await line.run(["audit", "list", "--limit", "1"]);
      expect([code, err]).toEqual([0, ""]);
      for (const text of ["SEQ", "OUTCOME", "SUBJECT", "There are older ones: --cursor "])
        expect(out).toContain(text);
      expect((await line.run(["audit", "list", "--action", "nothing"])).out).toBe(
        "No such act is on record.\n",
      );
    });

    test("is whole, gives an anchor, and holds against it later", async () => {
      const first = JSON.parse((await line.run(["audit", "verify", "--json"])).out);
      expect(first).toMatchObject({
        valid: true,
        faults: [],
        anchor: expect.stringMatching(/^\d+:[0-9a-f]{64}$/),
      });
      await setPlan("free");
      const later = await line.run(["audit", "verify", "--anchor", first.anchor]);
      expect(later).toMatchObject({ code: 0, err: "" });
      expect(later.out).toMatch(/^The audit is whole: \d+ entries\.\nanchor: \d+:[0-9a-f]{64}\n$/);
    });

    test("is not whole against an anchor that it never had, and the exit code says so", async () => {
      const anchor = `1:${"0".repeat(64)}`;
      const { code, out } = await line.run(["audit", "verify", "--anchor", anchor]);
      expect(code).toBe(1);
      expect(out).toContain("The audit is NOT whole: 1 fault.");
      expect((await line.run(["audit", "verify", "--anchor", anchor, "--json"])).code).toBe(1);
    });

    test.each([
      [["verify", "--anchor", "latest"], "--anchor"],
      [["list", "--outcome", "denied"], "--outcome"],
      [["list", "--since", "yesterday"], "--since"],
      [["list", "--limit", "0"], "--limit"],
      [["list", "--subject", "vera"], "--subject"],
    ])("%j is refused and the flag named", async (args, flag) => {
      const { code, out, err } = await line.run(["audit", ...args]);
      expect([code, out]).toEqual([1, ""]);
      expect(err).toContain(flag);
    });
  },
);

test("what a key was refused over HTTP is listed with the route and how often", async () => {
  const system = await start(line.dataDir);
  try {
    const made = await line.run(["keys", "create", "--tenant", "local", "--name", "page", "--json"]);
    const { key, id } = JSON.parse(made.out);
    const keys = () => ask(system, "/audit", { headers: { "x-api-key": key } });
    for (let time = 0; time < 11; time += 1) expect((await keys()).status).toBe(403);
    const { data } = await list("--outcome", "refused");
    expect(data).toMatchObject(
      [10, 1].map((count) => ({
        ...{ actor: id, action: "list-audit", outcome: "refused" },
        detail: { route: "GET /audit", code: "role-needed", count },
      })),
    );
    const { out } = await line.run(["audit", "list", "--outcome", "refused"]);
    expect(out).toContain("count=10");
    expect((await line.run(["audit", "verify"])).code).toBe(0);
  } finally {
    await system.close();
  }
});

// Last: the audit of this folder is not whole any more.
test("an entry that somebody changed in the database is named by its place", async () => {
  await setPlan("free");
  const database = new DatabaseSync(join(line.dataDir, STORE_FILE));
  const { changes } = database
    .prepare(`UPDATE audit SET body = replace(body, '"free"', '"team"') WHERE body LIKE '%"free"%'`)
    .run();
  database.close();
  expect(changes).toBeGreaterThan(0);
  const { code, out } = await line.run(["audit", "verify"]);
  expect(code).toBe(1);
  expect(out).toContain("NOT whole");
  expect(out).toContain("changed");
});
