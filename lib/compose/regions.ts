import { replicatedObjects } from "../backup/replicated-objects.ts";
import { laggingDocuments } from "../cache/lagging-documents.ts";
import { regionalCache } from "../cache/regional-cache.ts";
import { type Environment, regionsFrom, settingsIn } from "../config.ts";
import { MARK_FIELDS, type MarkField, ONE_INDEX } from "../domain/index-marks.ts";
import { regionalQueues } from "../embed/regional-queues.ts";
import type { RegionStores } from "../ports/region-stores.ts";
import { type CloudDocuments, cloudCache, cloudObjects, cloudQueues, cloudVectors } from "./cloud-parts.ts";
import type { Services } from "./services.ts";

type Shared = Pick<Services, "openDocuments" | "cache" | "objects" | "queues" | "clock">;
type Regional = Shared & Pick<Services, "marks" | "regions">;

/** What each region has of its own that other regions use. */
export type Region = RegionStores & Pick<Services, "queues" | "objects">;

/** Where a process runs among the deployment's regions. The primary takes writes. */
export interface Place {
  readonly all: readonly string[];
  readonly here: string;
  readonly primary: string;
}

/** The settings of the region where this process runs. */
export const settingsHere = (settings: Environment): Environment => {
  const place = regionsFrom(settings);
  return place ? settingsIn(settings, place.here) : settings;
};

/** Adds the stores of other regions to services. Their clients are loaded by the first call. */
export function withRegions<S extends Shared & Pick<Services, "embedder">>(
  services: S,
  settings: Environment,
  { inRegion }: Pick<CloudDocuments, "inRegion">,
): S & Regional {
  const place = regionsFrom(settings);
  if (place === null) return { ...services, marks: ONE_INDEX, regions: [] };
  const others = place.all
    .filter((region) => region !== place.here)
    .map((name): Region => {
      const there = settingsIn(settings, name);
      return {
        ...{ name, ...inRegion(name) },
        vectors: cloudVectors(there, services.embedder.dimensions),
        cache: cloudCache(there),
        queues: cloudQueues(there).queues,
        objects: cloudObjects(there, name),
      };
    });
  return inPlace(services, place, others);
}

/**
 * What a process does for other regions: the primary feeds every region's queue, reports erasures to every region's
 * cache, and removes from every region's stores. Elsewhere documents may lag behind.
 */
export function inPlace<S extends Shared>(
  services: S,
  { all, here, primary }: Place,
  others: readonly Region[],
): S & Regional {
  const shared = {
    ...services,
    marks: marksOf(all, here),
    cache: regionalCache(
      services.cache,
      others.map(({ cache }) => cache),
    ),
  };
  if (here !== primary)
    return { ...shared, regions: [], openDocuments: laggingDocuments(services.openDocuments, services) };
  return {
    ...shared,
    regions: others,
    queues: regionalQueues(
      services.queues,
      others.map(({ queues }) => queues),
    ),
    objects: replicatedObjects(
      services.objects,
      others.map(({ objects }) => objects),
    ),
  };
}

function marksOf(all: readonly string[], here: string): Services["marks"] {
  const fields = MARK_FIELDS.filter((_, at) => at < all.length);
  const own: MarkField = fields[all.indexOf(here)] ?? ONE_INDEX.own;
  return { own, others: fields.filter((field) => field !== own) };
}
