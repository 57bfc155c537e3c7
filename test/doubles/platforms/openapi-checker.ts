import { Ajv, type ValidateFunction } from "ajv";
import { z } from "zod";

const parameterSchema = z.looseObject({
  name: z.string(),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.boolean().default(false),
  schema: z.record(z.string(), z.unknown()),
});
const referenceSchema = z.object({ $ref: z.string().regex(/^#\/components\/parameters\/\w+$/) });
const contentSchema = z.looseObject({
  content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })).optional(),
});
const operationSchema = z.looseObject({
  parameters: z.array(z.union([referenceSchema, parameterSchema])).default([]),
  responses: z.record(z.string(), contentSchema),
});
const documentSchema = z.looseObject({
  openapi: z.string().startsWith("3.0"),
  info: z.looseObject({ version: z.string() }),
  paths: z.record(z.string(), z.looseObject({ get: operationSchema.optional() })),
  components: z.looseObject({ parameters: z.record(z.string(), parameterSchema) }),
});

/** Checks GET requests and their answers by a published OpenAPI 3.0 document. */
export interface OpenApiChecker {
  readonly version: string;
  /** The faults of a request; empty if there are none. */
  requestFaults(url: URL): string[];
  answerFaults(url: URL, status: number, body: unknown): string[];
}

export function createOpenApiChecker(json: unknown): OpenApiChecker {
  const document = documentSchema.parse(json);
  // `nullable` is understood; formats and discriminators say nothing that the schemas do not say too.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, coerceTypes: "array" });
  ajv.addSchema(withoutDiscriminators(document), "spec");
  const validators = new Map<string, ValidateFunction>();
  const faultsOf = (schema: object, value: unknown): string[] => {
    const key = JSON.stringify(schema);
    const validate = validators.get(key) ?? ajv.compile(absolute(schema));
    validators.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const operationAt = (url: URL) => {
    const found = Object.entries(document.paths).find(([path]) =>
      new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(url.pathname),
    );
    return found?.[1].get ?? null;
  };
  const parametersOf = (operation: z.infer<typeof operationSchema>) =>
    operation.parameters.flatMap((parameter) => {
      const reference = referenceSchema.safeParse(parameter);
      const found = reference.success
        ? document.components.parameters[reference.data.$ref.split("/").at(-1) ?? ""]
        : parameterSchema.parse(parameter);
      return found ? [found] : [];
    });
  return {
    version: document.info.version,
    requestFaults(url) {
      const operation = operationAt(url);
      if (!operation) return [`${url.pathname} is no path of the document`];
      const known = parametersOf(operation).filter((parameter) => parameter.in === "query");
      const unknown = [...url.searchParams.keys()].filter((name) => !known.some((one) => one.name === name));
      const faults = known.flatMap(({ name, required, schema }) => {
        const value = url.searchParams.get(name);
        if (value === null) return required ? [`${name} is missing`] : [];
        const given = schema.type === "array" ? value.split(",") : value;
        return faultsOf(schema, given).map((fault) => `${name}${fault}`);
      });
      return [...unknown.map((name) => `${name} is no parameter`), ...faults];
    },
    answerFaults(url, status, body) {
      const responses = operationAt(url)?.responses ?? {};
      const content = (responses[String(status)] ?? responses.default)?.content ?? {};
      const schemas = Object.values(content).map(({ schema }) => schema);
      const faults = schemas.map((schema) => faultsOf(schema, structuredClone(body)));
      return faults.some((found) => found.length === 0) ? [] : (faults[0] ?? [`${status} is not described`]);
    },
  };
}

const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"spec#/components/'));

/** Their mappings point at schemas by `$ref` without saying so, which would not resolve. */
const withoutDiscriminators = (document: object): object =>
  JSON.parse(JSON.stringify(document, (key, value) => (key === "discriminator" ? undefined : value)));
