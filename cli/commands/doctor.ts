import { resolve } from "node:path";
import type { Command } from "commander";
import type { Check } from "../../lib/compose/diagnose.ts";
import { embeddedSettingsFrom } from "../../lib/config.ts";
import { isAnswering } from "../../local/command-client.ts";
import { folderOwner } from "../../local/folder-lock.ts";
import { show } from "../asking.ts";
import type { CommonOptions } from "../common-options.ts";
import { EXIT, type Io } from "../io.ts";
import { type Column, table } from "../table.ts";

const HELP = `
Asks every service that is set something harmless; one short text is embedded, which costs a fraction of a cent.
Exit codes: 0 all is well, 1 something is wrong.`;

const COLUMNS: readonly Column<Check>[] = [
  { title: "", cell: ({ isWell }) => (isWell ? "ok" : "WRONG") },
  { title: "PART", cell: ({ part }) => part },
  { title: "SAYS", cell: ({ says }) => says, shrinksTo: 24 },
];

/** `increator doctor`. */
export function addDoctor(program: Command, io: Io, exitWith: (code: number) => void): void {
  program
    .command("doctor")
    .description("check this machine and every service that is set, and say how to fix what is wrong")
    .addHelpText("after", HELP)
    .action(async (_options: object, self: Command) => {
      const { json, dataDir } = self.optsWithGlobals<CommonOptions>();
      const folder = resolve(dataDir ?? embeddedSettingsFrom(io.environment).dataDir);
      const { diagnose } = await import("../../lib/compose/diagnose.ts");
      const checks = [await lockCheck(folder), ...(await diagnose(io.environment, folder))];
      if (checks.some(({ isWell }) => !isWell)) exitWith(EXIT.failure);
      const answer = { well: checks.every(({ isWell }) => isWell), checks };
      show(io, { json }, answer, () => report(checks, io.columns));
    });
}

/** Remedies are printed below the table, which has no room for whole sentences. */
function report(checks: readonly Check[], width: number): string {
  const remedies = checks.flatMap(({ part, remedy }) => (remedy === undefined ? [] : [`${part}: ${remedy}`]));
  const rows = table(COLUMNS, checks, width);
  return remedies.length === 0
    ? rows
    : `${rows}\nRemedies:\n${remedies.map((line) => `  ${line}\n`).join("")}`;
}

async function lockCheck(dataDir: string): Promise<Check> {
  const part = "lock";
  const owner = await folderOwner(dataDir);
  if (!owner) return { part, isWell: true, says: "nobody has the data folder open" };
  return (await isAnswering(owner))
    ? { part, isWell: true, says: `process ${owner.pid} has the data folder open and answers` }
    : {
        part,
        isWell: true,
        says: `process ${owner.pid}, which had the data folder open, is gone; the next start takes over`,
      };
}
