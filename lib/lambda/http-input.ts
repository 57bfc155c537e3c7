import type { APIGatewayProxyEvent } from "aws-lambda";
import { fieldErrors } from "../domain/api/field-errors.ts";
import { type QueryValues, readFlat } from "../domain/api/flat-parameters.ts";
import type { Operation } from "../domain/api/operation.ts";
import { invalidRequest, pointerTo } from "../domain/api/problem.ts";
import { AppError } from "../domain/errors.ts";
import { exactNumber } from "../domain/lossless-json.ts";
import { headerOf } from "./headers.ts";

/** Far more than the largest valid search, with every list full of the longest words. */
export const BODY_MAX_BYTES = 256 * 1024;

/** The deepest valid body has four levels. */
const BODY_MAX_DEPTH = 32;

/**
 * The operation's input from path, query and body together.
 * @throws AppError `invalid` that names every wrong field, or what is wrong with the body as a whole.
 */
export function readInput<I>(operation: Operation<I>, event: APIGatewayProxyEvent): I {
  const path = event.pathParameters ?? {};
  const query = queryOf(event);
  const read = operation.takesBody
    ? readStructured(operation, query, bodyOf(event), path)
    : readFlat(operation.input, operation.query, query, withoutBody(event, path));
  if ("errors" in read) throw invalidRequest(read.errors);
  return read.input;
}

function readStructured<I>(
  operation: Operation<I>,
  query: QueryValues,
  body: Readonly<Record<string, unknown>>,
  path: Readonly<Record<string, string | undefined>>,
) {
  // A name in both path and body could mean two things, so the body must not have a field that the path decides.
  const twice = operation.pathNames.filter((name) => Object.hasOwn(body, name));
  const errors = [
    ...operation.query.structure(query).errors,
    ...twice.map((name) => ({ detail: `"${name}" stands in the path alone.`, pointer: pointerTo([name]) })),
  ];
  if (errors.length > 0) return { errors };
  const parsed = operation.input.safeParse({ ...body, ...path });
  return parsed.success
    ? { input: parsed.data }
    : { errors: fieldErrors(parsed.error, (path) => path, operation.shape.namesAt) };
}

function queryOf(event: APIGatewayProxyEvent): QueryValues {
  const several = Object.entries(event.multiValueQueryStringParameters ?? {});
  const single = Object.entries(event.queryStringParameters ?? {}).map(
    ([name, value]) => [name, [value]] as const,
  );
  return Object.fromEntries(
    (several.length > 0 ? several : single).map(([name, values]) => [
      name,
      (values ?? []).map((value) => (value ?? "").toWellFormed()),
    ]),
  );
}

function withoutBody<T>(event: APIGatewayProxyEvent, path: T): T {
  if (!event.body) return path;
  throw new AppError("invalid", "body-not-taken", "This operation takes no body.");
}

function bodyOf(event: APIGatewayProxyEvent): Record<string, unknown> {
  const type = headerOf(event.headers, "content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new AppError("invalid", "unsupported-media-type", "Send the body as application/json.");
  }
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > BODY_MAX_BYTES) {
    throw new AppError("invalid", "body-too-large", `A body may have ${BODY_MAX_BYTES} bytes.`);
  }
  if (depthOf(bytes) > BODY_MAX_DEPTH) {
    throw new AppError("invalid", "body-too-deep", `A body may be nested ${BODY_MAX_DEPTH} levels deep.`);
  }
  const body = parseJson(bytes);
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new AppError("invalid", "invalid-json", "The body must be a JSON object.");
  }
  return { ...body };
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** How deep brackets are nested outside strings, without parsing anything. */
function depthOf(bytes: Uint8Array): number {
  let [depth, deepest, isInString] = [0, 0, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isInString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (OPENING.has(byte)) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (CLOSING.has(byte)) depth -= 1;
  }
  return deepest;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), wellFormed);
  } catch (cause) {
    throw new AppError("invalid", "invalid-json", "The body must be JSON in UTF-8.", {}, cause);
  }
}

/**
 * An escaped half of a surrogate pair is no character, and stores handle it differently. A 64-bit id read as a number
 * would become somebody else's id.
 */
const wellFormed: typeof exactNumber = (key, value, context) =>
  typeof value === "string" ? value.toWellFormed() : exactNumber(key, value, context);
