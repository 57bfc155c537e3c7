import { z } from "zod";
import { platformSchema } from "../platform.ts";
import { erasureScopeSchema } from "../records.ts";
import { filtersSchema } from "../search-request.ts";
import { API_VERSION } from "./api-version.ts";
import type { JsonSchema } from "./input-shape.ts";
import type { Operation } from "./operation.ts";
import { OPERATIONS, SUBJECT_OF, SUBJECTS } from "./operations.ts";
import { namedSchemas } from "./schema-names.ts";

/** The API as OpenAPI 3.1, made from the same operations that route and validate requests. */
export function openapiDocument() {
  const names = namedSchemas();
  return {
    openapi: "3.1.1",
    info: {
      title: "InCreator",
      version: API_VERSION,
      summary: "Ranked creators with the evidence for each rank",
      description:
        "Finds creators on Instagram, TikTok, X and YouTube. Errors are problem details (RFC 9457) with a stable `code`.",
    },
    servers: [{ url: "/", description: "The address that served this document" }],
    security: [{ apiKey: [] }, { bearer: [] }],
    tags: Object.entries(SUBJECTS).map(([name, { description }]) => ({ name, description })),
    paths: paths(names),
    components: {
      securitySchemes: {
        apiKey: { type: "apiKey", in: "header", name: "x-api-key" },
        bearer: { type: "http", scheme: "bearer" },
      },
      schemas: {
        ...componentsOf(names),
        [FILTERS]: withoutDialect(z.toJSONSchema(filtersSchema, { io: "input" })),
      },
      responses: Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, text]) => [status, problemResponse(text)]),
      ),
    },
  };
}

/** The meaning of each status, the same for every operation. */
const PROBLEMS: Readonly<Record<string, string>> = {
  400: "The request is wrong; `errors` names each field and how to fix it.",
  401: "No key, or one that is unknown, expired or revoked.",
  403: "The key's roles do not allow this.",
  404: "There is no such record for this caller.",
  405: "The path exists, the method does not.",
  409: "Somebody else changes the same record: try again.",
  410: "The cursor is too old: send the first page's request again.",
  413: "The body is too large.",
  415: "The body is not application/json.",
  422: "Another request came with this Idempotency-Key.",
  429: "Too many requests; `retry-after` says when to come back.",
  431: "The header fields, the address with its query among them, are too large.",
  500: "A failure on our side; please report `request_id`.",
  503: "A store does not answer; `retry-after` says when to come back.",
};

const problemResponse = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

function paths(names: SchemaNames) {
  const byPath = Map.groupBy(OPERATIONS, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, operations]) => [
      path,
      Object.fromEntries(operations.map((one) => [one.method.toLowerCase(), described(one, names)])),
    ]),
  );
}

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "The same for each repetition of one request: within a day it gets the first answer again, marked by Idempotency-Replayed. A string of RFC 8941, or bare.",
  schema: { type: "string", pattern: "^[A-Za-z0-9_.:-]{1,255}$" },
} as const;

const limitHeader = (description: string) => ({ description, schema: { type: "string" } });
const LIMIT_HEADERS = {
  "RateLimit-Policy": limitHeader("The caller's quotas: `q` units in `w` seconds."),
  RateLimit: limitHeader("What is left of each quota: `r` units, all of them back in `t` seconds."),
} as const;

const described = (operation: Operation, names: SchemaNames) => ({
  operationId: operation.id,
  tags: [SUBJECT_OF.get(operation) ?? ""],
  summary: operation.summary,
  description: operation.description,
  ...(operation.role ? { "x-role": operation.role } : { security: [] }),
  parameters: [
    ...pathParameters(operation),
    ...queryParameters(operation),
    ...(operation.replays ? [IDEMPOTENCY_KEY] : []),
  ],
  ...(operation.takesBody && { requestBody: requestBody(operation) }),
  responses: {
    [operation.status]: {
      description: operation.summary,
      ...(operation.role && { headers: LIMIT_HEADERS }),
      content: { "application/json": { schema: referenceTo(names.get(operation.answer) ?? "") } },
    },
    ...Object.fromEntries(
      problemsOf(operation).map((status) => [status, { $ref: `#/components/responses/${status}` }]),
    ),
  },
});

