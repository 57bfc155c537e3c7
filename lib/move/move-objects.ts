import { siftOf } from "../backup/restore/sift.ts";
import { inChunks } from "../domain/chunks.ts";
import { creatorIdSchema, tenantIdSchema } from "../domain/ids.ts";
import type { MovedRow } from "../domain/move.ts";
import type { StoredObject } from "../ports/objects.ts";
import { everyObject } from "../stored/every-object.ts";
import { CARRIED_PREFIXES } from "./collections.ts";
import { inStep } from "./in-step.ts";
import type { MoveOptions, MovePorts } from "./ports.ts";

/** Makes the target's objects equal to the source's, without those of suppressed and erased creators. */
export async function moveObjects(ports: MovePorts, options: MoveOptions): Promise<MovedRow[]> {
  const rows: MovedRow[] = [];
  for (const prefix of CARRIED_PREFIXES) rows.push(await movePrefix(ports, prefix, options));
  return rows.filter(({ records, removed }) => records + removed > 0);
}

async function movePrefix(
  ports: MovePorts,
  prefix: string,
  { onProgress, signal }: MoveOptions,
): Promise<MovedRow> {
  const { source, target } = ports;
  const row = { part: "objects" as const, name: prefix, records: 0, written: 0, removed: 0, left_out: 0 };
  const listings = [everyObject(source.objects, prefix), everyObject(target.objects, prefix)] as const;
  for await (const { missing, both, extra } of inStep(...listings, ({ key }) => key)) {
    signal.throwIfAborted();
    row.records += missing.length + both.length;
    const wanted = await admitted(ports, missing);
    row.left_out += missing.length - wanted.length;
    const changed = both.filter((pair) => !isSame(pair.source, pair.target));
    const coming = [...wanted, ...changed.map((pair) => pair.source)];
    await copyAll(ports, coming);
    row.written += coming.length;
    row.removed += await removeExtra(ports, extra);
    onProgress({ what: `objects under ${prefix}`, done: row.records });
  }
  let there = 0;
  for await (const page of everyObject(target.objects, prefix)) there += page.length;
  return { ...row, there };
}

/** Some stores report times only to the second. */
const SECOND_MS = 1_000;

/**
 * Stores use different digests of bodies. So a body counts as different if its length differs or it was written later.
 */
const isSame = (one: StoredObject, other: StoredObject): boolean =>
  one.size === other.size && one.lastModified.getTime() < other.lastModified.getTime() + SECOND_MS;

async function admitted(
  { target, keyring }: MovePorts,
  objects: readonly StoredObject[],
): Promise<StoredObject[]> {
  const forbidden = new Set<string>();
  for (const [tenant, ofTenant] of Map.groupBy(objects, ({ key }) => ownerOf(key).tenantId)) {
    const ids = ofTenant.flatMap(({ key }) => ownerOf(key).creatorId ?? []);
    if (tenant === undefined || ids.length === 0) continue;
    const sifted = await siftOf({ openDocuments: target.openDocuments, keyring }, tenant, [...new Set(ids)]);
    for (const id of sifted.forbidden) forbidden.add(id);
  }
  return objects.filter(({ key }) => !forbidden.has(ownerOf(key).creatorId ?? ""));
}

/** The object's owner from its key: `raw/<tenant>/<platform>/<creator>/...`, `quarantine/<tenant>/<creator>/...`. */
function ownerOf(key: string) {
  const [, tenant, ...rest] = key.split("/");
  return {
    tenantId: tenantIdSchema.safeParse(tenant).data,
    creatorId: rest.find((part) => creatorIdSchema.safeParse(part).success),
  };
}

/** Parallel requests to S3. */
const AT_ONCE = 16;

async function copyAll({ source, target }: MovePorts, objects: readonly StoredObject[]): Promise<void> {
  for (const part of inChunks(objects, AT_ONCE)) {
    await Promise.all(
      part.map(async ({ key }) => target.objects.putStream(key, await source.objects.stream(key))),
    );
  }
}

async function removeExtra({ source, target }: MovePorts, objects: readonly StoredObject[]): Promise<number> {
  if (objects.length === 0) return 0;
  const gone: string[] = [];
  for (const { key } of objects) {
    const found = await source.objects.list(key, { limit: 1 });
    if (found.objects[0]?.key !== key) gone.push(key);
  }
  return gone.length === 0 ? 0 : target.objects.deleteAllVersions(gone);
}
