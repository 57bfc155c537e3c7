import { namespaceOf } from "../domain/creator.ts";
import { isAppError } from "../domain/errors.ts";
import { PLATFORMS } from "../domain/platform.ts";
import type { Erasure } from "../domain/records.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { KeywordIndex } from "../ports/keyword-index.ts";
import type { Objects } from "../ports/objects.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import { quarantinePrefix, rawPrefixes } from "../stored/object-keys.ts";
import { countOnLists } from "../workspace/forget-creators.ts";
import { idsInKeywords } from "./store-removers.ts";

export interface ReadBackPorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly vectors: VectorIndex;
  readonly keywords: KeywordIndex;
  readonly objects: Objects;
}

type StoreName = Erasure["stores"][number]["store"];
type Covered = Pick<Erasure, "tenant_id" | "creator_ids">;
type Look = (ports: ReadBackPorts, documents: TenantDocuments, covered: Covered) => Promise<number>;

/** How each store that holds creators by their id is read; nothing is changed. How many things are found. */
const LOOKS: Readonly<Partial<Record<StoreName, Look>>> = {
  documents: async (_, documents, { creator_ids }) => {
    const records = [...(await documents.getMany("creators", creator_ids)).values()];
    const identities = await Promise.all(
      creator_ids.map((value) => documents.count("identities", [{ field: "members", op: "eq", value }])),
    );
    return records.filter(({ erased }) => !erased).length + identities.reduce((sum, one) => sum + one, 0);
  },
  keywords: async ({ keywords }, _, { tenant_id, creator_ids }) =>
    (await idsInKeywords(keywords, tenant_id, creator_ids)).length,
  vectors: async ({ vectors }, _, { tenant_id, creator_ids }) => {
    const found = await Promise.all(
      PLATFORMS.map((platform) => vectors.fetch(namespaceOf(tenant_id, platform), creator_ids)),
    );
    return found.flat().length;
  },
  raw: ({ objects }, _, { tenant_id, creator_ids }) =>
    objectsUnder(
      objects,
      creator_ids.flatMap((id) => rawPrefixes(tenant_id, id)),
    ),
  quarantine: ({ objects }, _, { tenant_id, creator_ids }) =>
    objectsUnder(
      objects,
      creator_ids.map((id) => quarantinePrefix(tenant_id, id)),
    ),
  lists: (ports, _, { tenant_id, creator_ids }) => countOnLists(ports, tenant_id, creator_ids),
  frontier: (_, documents, { creator_ids }) =>
    documents.count("targets", [{ field: "creator_id", op: "in", values: creator_ids }]),
};

async function objectsUnder(objects: Objects, prefixes: readonly string[]): Promise<number> {
  let found = 0;
  for (const prefix of prefixes) found += (await objects.list(prefix, { limit: 1 })).objects.length;
  return found;
}

export interface ReadBack {
  /** Stores in which something of the creators was found. */
  readonly holding: StoreName[];
  /** Stores that did not answer. */
  readonly unanswered: number;
}

/** Looks whether anything of an erasure's creators is in any store, in every tenant that it reached. */
export async function readBack(ports: ReadBackPorts, erasure: Erasure): Promise<ReadBack> {
  const holding = new Set<StoreName>();
  let unanswered = 0;
  for (const covered of [erasure, ...erasure.also_in]) {
    const documents = ports.openDocuments(tenantScope(covered.tenant_id, { subscribesShared: false }));
    for (const [store, look] of Object.entries(LOOKS) as [StoreName, Look][]) {
      try {
        if ((await look(ports, documents, covered)) > 0) holding.add(store);
      } catch (error) {
        if (!isAppError(error)) throw error;
        unanswered += 1;
      }
    }
  }
  return { holding: [...holding], unanswered };
}
