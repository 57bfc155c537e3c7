import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeEmbedded, type EmbeddedComposition } from "../../lib/compose/embedded.ts";

/** A whole system in a temporary folder, which is removed when the system is closed. */
export async function temporaryComposition(): Promise<EmbeddedComposition> {
  const dataDir = await mkdtemp(join(tmpdir(), "increator-test-"));
  const composition = await composeEmbedded({ dataDir });
  return {
    ...composition,
    async close() {
      await composition.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
