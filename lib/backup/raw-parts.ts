import { Readable } from "node:stream";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";
import type { BackupErasure } from "../domain/backup/records.ts";
import type { RawPart } from "../domain/backup/state-manifest.ts";
import { everyObject } from "../stored/every-object.ts";
import { rawPrefixes } from "../stored/object-keys.ts";
import { putGzipped } from "./gzipped-objects.ts";
import { checkedBytes } from "./manifests.ts";
import type { BackupPorts } from "./ports.ts";
import { bytesOrNull } from "./signed-objects.ts";

/** Characters of raw objects in a part, in base64. This much is held in memory when a part is read. */
const PART_LENGTH = 22 * 2 ** 20;
const unpacked = promisify(gunzip);

const rawLineSchema = z.object({ key: z.string(), body: z.base64() });
export type RawLine = z.infer<typeof rawLineSchema>;

/** Copies every raw object, in key order. */
export async function backUpRaw(ports: BackupPorts, prefix: string): Promise<RawPart[]> {
  const lines = rawLines(ports);
  const parts: RawPart[] = [];
  for (;;) {
    const key = `${prefix}raw-${String(parts.length).padStart(5, "0")}.ndjson.gz`;
    const part = await putPart(ports, key, lines);
    if (!part) return parts;
    parts.push(part);
  }
}

async function* rawLines(ports: BackupPorts): AsyncGenerator<RawLine> {
  for await (const page of everyObject(ports.objects, "raw/")) {
    for (const { key } of page) {
      const body = await bytesOrNull(ports.objects, key);
      if (body) yield { key, body: Buffer.from(body).toString("base64") };
    }
  }
}

/** Writes as many lines as fit in a part; null if there are none. */
async function putPart(
  { objects }: BackupPorts,
  key: string,
  lines: Iterator<RawLine> | AsyncIterator<RawLine>,
): Promise<RawPart | null> {
  let next = await lines.next();
  if (next.done) return null;
  const first = next.value.key;
  let [last, rows, held] = [first, 0, 0];
  async function* texts(): AsyncGenerator<string> {
    while (!next.done) {
      const line = next.value;
      last = line.key;
      rows += 1;
      held += line.body.length;
      yield `${JSON.stringify(line)}\n`;
      // The next line is left to the next part.
      if (held >= PART_LENGTH) return;
      next = await lines.next();
    }
  }
  const packed = await putGzipped(objects, key, Readable.from(texts()));
  return { ...packed, rows, first, last };
}

/** @throws AppError `invalid`, code `backup-damaged`. */
export async function readPart(ports: Pick<BackupPorts, "objects">, part: RawPart): Promise<RawLine[]> {
  const text = (await unpacked(await checkedBytes(ports, part))).toString();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => rawLineSchema.parse(JSON.parse(line)));
}

/** The parts without the objects of some creators. A part that contained one gets another key. */
export async function rewriteRaw(
  ports: BackupPorts,
  parts: readonly RawPart[],
  erased: readonly BackupErasure[],
  removed: Map<string, number>,
): Promise<RawPart[]> {
  const owners = new Map(
    erased.flatMap(({ owner, creator_id }) =>
      rawPrefixes(owner, creator_id).map((prefix) => [prefix, creator_id] as const),
    ),
  );
  const kept: RawPart[] = [];
  for (const part of parts) {
    const prefixes = [...owners.keys()].filter((prefix) => prefix <= part.last && `${prefix}~` >= part.first);
    const fresh =
      prefixes.length === 0 ? part : await rewritePart(ports, part, { prefixes, owners, removed });
    if (fresh) kept.push(fresh);
  }
  return kept;
}

async function rewritePart(
  ports: BackupPorts,
  part: RawPart,
  erased: {
    readonly prefixes: readonly string[];
    readonly owners: ReadonlyMap<string, string>;
    readonly removed: Map<string, number>;
  },
): Promise<RawPart | null> {
  const lines = await readPart(ports, part);
  const ownerOf = ({ key }: RawLine) => {
    const prefix = erased.prefixes.find((one) => key.startsWith(one));
    return prefix === undefined ? undefined : erased.owners.get(prefix);
  };
  const kept = lines.filter((line) => ownerOf(line) === undefined);
  if (kept.length === lines.length) return part;
  for (const owner of lines.map(ownerOf))
    if (owner !== undefined) erased.removed.set(owner, (erased.removed.get(owner) ?? 0) + 1);
  const key = part.key.replace(
    /(?:\.r-[0-9a-z]+)?\.ndjson\.gz$/,
    `.r-${ports.ids.random().slice(-8)}.ndjson.gz`,
  );
  return putPart(ports, key, kept.values());
}
