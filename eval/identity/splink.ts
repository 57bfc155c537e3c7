import { fileURLToPath } from "node:url";
import { startLines } from "../../bench/against/engine.ts";
import { installed, installPython, pythonIn } from "../../bench/against/install.ts";
import type { Matchable } from "../../lib/domain/identity-matching/match.ts";
import type { LabelledSet, ProbablePair } from "./measure.ts";

const PACKAGES = ["splink==5.0.0"];
const SCRIPT = fileURLToPath(new URL("splink_peer.py", import.meta.url));

export interface Splink {
  judge<R extends Matchable>(set: LabelledSet<R>): Promise<readonly ProbablePair[]>;
  close(): Promise<void>;
}

/** Splink in its own Python environment. If it cannot be installed, prints the reason and returns null. */
export function startSplink(): Promise<Splink | null> {
  return installed(
    "splink",
    (cache) => installPython(cache, PACKAGES),
    (cache): Splink => {
      const lines = startLines("splink", pythonIn(cache), [SCRIPT]);
      return {
        async judge({ matching, train, test, table }) {
          const row =
            <R extends Matchable>(rowOf: (record: R) => object) =>
            (record: R) => ({
              ...{ unique_id: record.id, source_dataset: record.source },
              ...rowOf(record),
            });
          const [sample] = test;
          const task = {
            ...{ columns: table.compared, blocks: table.blocks },
            keepsApart: sample !== undefined && !matching.mayPair(sample.source, sample.source),
            train: train.map(row(table.rowOf)),
            test: test.map(row(table.rowOf)),
          };
          const answer = JSON.parse(await lines.ask(JSON.stringify(task)));
          if ("error" in answer) throw new Error(`splink: ${answer.error}`);
          return answer.value;
        },
        close: lines.close,
      };
    },
  );
}
