import type { Command } from "commander";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { type Io, printJson } from "../io.ts";
import { jsonFile } from "../json-file.ts";

const EXAMPLES = `
Examples:
  increator invoke search-creators events/search-creators.json
  increator invoke ingest-raw - < my-event.json

The result is always JSON. A result that is an error answer (status 400 and up) still exits with 0.`;

/** `increator invoke`. */
export function addInvoke(program: Command, io: Io): void {
  program
    .command("invoke")
    .description("hand an event to a function, as Lambda would")
    .argument("<function>", "a function's name, such as search-creators")
    .argument("<event file>", "JSON; - reads standard input; samples are in events/")
    .addHelpText("after", EXAMPLES)
    .action(async (name: string, path: string, _options: object, self: Command) => {
      const event = await jsonFile(io, path);
      const common = self.optsWithGlobals<CommonOptions>();
      const result = await withCommands(io, common, (commands) => commands.invoke({ function: name, event }));
      printJson(io, result ?? null);
    });
}
