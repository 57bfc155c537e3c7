import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent, Context, SQSEvent } from "aws-lambda";
import { z } from "zod";
import * as authorise from "../functions/authorise.lambda.ts";
import * as backUpVectors from "../functions/back-up-vectors.lambda.ts";
import * as embedCreators from "../functions/embed-creators.lambda.ts";
import * as eraseCreator from "../functions/erase-creator.lambda.ts";
import * as ingestRaw from "../functions/ingest-raw.lambda.ts";
import * as manage from "../functions/manage.lambda.ts";
import * as mcp from "../functions/mcp.lambda.ts";
import * as open from "../functions/open.lambda.ts";
import * as runErasure from "../functions/run-erasure.lambda.ts";
import * as runJob from "../functions/run-job.lambda.ts";
import * as searchCreators from "../functions/search-creators.lambda.ts";
import type { HttpFunction } from "../lib/domain/api/operation.ts";
import { AppError } from "../lib/domain/errors.ts";
import type { Host } from "../lib/lambda/host.ts";
import type { HttpHandler } from "../lib/lambda/router.ts";
import type { Authorise } from "./gateway.ts";
import type { QueueHandler } from "./queue-pump.ts";

export type QueueFunction = "ingest-raw" | "embed-creators" | "run-erasure" | "back-up-vectors" | "run-job";

export type FunctionName = HttpFunction | QueueFunction | "authorise";

/** Every deployable by its stem, bound to the host given for it. */
export interface LocalFunctions {
  readonly http: Readonly<Record<HttpFunction, HttpHandler>>;
  readonly queues: Readonly<Record<QueueFunction, QueueHandler>>;
  readonly authorise: Authorise;
}

export const localFunctions = (hostOf: (stem: FunctionName) => Host): LocalFunctions => ({
  http: {
    "search-creators": searchCreators.create(hostOf("search-creators")),
    "erase-creator": eraseCreator.create(hostOf("erase-creator")),
    manage: manage.create(hostOf("manage")),
    mcp: mcp.create(hostOf("mcp")),
    open: open.create(hostOf("open")),
  },
  queues: {
    "ingest-raw": ingestRaw.create(hostOf("ingest-raw")),
    "embed-creators": embedCreators.create(hostOf("embed-creators")),
    "run-erasure": runErasure.create(hostOf("run-erasure")),
    "back-up-vectors": backUpVectors.create(hostOf("back-up-vectors")),
    "run-job": runJob.create(hostOf("run-job")),
  },
  authorise: authorise.create(hostOf("authorise")),
});

const has = (event: unknown, field: string): boolean =>
  typeof event === "object" && event !== null && field in event;
const proxyEventSchema = z.custom<APIGatewayProxyEvent>(
  (event) => has(event, "httpMethod") && has(event, "requestContext"),
);
const authoriserEventSchema = z.custom<APIGatewayRequestAuthorizerEvent>((event) => has(event, "methodArn"));
const queueEventSchema = z.custom<SQSEvent>(
  (event) => z.object({ Records: z.array(z.object({})) }).safeParse(event).success,
);

/**
 * Calls one function with any event.
 * @throws AppError `not-found` for a name that no function has, `invalid` when the event is of another kind.
 */
export async function invokeFunction(
  functions: LocalFunctions,
  name: string,
  event: unknown,
  context: Context,
): Promise<unknown> {
  const call = <E>(handler: (event: E, context: Context) => Promise<unknown>, schema: z.ZodType<E>) => {
    const parsed = schema.safeParse(event);
    if (parsed.success) return handler(parsed.data, context);
    const message = `${name} takes another kind of event; see events/${name}.json.`;
    throw new AppError("invalid", "wrong-event", message);
  };
  const { http, queues, authorise } = functions;
  const [asHttp, asQueue] = [named(http, name), named(queues, name)];
  if (asHttp) return call(asHttp, proxyEventSchema);
  if (asQueue) return call(asQueue, queueEventSchema);
  if (name === "authorise") return call(authorise, authoriserEventSchema);
  const message = `There is no function ${name}. There are ${functionNames(functions).join(", ")}.`;
  throw new AppError("not-found", "no-such-function", message);
}

export const functionNames = ({ http, queues }: LocalFunctions): string[] =>
  [...Object.keys(http), ...Object.keys(queues), "authorise"].sort();

const named = <T>(handlers: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(handlers, name) ? handlers[name] : undefined;