const problemsOf = ({ role, takesBody, replays, problems = [] }: Operation): readonly number[] =>
  [
    400,
    405,
    429,
    431,
    500,
    503,
    ...problems,
    ...(role ? [401, 403] : []),
    ...(takesBody ? [413, 415] : []),
    ...(replays ? [409, 422] : []),
  ]
    .filter((status, index, all) => all.indexOf(status) === index)
    .sort();

const pathParameters = (operation: Operation) =>
  operation.pathNames.map((name) => ({
    name,
    in: "path",
    required: true,
    ...describedSchema(operation.shape.at([name]) ?? {}),
    example: operation.example[name],
  }));

const queryParameters = ({ query, example }: Operation) =>
  query.names.map((name) => ({
    name,
    in: "query",
    required: query.isRequired(name),
    // Commas join a list.
    style: "form",
    explode: false,
    ...describedSchema(query.schemaOf(name)),
    ...(name in example && { example: example[name] }),
  }));

/** Pages and generated clients show the description of a parameter, not that of its schema. */
const describedSchema = ({ description, ...schema }: JsonSchema) => ({ description, schema });

const requestBody = ({ input, pathNames, example }: Operation) => ({
  required: true,
  content: {
    "application/json": {
      schema: withoutNames(withoutDialect(bodySchema(input)), pathNames),
      example: withoutFields(example, pathNames),
    },
  },
});

const FILTERS = "Filters";
/** Parts of bodies with a name, so that a client has one type for every request that takes them. */
const BODY_PARTS: ReadonlyMap<z.core.$ZodType, string> = new Map<z.core.$ZodType, string>([
  [filtersSchema, FILTERS],
  [platformSchema, "Platform"],
  [erasureScopeSchema, "ErasureScope"],
]);

const bodySchema = (input: z.ZodType): JsonSchema =>
  z.toJSONSchema(input, {
    io: "input",
    override({ zodSchema, jsonSchema }) {
      const part = BODY_PARTS.get(zodSchema);
      if (part === undefined) return;
      for (const name of Object.keys(jsonSchema)) delete jsonSchema[name];
      Object.assign(jsonSchema, referenceTo(part));
    },
  });

/** Names in the path are not part of the body. */
function withoutNames(schema: JsonSchema, names: readonly string[]): JsonSchema {
  if (names.length === 0) return schema;
  const { properties = {}, required = [] } = schema;
  return {
    ...schema,
    properties: withoutFields(properties, names),
    required: required.filter((name) => !names.includes(name)),
  };
}

const withoutFields = <V>(fields: Readonly<Record<string, V>>, names: readonly string[]): Record<string, V> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

type SchemaNames = ReadonlyMap<z.ZodType, string>;
const COMPONENTS = "#/components/schemas/";
const referenceTo = (name: string) => ({ $ref: `${COMPONENTS}${name}` });

/** Every named schema. A schema that contains another one refers to it by name. */
function componentsOf(names: SchemaNames): Record<string, JsonSchema> {
  const metadata = z.registry<{ id: string }>();
  for (const [schema, id] of names) metadata.add(schema, { id });
  const { schemas } = z.toJSONSchema(metadata, { io: "output", uri: (id) => `${COMPONENTS}${id}` });
  return Object.fromEntries(
    Object.entries(schemas)
      .map(([name, { $id: _address, ...schema }]): [string, JsonSchema] => [name, withoutDialect(schema)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** OpenAPI 3.1 implies JSON Schema 2020-12, so `$schema` is left out. */
const withoutDialect = ({ $schema: _dialect, ...schema }: JsonSchema): JsonSchema => schema;
