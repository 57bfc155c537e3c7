import type { Command } from "commander";
import { similarCreators } from "../../lib/domain/api/creator-operations.ts";
import { similarAnswerSchema } from "../../lib/domain/search-request.ts";
import { callApi } from "../api.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import { type Io, printJson } from "../io.ts";
import { itemTable } from "./search.ts";

/** `increator similar`. */
export function addSimilar(program: Command, io: Io): void {
  program
    .command("similar")
    .description("find creators like one")
    .argument("<id>", "a creator's id")
    .option("--limit <number>", "how many, 1 to 100")
    .action(async (id: string, { limit }: { limit?: string }, self: Command) => {
      const common = self.optsWithGlobals<CommonOptions>();
      const answer = await withCommands(io, common, (commands) =>
        callApi(commands, similarCreators, { id, limit }, similarAnswerSchema),
      );
      if (common.json) printJson(io, answer);
      else io.out(itemTable(answer.data, io.columns));
    });
}
