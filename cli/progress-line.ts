import type { Io } from "./io.ts";
import { truncated } from "./table.ts";

/** If no one watches, a line now and then is enough. */
const UNWATCHED_MS = 5_000;

/** Shows progress beside a command's results: as one line that is rewritten in place, or as lines in a log. */
export function progressLine(io: Io): { show(text: string): void; end(): void } {
  let last = "";
  let shownAt = performance.now();
  return {
    show(text) {
      if (text === last) return;
      if (!io.isWatched && performance.now() - shownAt < UNWATCHED_MS) return;
      io.err(io.isWatched ? `\r\u001b[K${truncated(text, io.columns - 1)}` : `${text}\n`);
      last = text;
      shownAt = performance.now();
    },
    end() {
      if (io.isWatched && last !== "") io.err("\r\u001b[K");
    },
  };
}
