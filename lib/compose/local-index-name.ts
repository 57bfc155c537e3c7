import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../domain/errors.ts";
import { everyDigest, type Keyring } from "../domain/keyring.ts";
import { writeOnce } from "./once-written.ts";

const FILE = "index-name";

/**
 * What a data folder's index is called in the manifests of its backups. It is made of the oldest key once and then
 * kept: the same keys in a new folder, as after a loss, give the same name, and a key that is retired changes none.
 * @throws AppError `invalid`, code `bad-index-name`, when the file holds something else.
 */
export async function localIndexName(dataDir: string, keyring: Keyring): Promise<string> {
  const path = join(dataDir, FILE);
  const oldest = everyDigest(keyring, "backup-manifest", "index name").at(-1);
  await writeOnce(path, `local-${oldest?.digest.slice(0, 12)}\n`);
  const name = (await readFile(path, "utf8")).trim();
  if (/^local-[\w-]{12}$/.test(name)) return name;
  const message = `${path} names no index. Write into it what the manifest of the last backup has as source.index, or remove it.`;
  throw new AppError("invalid", "bad-index-name", message);
}
