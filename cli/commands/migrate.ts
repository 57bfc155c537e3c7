import type { Command } from "commander";
import type { CommonOptions } from "../common-options.ts";
import { type Io, printJson } from "../io.ts";
import { progressLine } from "../progress-line.ts";

const HELP = `
Needs MONGODB_URI. May run as often as you like, also beside a running system; takes nothing away.`;

/** `increator migrate`. */
export function addMigrate(program: Command, io: Io): void {
  program
    .command("migrate")
    .description("bring the database to what this release needs: collections, indexes, the search index")
    .addHelpText("after", HELP)
    .action(async (_options: object, self: Command) => {
      const { json } = self.optsWithGlobals<CommonOptions>();
      const progress = progressLine(io);
      // Loaded late: no other command needs the database's adapters.
      const { migrateDatabase } = await import("../../lib/compose/migrate.ts");
      const migration = await migrateDatabase(io.environment, progress.show).finally(progress.end);
      if (json) return printJson(io, migration);
      const changed = migration.collections.filter(({ created, indexes }) => created || indexes.length > 0);
      const lines = changed.map(
        ({ collection, created, indexes }) =>
          `${collection}: ${created ? "made, " : ""}${indexes.length} indexes made`,
      );
      const summary =
        changed.length === 0 ? [`Database ${migration.database} is as this release needs it.`] : lines;
      io.out(`${[...summary, migration.searchIndex].join("\n")}\n`);
    });
}
