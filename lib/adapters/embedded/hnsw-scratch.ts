import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ScratchIndexes } from "../../ports/scratch-index.ts";
import { createHnswVectorIndex, type HnswSettings } from "./hnsw-vector-index.ts";

/** Prefix of folders that only a running drill needs. The next start removes those that a crash left. */
export const SCRATCH_FOLDER = "scratch-";

/** Indexes of the same kind as the live one, each in its own folder beside it. */
export const createHnswScratch = ({ folder, ...settings }: HnswSettings): ScratchIndexes => ({
  async open() {
    const path = await mkdtemp(join(folder, SCRATCH_FOLDER));
    const remove = () => rm(path, { recursive: true, force: true });
    try {
      const index = await createHnswVectorIndex({ ...settings, folder: path });
      const close = async () => {
        await index.close();
        await remove();
      };
      return { index, close };
    } catch (error) {
      await remove();
      throw error;
    }
  },
});
