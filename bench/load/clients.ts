import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Percentiles, percentiles } from "../measure.ts";
import { type BenchQuery, drawQueries } from "../queries.ts";

/** Results of a tenant's clients in one phase. */
export interface LoadFindings extends Percentiles {
  readonly answeredPerSecond: number;
  readonly max: number;
  /** Answers with 429. */
  readonly refused: number;
  /** Answers that are neither 200 nor 429, and requests without an answer. */
  readonly errors: number;
}

/** Sends one search. Searches differ if `nextBody` varies. */
export interface Client {
  ask(): Promise<void>;
  findings(seconds: number): LoadFindings;
  close(): void;
}

export interface ClientOptions {
  readonly port: number;
  readonly key: string;
  readonly nextBody: () => string;
}

/** Sends requests over connections that stay open. */
export function createClient({ port, key, nextBody }: ClientOptions): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const milliseconds: number[] = [];
  let [refused, errors] = [0, 0];
  return {
    async ask() {
      const started = performance.now();
      const status = await post({ agent, port, key, body: nextBody() });
      if (status === 429) refused += 1;
      else if (status !== 200) errors += 1;
      else milliseconds.push(performance.now() - started);
    },
    findings: (seconds) => ({
      ...percentiles(milliseconds),
      max: Math.max(0, ...milliseconds),
      answeredPerSecond: milliseconds.length / seconds,
      refused,
      errors,
    }),
    close: () => agent.destroy(),
  };
}

/** The answer's status; 0 if there is none. */
function post(asked: { agent: Agent; port: number; key: string; body: string }): Promise<number> {
  const { agent, port, key, body } = asked;
  const headers = { "x-api-key": key, "content-type": "application/json" };
  return new Promise((resolve) => {
    const sent = request({ agent, port, host: "127.0.0.1", path: "/search", method: "POST", headers });
    sent.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
      response.on("error", () => resolve(0));
    });
    sent.on("error", () => resolve(0));
    sent.end(body);
  });
}

/** Over this number of connections, as fast as answers come. */
export async function askOver(client: Client, connections: number, until: AbortSignal): Promise<void> {
  const connection = async (): Promise<void> => {
    while (!until.aborted) await client.ask();
  };
  await Promise.all(Array.from({ length: connections }, connection));
}

/** At a steady rate, even if answers are slow, so that waiting time is measured too. */
export async function askEvery(client: Client, everyMs: number, until: AbortSignal): Promise<void> {
  const asked: Promise<void>[] = [];
  while (!until.aborted) {
    asked.push(client.ask());
    await sleep(everyMs);
  }
  await Promise.all(asked);
}

/**
 * Cycles through the queries and never repeats one: each round raises the lower bound of followers a little, which
 * hardly changes the answer.
 */
export function distinct<Q extends Pick<BenchQuery, "filters">>(queries: readonly Q[]): () => Q {
  let asked = 0;
  return () => {
    asked += 1;
    const query = at(queries, asked);
    const { followers } = query.filters;
    const min = (followers?.min ?? 0) + Math.ceil(asked / queries.length);
    return { ...query, filters: { ...query.filters, followers: { ...followers, min } } };
  };
}

/** Bodies of typical searches, none twice. */
export function distinctSearches(seed: number, creators: number): () => string {
  const next = distinct(drawQueries({ seed, creators, count: 500 }));
  return () => {
    const { text, filters } = next();
    return JSON.stringify({ query: text, filters });
  };
}

/** The same few searches again and again, which caches answer. */
export function repeatedSearches(seed: number, creators: number): () => string {
  const queries = drawQueries({ seed, creators, count: 20 });
  let asked = 0;
  return () => {
    asked += 1;
    const { text, filters } = at(queries, asked);
    return JSON.stringify({ query: text, filters });
  };
}

function at<Q>(queries: readonly Q[], index: number): Q {
  const query = queries[index % queries.length];
  if (!query) throw new Error("There are no queries.");
  return query;
}
