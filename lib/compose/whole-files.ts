import { randomBytes } from "node:crypto";
import { access, link, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a small file (mode 0600) if none exists. If two processes do so at the same time, one creates the file and
 * both read the same one: it appears complete by `link`, which fails if the file exists.
 */
export async function writeOnce(path: string, text: string): Promise<void> {
  if (await isThere(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = await draftOf(path, text);
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Replaces a small file (mode 0600), or creates it. The new file is completely on disk before it takes the name. */
export const replaceFile = async (path: string, text: string): Promise<void> =>
  rename(await draftOf(path, text), path);

async function draftOf(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  return draft;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
