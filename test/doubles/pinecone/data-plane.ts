import type { z } from "zod";
import { compileFilter, MalformedFilter } from "./filter.ts";
import { createNamespaces, type Namespaces, type StoredVector, type View } from "./namespaces.ts";
import { requestSchemas } from "./requests.ts";

export interface PineconeRequest {
  /** Method and path, such as "POST /query". */
  readonly route: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly bytes: number;
  readonly addressLength: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface DataPlaneOptions {
  readonly dimensions: number;
  readonly lagReads: number;
  readonly namespacesMax: number;
}

/** 2 MB a request. */
const BODY_MAX_BYTES = 2 * 2 ** 20;
/** What common proxies take of a request line. */
const ADDRESS_MAX = 8_192;

/** The data plane's error body; codes are gRPC's. */
export const refusal = (status: number, code: number, message: string): Answer => ({
  status,
  body: { code, message, details: [] },
});

const invalid = (message: string): Answer => refusal(400, 3, message);

type Handler = (request: PineconeRequest) => Answer;

/** Answers requests over records that it keeps in memory; similarity is cosine, counted over every record. */
export function createDataPlane(options: DataPlaneOptions): Handler {
  const namespaces = createNamespaces(options);
  const schemas = requestSchemas(options.dimensions);
  const routes: Readonly<Record<string, Handler>> = {
    "POST /vectors/upsert": parsed(schemas.upsert, bodyOf, (asked) => upsert(namespaces, options, asked)),
    "POST /query": parsed(schemas.query, bodyOf, (asked) => query(namespaces, asked)),
    "GET /vectors/fetch": parsed(schemas.fetch, fetchQueryOf, (asked) => fetchVectors(namespaces, asked)),
    "GET /vectors/list": parsed(schemas.list, queryOf, (asked) => list(namespaces, asked)),
    "POST /vectors/delete": parsed(schemas.delete, bodyOf, (asked) => remove(namespaces, asked)),
    "POST /describe_index_stats": () => stats(namespaces, options),
  };
  return (request) => {
    const handler = routes[request.route];
    if (!handler) return { status: 404, body: "Not found" };
    if (request.addressLength > ADDRESS_MAX) return { status: 414, body: "URI Too Long" };
    if (request.bytes > BODY_MAX_BYTES) return refusal(400, 11, "Error, message length too large.");
    return handler(request);
  };
}

const bodyOf = ({ body }: PineconeRequest): unknown => body;
const queryOf = ({ query }: PineconeRequest): unknown => Object.fromEntries(query);
const fetchQueryOf = ({ query }: PineconeRequest): unknown => ({
  ids: query.getAll("ids"),
  namespace: query.get("namespace"),
});

function parsed<T>(
  schema: z.ZodType<T>,
  input: (request: PineconeRequest) => unknown,
  handle: (asked: T) => Answer,
): Handler {
  return (request) => {
    const result = schema.safeParse(input(request));
    return result.success ? handle(result.data) : invalid(`Bad request: ${result.error.issues[0]?.message}`);
  };
}

type Schemas = ReturnType<typeof requestSchemas>;
type Asked<K extends keyof Schemas> = z.infer<Schemas[K]>;

function upsert(
  namespaces: Namespaces,
  { namespacesMax }: DataPlaneOptions,
  { namespace, vectors }: Asked<"upsert">,
): Answer {
  const names = namespaces.names();
  if (!names.includes(namespace) && names.length >= namespacesMax)
    return refusal(403, 7, `QUOTA_EXCEEDED: the index has its ${namespacesMax} namespaces.`);
  const lsn = namespaces.write(namespace, (records) => {
    for (const vector of vectors) records.set(vector.id, vector);
  });
  return written(lsn, { upsertedCount: vectors.length });
}

/** 404 of a namespace that nobody wrote to, as Pinecone answers a delete. */
function remove(namespaces: Namespaces, { namespace, ids }: Asked<"delete">): Answer {
  if (!namespaces.names().includes(namespace)) return refusal(404, 5, "Namespace not found");
  const lsn = namespaces.write(namespace, (records) => {
    for (const id of ids) records.delete(id);
  });
  return written(lsn, {});
}

function query(namespaces: Namespaces, asked: Asked<"query">): Answer {
  const view = namespaces.read(asked.namespace);
  try {
    const passes = asked.filter === undefined ? () => true : compileFilter(asked.filter);
    const matches = [...(view?.records.values() ?? [])]
      .filter(({ metadata }) => passes(metadata ?? {}))
      .map(({ id, values }) => ({
        id,
        score: cosine(values, asked.vector),
        values: asked.includeValues ? values : [],
      }))
      .sort((a, b) => b.score - a.score)
      .slice(0, asked.topK);
    return read(view, { matches, namespace: asked.namespace, usage: { readUnits: 1 } });
  } catch (error) {
    if (error instanceof MalformedFilter) return invalid(error.message);
    throw error;
  }
}

function fetchVectors(namespaces: Namespaces, { namespace, ids }: Asked<"fetch">): Answer {
  const view = namespaces.read(namespace);
  const found = ids.flatMap((id): [string, StoredVector][] => {
    const record = view?.records.get(id);
    return record ? [[id, record]] : [];
  });
  return read(view, { vectors: Object.fromEntries(found), namespace, usage: { readUnits: 1 } });
}

function list(namespaces: Namespaces, asked: Asked<"list">): Answer {
  const view = namespaces.read(asked.namespace);
  const after = Buffer.from(asked.paginationToken, "base64url").toString("utf8");
  const left = [...(view?.records.keys() ?? [])]
    .filter((id) => id.startsWith(asked.prefix) && id > after)
    .sort();
  const page = left.slice(0, asked.limit);
  const last = page.at(-1);
  const more = left.length > page.length && last !== undefined;
  return read(view, {
    vectors: page.map((id) => ({ id })),
    ...(more && { pagination: { next: Buffer.from(last).toString("base64url") } }),
    namespace: asked.namespace,
    usage: { readUnits: 1 },
  });
}

function stats(namespaces: Namespaces, { dimensions }: DataPlaneOptions): Answer {
  const counts = namespaces
    .names()
    .map((name) => [name, { vectorCount: namespaces.read(name)?.records.size ?? 0 }] as const);
  const totalVectorCount = counts.reduce((sum, [, { vectorCount }]) => sum + vectorCount, 0);
  const body = {
    namespaces: Object.fromEntries(counts),
    dimension: dimensions,
    indexFullness: 0,
    totalVectorCount,
    metric: "cosine",
    vectorType: "dense",
  };
  return { status: 200, body };
}

const written = (lsn: number, body: unknown): Answer => ({
  status: 200,
  body,
  headers: { "x-pinecone-request-lsn": String(lsn) },
});

const read = (view: View | null, body: unknown): Answer => ({
  status: 200,
  body,
  headers: { "x-pinecone-max-indexed-lsn": String(view?.indexed ?? 0) },
});

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  const length = Math.hypot(...a) * Math.hypot(...b);
  return length === 0 ? 0 : dot / length;
}
