import type { Command } from "commander";
import type { CommonOptions } from "../common-options.ts";
import { type Io, printJson } from "../io.ts";
import { progressLine } from "../progress-line.ts";

const HELP = `
Needs MONGODB_URI. You may run it as often as you like, also beside a running system; it removes nothing. With --roles it
only prints commands of the Atlas CLI, which make a database user for each group of functions. For a role that exists,
write update instead of create.`;

/** `increator migrate`. */
export function addMigrate(program: Command, io: Io): void {
  program
    .command("migrate")
    .description("make what this release needs in the database: collections, indexes, the search index")
    .option("--roles", "print how the database's users and their rights are made, and change nothing")
    .addHelpText("after", HELP)
    .action(async (_options: object, self: Command) => {
      const { json, roles } = self.optsWithGlobals<CommonOptions & { readonly roles?: boolean }>();
      // Loaded late, since no other command needs the database's adapters.
      const { databaseUsers, migrateDatabase } = await import("../../lib/compose/migrate.ts");
      if (roles) {
        const commands = databaseUsers(io.environment);
        return json ? printJson(io, commands) : io.out(`${commands.join("\n")}\n`);
      }
      const progress = progressLine(io);
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
