import { createHash } from "node:crypto";
import { everyTenant } from "../access/tenants.ts";
import { atLeast, noneOf } from "../domain/condition.ts";
import { AppError, isAppError } from "../domain/errors.ts";
import { SYSTEM_TENANT } from "../domain/ids.ts";
import type { Move } from "../domain/move.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import { messagesIn } from "../ports/queues.ts";
import { CARRIED_PREFIXES, carriedCollections, onlyScope, ownersIn } from "./collections.ts";
import type { MovePorts, MoveSide } from "./ports.ts";

/** The destination of each part, as a text for people. */
export const placesOf = ({ parts, target }: Pick<MovePorts, "parts" | "target">): string[] =>
  parts.map((part) => target.places[part]);

const moveId = (ports: MovePorts): string =>
  `mv_${createHash("sha256").update(placesOf(ports).join("\n")).digest("hex").slice(0, 26)}`;

/**
 * Checks that the move may be made, and returns an earlier run of the same move. Writes nothing.
 * @throws AppError `invalid`: `same-place`, `vectors-of-another-model`, `vector-dimensions-changed`, `no-documents`;
 * `conflict`: `work-waits`, `target-not-empty`.
 */
export async function checkMove(ports: MovePorts): Promise<Move | null> {
  requireOtherPlaces(ports);
  await requireNothingWaits(ports);
  if (ports.parts.includes("vectors")) await requireSameModel(ports);
  if (!ports.parts.includes("documents")) await requireDocuments(ports);
  const [here, there] = await recordsOf(ports);
  const earlier = here?.origin === there?.origin ? here : null;
  if (earlier && earlier.completed_at === null) return earlier;
  const held = await heldBy(ports);
  if (held.length === 0) return null;
  if (earlier) return earlier;
  const shown = held.length > 5 ? [...held.slice(0, 5), `${held.length - 5} more`] : held;
  const message = `The target holds what did not come from here: ${shown.join(", ")}. Give an empty database, index and buckets (MONGODB_DATABASE, PINECONE_INDEX_HOST), or empty these.`;
  throw new AppError("conflict", "target-not-empty", message);
}

/** Checks, and records on the source that the move began, unless an earlier run did. */
export async function beginMove(ports: MovePorts): Promise<Move> {
  const begun = await checkMove(ports);
  if (begun) return begun;
  const documents = ports.source.openDocuments(SYSTEM_SCOPE);
  const id = moveId(ports);
  // The record of an earlier move is out of date if its target was emptied since.
  await documents.delete("moves", [id]);
  const set = { origin: ports.ids.random(), began_at: ports.clock.now().toISOString(), completed_at: null };
  await documents.upsertMany("moves", [{ id, version: "1", set }]);
  return { id, tenant_id: SYSTEM_SCOPE.tenantId, version: "1", ...set };
}

/** Records on both sides that the move is complete. The source comes last, since a run reads it there. */
export async function completeMove({ source, target, clock }: MovePorts, { id }: Move): Promise<string> {
  const completed_at = clock.now().toISOString();
  for (const side of [target, source]) {
    await side.openDocuments(SYSTEM_SCOPE).update("moves", { id, set: { completed_at } });
  }
  return completed_at;
}

const recordsOf = (ports: MovePorts): Promise<[Move | null, Move | null]> => {
  const read = (side: MoveSide) => side.openDocuments(SYSTEM_SCOPE).get("moves", moveId(ports));
  return Promise.all([read(ports.source), read(ports.target)]);
};

function requireOtherPlaces({ parts, source, target }: MovePorts): void {
  const same = parts.find((part) => source.places[part] === target.places[part]);
  if (same === undefined) return;
  const message = `Source and target of the ${same} are the same: ${target.places[same]}. Name another target.`;
  throw new AppError("invalid", "same-place", message, { part: same });
}

/** Messages are not moved. For these two queues nothing else records what was in them. */
const WORK = ["ingest", "erase"] as const;

async function requireNothingWaits({ queues }: MovePorts): Promise<void> {
  const waiting: string[] = [];
  for (const queue of WORK) {
    const messages = await messagesIn(queues, queue);
    if (messages > 0) waiting.push(`${messages} in ${queue}`);
  }
  if (waiting.length === 0) return;
  const message = `Messages wait in the source's queues, and queues are not carried: ${waiting.join(", ")}. Start the system (npm start) until increator status shows none, end it, and move again.`;
  throw new AppError("conflict", "work-waits", message);
}

async function requireSameModel({ source, target, embedder }: MovePorts): Promise<void> {
  const { model, dimensions } = embedder;
  const remedy =
    "Set the embedder that made them, or leave them here and let the target embed every creator anew: --re-embed.";
  for (const owner of await everyTenant(source)) {
    const { items } = await source.openDocuments(onlyScope(owner)).find("creators", {
      where: [atLeast("index_mark.at", ""), noneOf("index_mark.model", [model])],
      limit: 1,
    });
    if (items.length === 0) continue;
    const message = `Vectors of ${owner} were made by another model than ${model} with ${dimensions} dimensions, which searches of the target would use. ${remedy}`;
    throw new AppError("invalid", "vectors-of-another-model", message, { tenant: owner });
  }
  await target.vectors.stats().catch((error: unknown) => {
    if (!isAppError(error) || error.code !== "vector-dimensions-changed") throw error;
    const message = `The target's index has not the ${dimensions} dimensions of ${model}. Make an index of ${dimensions} dimensions. ${remedy}`;
    throw new AppError("invalid", error.code, message, error.context, error);
  });
}

/** Vectors and objects without a document are not moved, and with an empty database that would be all of them. */
async function requireDocuments({ source }: MovePorts): Promise<void> {
  const all = source.openDocuments({ tenantId: SYSTEM_TENANT, reads: await ownersIn(source) });
  const { items } = await all.find("creators", { where: [], limit: 1 });
  if (items.length > 0) return;
  const message = `No creators are in ${source.places.documents}, and what is moved belongs to creators. Move the documents as well, or unset MONGODB_URI where they are in the folder.`;
  throw new AppError("invalid", "no-documents", message);
}

/** What the target holds. It must hold nothing before a move begins, because a move removes what the source lacks. */
async function heldBy({ parts, source, target }: MovePorts): Promise<string[]> {
  const held: string[] = [];
  if (parts.includes("documents")) {
    const owners = new Set([...(await ownersIn(source)), ...(await ownersIn(target))]);
    const all = target.openDocuments({ tenantId: SYSTEM_TENANT, reads: [...owners] });
    for (const collection of carriedCollections({ parts })) {
      const { items } = await all.find(collection, { where: [], limit: 1 });
      for (const { tenant_id } of items) held.push(`${collection} of ${tenant_id}`);
    }
  }
  if (parts.includes("vectors")) {
    for (const [namespace, { count }] of Object.entries((await target.vectors.stats()).namespaces)) {
      if (count > 0) held.push(`${count} vectors of ${namespace}`);
    }
  }
  for (const prefix of parts.includes("objects") ? CARRIED_PREFIXES : []) {
    if ((await target.objects.list(prefix, { limit: 1 })).objects.length > 0)
      held.push(`objects under ${prefix}`);
  }
  return held;
}
