import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { createMemoryCache } from "../../lib/adapters/embedded/memory-cache.ts";
import type { Envelope } from "../../lib/domain/envelope.ts";
import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../lib/domain/tenant-scope.ts";
import { IS_DRAFT } from "../../lib/embed/refine-drafts.ts";
import { createSearchMemory, type SearchPorts } from "../../lib/search/search-creators.ts";
import { jsonLinesLog } from "../../local/json-lines-log.ts";
import { type OpenSystem, openSystem } from "../../local/system.ts";

/** Envelopes per inbox object: some tens of megabytes. */
const OBJECT_ENVELOPES = 10_000;
const POLL_MS = 500;

export interface LoadedSystem {
  readonly system: OpenSystem;
  /** The ports of a search, with empty caches. */
  readonly ports: () => SearchPorts;
  close(): Promise<void>;
}

/**
 * A whole system in a temporary folder. It ingested the envelopes through its inbox, like any others, and can find all
 * of them.
 * @throws Error if an envelope was refused or could not be indexed: with fewer documents it would be a different
 * measurement.
 */
export async function loadSystem(
  envelopes: Iterable<Envelope>,
  onProgress: (found: number) => void,
): Promise<LoadedSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), "increator-eval-"));
  const system = await openSystem({ dataDir, log: jsonLinesLog(process.stderr, { level: "WARN" }) });
  if (!system) throw new Error(`The folder ${dataDir} is open in another process.`);
  const close = async () => {
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await takeIn(system, envelopes, onProgress);
    await allRefined(system);
  } catch (error) {
    await close();
    throw error;
  }
  return { system, ports: () => freshPorts(system), close };
}

async function takeIn(
  { commands }: OpenSystem,
  envelopes: Iterable<Envelope>,
  onProgress: (found: number) => void,
): Promise<void> {
  const dropped = [];
  for (const part of inParts(envelopes)) {
    const lines = part.map((envelope) => JSON.stringify(envelope)).join("\n");
    const body = Readable.from([lines], { objectMode: false });
    dropped.push(await commands.drop({ tenant: LOCAL_TENANT, name: "eval.ndjson" }, body));
  }
  const { summaries, pending } = await commands.follow(dropped, {
    onProgress: ({ read, pending: waiting }) => onProgress(Math.max(0, read - waiting)),
    signal: new AbortController().signal,
  });
  const refused = summaries.reduce((sum, summary) => sum + (summary?.quarantined_count ?? 0), 0);
  if (refused + pending > 0) throw new Error(`${refused} documents were refused, ${pending} not indexed.`);
}

/** Waits until the sentence model has read every profile. Before that, some profiles are found by words alone. */
async function allRefined({ composition: { services, sentences } }: OpenSystem): Promise<void> {
  const documents = services.openDocuments(LOCAL_SCOPE);
  for (;;) {
    const drafts = await documents.count("creators", [IS_DRAFT]);
    if (drafts === 0) return;
    if (!sentences?.isAble())
      throw new Error(`The sentence model ended before ${drafts} documents were read.`);
    await sleep(POLL_MS);
  }
}

function* inParts(envelopes: Iterable<Envelope>): Generator<Envelope[]> {
  let part: Envelope[] = [];
  for (const envelope of envelopes) {
    part.push(envelope);
    if (part.length < OBJECT_ENVELOPES) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

function freshPorts({ composition: { services, search } }: OpenSystem): SearchPorts {
  return {
    ...services,
    ...search,
    documents: services.openDocuments(LOCAL_SCOPE),
    memory: createSearchMemory(),
    cache: createMemoryCache({ clock: services.clock }),
  };
}
