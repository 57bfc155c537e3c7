import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSqliteCounters } from "../../lib/adapters/embedded/sqlite-counters.ts";
import { systemClock } from "../../lib/adapters/system-clock.ts";
import { createSignalTally } from "../../lib/signals/tally.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { IS_DEEP } from "../../test/deep.ts";
import { type CommandLine, openCommandLine } from "../../test/doubles/command-line.ts";
import { start } from "../../test/e2e/running-system.ts";

let line: CommandLine;

/** As a process beside would that searches over a slow index. */
async function noteSlowAnswers(): Promise<void> {
  const counters = createSqliteCounters(join(line.dataDir, "counters.sqlite"), { clock: systemClock });
  const tally = createSignalTally({ counters, clock: systemClock });
  for (let count = 0; count < 3; count += 1) {
    tally.note("vectors/asked");
    tally.note("vectors/slow");
  }
  await tally.flush("now");
  counters.close();
}

const report = async (...options: string[]) => {
  const { code, out } = await line.run(["runbook", "--json", ...options]);
  const { acts, lately } = JSON.parse(out);
  return {
    code,
    acts: acts.map(({ act, state }: Record<string, string>) => `${act} ${state}`),
    lately: lately.map(({ did, by }: Record<string, string>) => `${did} by ${by}`),
  };
};

describe.each(IS_DEEP ? [false, true] : [true])("the runbook, through a running system: %s,", (isRunning) => {
  let system: LocalSystem | null = null;
  beforeAll(async () => {
    // A folder each: what one way counted and put on record is none of the other's.
    line = await openCommandLine();
    await mkdir(line.dataDir);
    system = isRunning ? await start(line.dataDir) : null;
  });
  afterAll(async () => {
    await system?.close();
    await line.close();
  });

  test("sees, proposes, acts, takes back, and its exit code tells whether something stands against what is wrong", async () => {
    const quiet = await line.run(["runbook"]);
    expect([quiet.code, quiet.out]).toEqual([0, expect.stringContaining("Nothing to do.")]);
    await noteSlowAnswers();

    const seen = await line.run(["runbook"]);
    expect(seen.code).toBe(1);
    expect(seen.out).toMatch(/WRONG +vector index +3 of 3 answers took over 500 ms/);
    expect(seen.out).toMatch(/add-replica +impossible/);
    expect(seen.out).toContain("To do it: increator runbook --apply");
    const helpless = "add-replica impossible";
    expect(await report("--apply")).toEqual({
      ...{ code: 0, acts: ["fewer-candidates begun", helpless] },
      lately: ["begun by data-folder"],
    });
    expect((await report()).acts).toEqual(["fewer-candidates standing", helpless]);
    expect(await report("--end")).toEqual({
      ...{ code: 1, acts: ["fewer-candidates proposed", helpless] },
      lately: ["ended by data-folder", "begun by data-folder"],
    });
  });

  test("has what it did in the system's audit, whole", async () => {
    const { out } = await line.run(["audit", "list", "--tenant", "system", "--action", "runbook", "--json"]);
    const acts = JSON.parse(out).data.map(({ detail }: { detail: Record<string, string> }) => detail.did);
    expect(acts).toEqual(["ended", "begun"]);
    expect((await line.run(["audit", "verify", "--tenant", "system"])).out).toContain("2 entries");
    expect((await line.run(["audit", "list", "--tenant", "No one"])).err).toContain(
      "A tenant is 1-63 characters",
    );
  });

  test("refuses to act and to end at once", async () => {
    const { code, err } = await line.run(["runbook", "--apply", "--end"]);
    expect([code, err]).toEqual([1, "error: --apply and --end exclude each other: give one of them.\n"]);
  });
});
