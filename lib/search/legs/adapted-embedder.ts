import { LRUCache } from "lru-cache";
import type { SearchMemory } from "../../cache/process-memory.ts";
import { type Adapter, adaptQuery } from "../../domain/adapter/adapter.ts";
import { eq } from "../../domain/condition.ts";
import type { StoredAdapter } from "../../domain/feedback.ts";
import type { Embedder } from "../../ports/embedder.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import type { SearchPorts } from "../ports.ts";

/** A new adapter is used within this time, and a withdrawn one is gone within it. */
const KNOWN_MS = 60_000;

/** Adapters kept for one tenant: the one in use, and older ones to go back to. */
export const ADAPTERS_KEPT = 3;

/** Number of scopes. Most have no adapter; one of rank 8 in 512 dimensions is 33 kB. */
const KNOWN_MAX = 500;

interface Known {
  readonly adapter: Promise<Adapter | null>;
  readonly until: number;
}
const knownOf = new WeakMap<SearchMemory, LRUCache<string, Known>>();

type Ports = Pick<SearchPorts, "documents" | "embedder" | "memory" | "clock">;

/**
 * The embedder for queries, corrected by an adapter: that of the caller's tenant, or else that of the common
 * catalogue.
 */
export async function adaptedEmbedder(ports: Ports): Promise<Embedder> {
  const adapter = await knownAdapter(ports);
  return adapter ? adapted(ports.embedder, adapter) : ports.embedder;
}

export const adapted = (embedder: Embedder, adapter: Adapter): Embedder => ({
  ...embedder,
  async embed(texts, options) {
    const vectors = await embedder.embed(texts, options);
    return vectors.map((vector) => adaptQuery(adapter, vector));
  },
});

function knownAdapter({ documents, embedder, memory, clock }: Ports): Promise<Adapter | null> {
  const known = knownOf.get(memory) ?? new LRUCache<string, Known>({ max: KNOWN_MAX });
  knownOf.set(memory, known);
  const key = `${documents.scope.reads.join(",")}|${embedder.model}`;
  const now = clock.now().getTime();
  const kept = known.get(key);
  if (kept && kept.until > now && kept.until <= now + KNOWN_MS) return kept.adapter;
  // The search goes on without the adapter: it only lacks a correction.
  const adapter = servingAdapter(documents, embedder).catch(() => null);
  known.set(key, { adapter, until: now + KNOWN_MS });
  return adapter;
}

/** The newest adapter for this model: of the scope's own tenant, or else of any tenant that it may read. */
export async function servingAdapter(
  documents: TenantDocuments,
  { model, dimensions }: Pick<Embedder, "model" | "dimensions">,
): Promise<Adapter | null> {
  const { items } = await documents.find("adapters", {
    where: [eq("model", model)],
    sort: { field: "learnt_at", direction: "descending" },
    limit: ADAPTERS_KEPT * 2,
  });
  const stored = items.find(({ tenant_id }) => tenant_id === documents.scope.tenantId) ?? items[0];
  return stored ? readAdapter(stored, dimensions) : null;
}

function readAdapter({ rank, u, v }: StoredAdapter, dimensions: number): Adapter | null {
  const adapter = { rank, u: floatsOf(u), v: floatsOf(v) };
  return adapter.u.length === dimensions * rank && adapter.v.length === adapter.u.length ? adapter : null;
}

/** Floats in the form in which an adapter's record keeps them. */
export const floatsText = (floats: Float32Array): string =>
  Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength).toString("base64");

function floatsOf(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
