import {
  AUTHORISER,
  copiesIn,
  HTTP_SETTINGS,
  type HttpSettings,
  INDEXING,
  QUEUE_WORKERS,
  type QueueWorkerSettings,
  READING,
} from "../../cdk/functions.ts";

/** Besides its pool, each copy opens two connections to each member to monitor it (facts: MongoDB driver on Lambda). */
const MONITORS = 2;
/** A scraper is a process with the default pool size: lib/config.ts. */
const SCRAPER_CONNECTIONS = 5;
const SCRAPED_QUEUES = 2;
/** Followers of changes: two while one replaces the other. */
const FOLLOWERS = 2;

/**
 * Connections that all copies together may open to one member of the database when everything is busy at once, in one
 * region or in two.
 */
export function connectionsIn(
  stage: { readonly apiCopies: number; readonly scrapersMax: number },
  regions: 1 | 2 = 1,
): number {
  const readers = (workers: readonly QueueWorkerSettings[]) =>
    workers.flatMap(({ sources, connections }) =>
      Object.values(sources).map(({ maxConcurrency }) => ({ copies: maxConcurrency, connections })),
    );
  const api = (functions: readonly HttpSettings[]) =>
    [...functions, AUTHORISER].map((one) => ({ ...one, copies: copiesIn(stage, one) }));
  const scrapers = {
    copies: stage.scrapersMax * SCRAPED_QUEUES + FOLLOWERS,
    connections: SCRAPER_CONNECTIONS,
  };
  const second = [
    ...readers(INDEXING.map((stem) => QUEUE_WORKERS[stem])),
    ...api(READING.map((stem) => HTTP_SETTINGS[stem])),
  ];
  return [
    ...readers(Object.values(QUEUE_WORKERS)),
    ...api(Object.values(HTTP_SETTINGS)),
    ...[scrapers, ...(regions === 2 ? second : [])],
  ].reduce((sum, { copies, connections }) => sum + copies * (connections + MONITORS), 0);
}
