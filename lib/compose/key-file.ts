import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { jsonOrNull } from "../domain/json.ts";
import type { KeyringContent } from "../domain/live-keyring.ts";
import type { KeyringStore } from "../ports/keyring-store.ts";
import { replaceFile, writeOnce } from "./whole-files.ts";

const KEY_BYTES = 32;

const keyFileSchema = z.object({
  current: z.number().int().positive(),
  /** When the current key comes into use. If absent, it is in use. */
  since: z.iso.datetime().optional(),
  keys: z.record(z.string().regex(/^\d+$/), z.base64()),
});

/** Reads the keyring of a one-machine system. The first start creates it (mode 0600). In the cloud it is a secret. */
export async function keyringFromFile(path: string): Promise<KeyringContent> {
  await writeOnce(
    path,
    JSON.stringify({ current: 1, keys: { 1: randomBytes(KEY_BYTES).toString("base64") } }),
  );
  return keyringFromText(path, await readFile(path, "utf8"));
}

/**
 * Reads a keyring from the JSON text of a key file.
 * @throws AppError `invalid`, code `bad-key-file`, that names where the text came from and shows nothing of it.
 */
export function keyringFromText(origin: string, text: string): KeyringContent {
  const parsed = keyFileSchema.safeParse(jsonOrNull(text));
  const keys = new Map(
    Object.entries(parsed.data?.keys ?? {}).map(([version, key]) => [
      Number(version),
      Buffer.from(key, "base64"),
    ]),
  );
  const isWhole = [...keys.values()].every((key) => key.length === KEY_BYTES);
  if (!parsed.success || !keys.has(parsed.data.current) || !isWhole) {
    const message = `${origin} is not a keyring. Put back the copy that you keep apart from the data: without it nobody can tell who was erased.`;
    throw new AppError("invalid", "bad-key-file", message);
  }
  const { current, since } = parsed.data;
  return { current, since: since === undefined ? null : new Date(since), keys };
}

/** Writes a keyring as the JSON text of a key file. */
export const keyringText = ({ current, since, keys }: KeyringContent): string =>
  JSON.stringify({
    current,
    ...(since && { since: since.toISOString() }),
    keys: Object.fromEntries(
      [...keys].map(([version, key]) => [version, Buffer.from(key).toString("base64")]),
    ),
  });

/**
 * Adds a new random key to the keyring as the current one.
 * @throws AppError `conflict`, code `rotation-under-way`, while the previous new key is not in use yet.
 */
export function withNewKey(content: KeyringContent, since: Date, now: Date): KeyringContent {
  if (content.since !== null && content.since > now) {
    const message = `Version ${content.current} waits for its time, ${content.since.toISOString()}.`;
    throw new AppError("conflict", "rotation-under-way", message);
  }
  const version = Math.max(...content.keys.keys()) + 1;
  return { current: version, since, keys: new Map([...content.keys, [version, randomBytes(KEY_BYTES)]]) };
}

export const withoutKey = (content: KeyringContent, version: number): KeyringContent => ({
  ...content,
  keys: new Map([...content.keys].filter(([one]) => one !== version)),
});

/**
 * The keyring's file, which may change while a system reads it: the new file is completely on disk before it takes the
 * name of the old one. A new key is used at once, since only one process has the folder.
 */
export function keyringFileStore(
  path: string,
  options: { readonly now: () => Date; readonly onChange: (content: KeyringContent) => void },
): KeyringStore {
  const change = async (make: (content: KeyringContent) => KeyringContent): Promise<KeyringContent> => {
    const content = make(await keyringFromFile(path));
    await replaceFile(path, keyringText(content));
    options.onChange(content);
    return content;
  };
  return {
    async add() {
      const now = options.now();
      const { current } = await change((content) => withNewKey(content, now, now));
      return { version: current, since: now };
    },
    async remove(version) {
      await change((content) => withoutKey(content, version));
    },
  };
}
