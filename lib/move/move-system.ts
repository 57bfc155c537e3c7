import { isEqual, type MovedRow, type MoveReport } from "../domain/move.ts";
import { elapsedMs } from "../ports/clock.ts";
import { beginMove, completeMove, placesOf } from "./begin-move.ts";
import { compareSearches } from "./compare-searches.ts";
import { moveDocuments } from "./move-documents.ts";
import { moveObjects } from "./move-objects.ts";
import { moveVectors } from "./move-vectors.ts";
import type { MoveOptions, MovePorts } from "./ports.ts";

const MOVERS = { documents: moveDocuments, vectors: moveVectors, objects: moveObjects };

/**
 * Moves a system to other stores and compares the two. Nothing may write to the source meanwhile. Each run makes the
 * target equal to the source, so the next run repairs one that was interrupted. A complete move is left alone.
 * @throws AppError as `checkMove`; `conflict`, code `target-in-use`; what stores throw.
 */
export async function moveSystem(ports: MovePorts, options: MoveOptions): Promise<MoveReport> {
  const started = ports.clock.now();
  const move = await beginMove(ports);
  const to = placesOf(ports);
  if (move.completed_at !== null) {
    return { status: "before", to, completed_at: move.completed_at, rows: [], searches: null, seconds: 0 };
  }
  const rows: MovedRow[] = [];
  for (const part of ports.parts) rows.push(...(await MOVERS[part](ports, options)));
  const isWhole = rows.every(isEqual);
  const searches = ports.embedsAnew ? null : await compareSearches(ports);
  const completed_at = isWhole ? await completeMove(ports, move) : null;
  const seconds = elapsedMs(started, ports.clock.now()) / 1_000;
  return { status: isWhole ? "complete" : "differs", to, completed_at, rows, searches, seconds };
}
