import type { Command } from "commander";
import { similarCreators } from "../../lib/domain/api/creator-operations.ts";
import { callApi } from "../api.ts";
import { asking } from "../asking.ts";
import type { Io } from "../io.ts";
import { itemTable } from "./search.ts";

/** `increator similar`. */
export function addSimilar(program: Command, io: Io): void {
  program
    .command("similar")
    .description("find creators like one")
    .argument("<id>", "a creator's id")
    .option("--limit <number>", "how many, 1 to 100")
    .action(
      asking(
        io,
        (commands, { limit }: { limit?: string }, id: string) =>
          callApi(commands, similarCreators, { id, limit }),
        ({ data }) => itemTable(data, io.columns),
      ),
    );
}
