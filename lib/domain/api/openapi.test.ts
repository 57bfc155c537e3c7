import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { openapiDocument } from "./openapi.ts";
import { OPERATIONS } from "./operations.ts";

test("the document is valid OpenAPI 3.1", async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(openapiDocument())));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});

test("every operation is described once, with its problems and an example that its own schema takes", () => {
  const { paths } = openapiDocument();
  for (const operation of OPERATIONS) {
    const described = paths[operation.path]?.[operation.method.toLowerCase()];
    expect(described?.operationId).toBe(operation.id);
    expect(Object.keys(described?.responses ?? {})).toContain("400");
  }
  expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
});

test("a query parameter has the schema of the field that it stands for", () => {
  const parameters = openapiDocument().paths["/search"]?.get?.parameters ?? [];
  const minimum = parameters.find(({ name }) => name === "followers_min");
  expect(minimum?.schema).toMatchObject({ type: "integer", minimum: 0 });
});

test("every subject, parameter and field of a body says what it means", () => {
  const { paths, tags, components } = JSON.parse(JSON.stringify(openapiDocument()));
  const named = ({ $ref }: Described) => components.schemas[$ref?.split("/").at(-1) ?? ""];
  const isSaid = (part: Described) => Boolean(part.description ?? named(part)?.description);
  const silent = OPERATIONS.flatMap(({ path, method, id }) => {
    const { parameters, requestBody } = paths[path][method.toLowerCase()];
    const fields: Record<string, Described> =
      requestBody?.content["application/json"].schema.properties ?? {};
    const parts = [
      ...parameters.map((one: Described) => [one.name, one] as const),
      ...Object.entries(fields),
    ];
    return parts.flatMap(([name, part]) => (isSaid(part) ? [] : [`${id}.${name}`]));
  });
  // The messages of POST /mcp are those of JSON-RPC, whose specification says what each field means.
  expect(silent).toEqual(["mcp.jsonrpc", "mcp.id", "mcp.method", "mcp.params"]);
  expect(tags.filter((tag: Described) => !isSaid(tag))).toEqual([]);
});

interface Described {
  readonly name?: string;
  readonly description?: string;
  readonly $ref?: string;
}

test("the schema of an erasure's body says that the account is named in exactly one way", () => {
  const body = openapiDocument().paths["/erasures"]?.post?.requestBody;
  expect(body?.content["application/json"].schema).toMatchObject({
    oneOf: [{ required: ["handle"] }, { required: ["url"] }, { required: ["platform_user_id"] }],
  });
});

test("generated clients get groups of operations, one type for filters, and every required property by its name", () => {
  const { paths, tags, components } = JSON.parse(JSON.stringify(openapiDocument()));
  const names = tags.map(({ name }: { name: string }) => name);
  for (const { path, method } of OPERATIONS)
    expect(names).toContain(paths[path][method.toLowerCase()].tags.join());
  const filters = { default: {}, $ref: "#/components/schemas/Filters" };
  for (const path of ["/search", "/similar", "/creators/rank"])
    expect(paths[path].post.requestBody.content["application/json"].schema.properties.filters).toEqual(
      filters,
    );
  expect(components.schemas.Filters.properties.growth.required).toBeUndefined();
  expect(undeclared({ paths, components })).toEqual([]);
});

/** Properties that a schema requires and does not describe. */
const undeclared = (part: unknown): string[] => {
  if (typeof part !== "object" || part === null) return [];
  const { required, type, properties = {} } = part as Record<string, unknown>;
  const missing =
    type === "object" && Array.isArray(required)
      ? required.filter((name) => !Object.hasOwn(properties as object, name))
      : [];
  return [...missing, ...Object.values(part).flatMap(undeclared)];
};
