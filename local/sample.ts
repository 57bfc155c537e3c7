import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { replaceFile } from "../lib/compose/whole-files.ts";
import { LOCAL_TENANT } from "../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../lib/domain/tenant-scope.ts";
import type { Dropped } from "./command-inputs.ts";
import { envelopeLines } from "./generate/write-envelopes.ts";
import type { OpenSystem } from "./system.ts";

export interface SampleProgress {
  /** Creators that can be found. */
  readonly done: number;
  readonly total: number;
}

export interface SampleOptions {
  /** 0: none. */
  readonly count: number;
  readonly onProgress: (progress: SampleProgress) => void;
  /** Ends the waiting. The next start continues. */
  readonly signal: AbortSignal;
}

/** The settings of a sample, so that the next start continues an interrupted one with the same creators. */
const planSchema = z.object({
  count: z.number().int().positive(),
  seed: z.number(),
  now: z.iso.datetime(),
  done: z.boolean(),
});
type Plan = z.infer<typeof planSchema>;

const FILE = "sample.json";
const SEED = 1;

/**
 * Fills an empty folder with invented creators, through the inbox like any others, and waits until they can be found.
 * An interrupted sample is dropped again as a whole. Ids are derived, so each creator exists once.
 */
export async function ensureSample(system: OpenSystem, options: SampleOptions): Promise<void> {
  const plan = (await keptPlan(system)) ?? (await newPlan(system, options.count));
  if (!plan || plan.done) return;
  const dropped = await dropSample(system, plan);
  await system.commands.follow([dropped], {
    signal: options.signal,
    onProgress: ({ found }) => options.onProgress({ done: Math.min(found, plan.count), total: plan.count }),
  });
  await keepPlan(system, { ...plan, done: true });
}

function dropSample({ commands }: OpenSystem, { count, seed, now }: Plan): Promise<Dropped> {
  const lines = envelopeLines({ count, seed, now: new Date(now) });
  const name = { tenant: LOCAL_TENANT, name: "sample.ndjson" };
  return commands.drop(name, Readable.from(lines, { objectMode: false }));
}

async function newPlan(system: OpenSystem, count: number): Promise<Plan | null> {
  if (count === 0 || !(await isEmpty(system))) return null;
  const plan = { count, seed: SEED, now: new Date().toISOString(), done: false };
  await keepPlan(system, plan);
  return plan;
}

async function isEmpty({ composition: { services } }: OpenSystem): Promise<boolean> {
  const { items } = await services.openDocuments(LOCAL_SCOPE).find("creators", { where: [], limit: 1 });
  const { objects } = await services.objects.list("inbox/", { limit: 1 });
  return items.length === 0 && objects.length === 0;
}

async function keptPlan({ dataDir }: OpenSystem): Promise<Plan | null> {
  const text = await readFile(join(dataDir, FILE), "utf8").catch(() => null);
  return text === null ? null : planSchema.parse(JSON.parse(text));
}

const keepPlan = ({ dataDir }: OpenSystem, plan: Plan): Promise<void> =>
  replaceFile(join(dataDir, FILE), JSON.stringify(plan));
