/** Adds up the JSON reports named on the command line and prints `N passed, N failed`; exit 1 when nothing ran. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});

const reports = process.argv
  .slice(2)
  .map((path) => reportSchema.parse(JSON.parse(readFileSync(path, "utf8"))));
const sum = (key: keyof z.infer<typeof reportSchema>) =>
  reports.reduce((total, report) => total + report[key], 0);

console.log(
  `${sum("numPassedTests")} passed, ${sum("numFailedTests")} failed, ${sum("numPendingTests")} skipped`,
);
process.exitCode = sum("numPassedTests") > 0 && sum("numFailedTests") === 0 ? 0 : 1;
