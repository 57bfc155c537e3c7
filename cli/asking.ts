import type { Command } from "commander";
import type { Commands } from "../local/commands.ts";
import type { CommonOptions } from "./common-options.ts";
import { type ConnectionOptions, withCommands } from "./connection.ts";
import { type Io, printJson } from "./io.ts";

/** Writes an answer, as JSON if requested, otherwise as text for people. */
export function show(io: Io, { json }: CommonOptions, answer: unknown, textOf: () => string): void {
  if (json) printJson(io, answer);
  else io.out(textOf());
}

/**
 * The action of a command that asks the system once and shows the answer. `opening` says whether the command may create
 * a data folder, and whether waiting work is done meanwhile.
 */
export const asking =
  <Options extends object, Given extends readonly unknown[], Answer>(
    io: Io,
    ask: (commands: Commands, options: Options & CommonOptions, ...given: Given) => Promise<Answer>,
    textOf: (answer: Answer, ...given: Given) => string,
    opening: Pick<ConnectionOptions, "creates" | "works"> = {},
  ) =>
  async (...all: unknown[]): Promise<void> => {
    const options = (all.at(-1) as Command).optsWithGlobals<Options & CommonOptions>();
    const given = all.slice(0, -2) as unknown as Given;
    const { dataDir } = options;
    const answer = await withCommands(io, { dataDir, ...opening }, (commands) =>
      ask(commands, options, ...given),
    );
    show(io, options, answer, () => textOf(answer, ...given));
  };
