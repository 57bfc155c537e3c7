import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryCache } from "../../lib/adapters/embedded/memory-cache.ts";
import { createSqliteDocuments } from "../../lib/adapters/embedded/sqlite-documents.ts";
import { createSqliteKeywordIndex } from "../../lib/adapters/embedded/sqlite-keyword-index.ts";
import { openSqliteStore } from "../../lib/adapters/embedded/sqlite-store.ts";
import { createStaticEmbedder } from "../../lib/adapters/embedded/static-embedder.ts";
import type { Services } from "../../lib/compose/services.ts";
import { type Creator, namespaceOf, TOMBSTONE_VERSION } from "../../lib/domain/creator.ts";
import { LOCAL_TENANT, type TenantId } from "../../lib/domain/ids.ts";
import { type Keyring, keyedDigest } from "../../lib/domain/keyring.ts";
import { PLATFORMS } from "../../lib/domain/platform.ts";
import { embeddingText, vectorMetadata } from "../../lib/domain/profile/embedding-text.ts";
import type { QueryReading } from "../../lib/domain/query/read-query.ts";
import { type SearchRequestInput, searchRequestSchema } from "../../lib/domain/search-request.ts";
import { LOCAL_SCOPE, type TenantScope } from "../../lib/domain/tenant-scope.ts";
import { tenantDocuments } from "../../lib/ports/tenant-documents.ts";
import type { QueryReader } from "../../lib/search/ports.ts";
import {
  createSearchMemory,
  SEARCH_SETTINGS,
  type SearchPorts,
  searchCreators,
} from "../../lib/search/search-creators.ts";
import { creatorWrite, type ProfileSketch } from "./creator-sketch.ts";
import { createExactVectorIndex } from "./exact-vector-index.ts";

const START = "2026-11-20T10:00:00.000Z";
const keyring: Keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };
const embedder = createStaticEmbedder();

/** A reader that gives every query the same reading. */
export const readAs =
  (told: Partial<QueryReading>): QueryReader =>
  async (text) => ({
    reading: {
      text,
      terms: text.split(" ").filter((word) => word !== ""),
      excluded: [],
      handles: [],
      filters: {},
      read: [],
      ...told,
    },
    by: "rules",
  });

/** A small searchable system on embedded stores in a new folder, with a clock that the test moves. */
export function searchWorld() {
  const folder = mkdtempSync(join(tmpdir(), "search-world-"));
  const store = openSqliteStore({ folder });
  const documents = createSqliteDocuments(store);
  const vectors = createExactVectorIndex(embedder.dimensions);
  let now = new Date(START);
  const clock = { now: () => now };
  const ports: SearchPorts & Pick<Services, "openDocuments" | "ids"> = {
    openDocuments: (scope) => tenantDocuments(documents, scope),
    ids: { random: () => crypto.randomUUID() },
    documents: tenantDocuments(documents, LOCAL_SCOPE),
    keywords: createSqliteKeywordIndex(store),
    vectors,
    embedder,
    cache: createMemoryCache({ clock }),
    clock,
    keyring,
    statements: {
      platforms: PLATFORMS,
      derivedMetricsAccepted: [],
      researchEligible: [],
      allowSynthetic: true,
    },
    memory: createSearchMemory(),
    settings: SEARCH_SETTINGS,
  };

  async function add(sketch: ProfileSketch, tenantId: TenantId = LOCAL_TENANT): Promise<Creator> {
    const { creator, ...write } = creatorWrite(sketch, tenantId, now);
    await documents.upsertMany("creators", [{ tenant_id: tenantId, ...write }]);
    const [values] = await embedder.embed([embeddingText(creator)]);
    if (values) {
      const record = { id: creator.id, values, metadata: vectorMetadata(creator) };
      await vectors.upsert(namespaceOf(tenantId, creator.platform), [record]);
    }
    return creator;
  }

  /** Changes documents but not vectors, as in an index that lags. */
  async function update(
    { id, tenant_id }: Creator,
    set: Partial<Omit<Creator, "id" | "tenant_id" | "version">>,
  ): Promise<void> {
    await documents.update("creators", { tenant_id, id }, set);
  }

  /** Turns the document into a tombstone, and leaves indexes that follow later as they are. */
  async function erase({ id, tenant_id, platform }: Creator): Promise<void> {
    const tombstone = { erased: true as const, platform, updated_at: now.toISOString() };
    await documents.upsertMany("creators", [
      { id, tenant_id, version: TOMBSTONE_VERSION, set: tombstone, replace: true },
    ]);
  }

  const search = (request: SearchRequestInput, change: Partial<SearchPorts> = {}) =>
    searchCreators({ ...ports, ...change }, searchRequestSchema.parse(request));

  /** The state after a tenant's erasure of a shared creator: the request, and the unchanged shared record. */
  async function hide(creator: Creator, tenantId: TenantId): Promise<void> {
    const { digest, key_version } = keyedDigest(keyring, "suppressed-creator", `${tenantId}/${creator.id}`);
    const set = { kind: "creator" as const, key_version, at: now.toISOString(), erasure_id: null };
    await documents.upsertMany("suppressions", [{ id: digest, tenant_id: tenantId, version: "1", set }]);
  }

  return {
    ports,
    hide,
    add,
    update,
    erase,
    search,
    as: (scope: TenantScope): typeof ports => ({ ...ports, documents: tenantDocuments(documents, scope) }),
    pass: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
    close: () => {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
