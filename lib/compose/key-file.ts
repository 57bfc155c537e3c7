import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Keyring } from "../domain/keyring.ts";

const KEY_BYTES = 32;

const keyFileSchema = z.object({
  current: z.number().int().positive(),
  keys: z.record(z.string().regex(/^\d+$/), z.base64()),
});

/** Reads the keyring of a one-machine system, making it (mode 0600) at the first start. In the cloud it is a secret. */
export async function keyringFromFile(path: string): Promise<Keyring> {
  await createOnce(path);
  return keyringFromText(path, await readFile(path, "utf8"));
}

/**
 * Of two processes that start at once one makes the key and both read the same: the file appears whole by `link`,
 * which fails where one exists.
 */
async function createOnce(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const text = JSON.stringify({ current: 1, keys: { 1: randomBytes(KEY_BYTES).toString("base64") } });
  await writeFile(draft, text, { mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * A keyring from the JSON text of a key file.
 * @throws AppError `invalid`, code `bad-key-file`, that names where the text came from and shows nothing of it.
 */
export function keyringFromText(origin: string, text: string): Keyring {
  const parsed = keyFileSchema.safeParse(jsonOrNull(text));
  const keys = new Map(
    Object.entries(parsed.data?.keys ?? {}).map(([version, key]) => [
      Number(version),
      Buffer.from(key, "base64"),
    ]),
  );
  const isWhole = [...keys.values()].every((key) => key.length === KEY_BYTES);
  if (!parsed.success || !keys.has(parsed.data.current) || !isWhole) {
    throw new AppError(
      "invalid",
      "bad-key-file",
      `${origin} is not a keyring. Restore it from a backup: without it stored digests and suppressions cannot be matched.`,
    );
  }
  return { current: parsed.data.current, keys };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
