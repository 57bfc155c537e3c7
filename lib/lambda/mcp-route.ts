import type { APIGatewayProxyEvent } from "aws-lambda";
import { mcp } from "../domain/api/mcp-operations.ts";
import type { Operation } from "../domain/api/operation.ts";
import { AppError } from "../domain/errors.ts";
import { toolRequest } from "../mcp/tool-request.ts";
import type { CallOperation } from "../mcp/tools.ts";
import { RawAnswer } from "./raw-answer.ts";
import { type Received, type Route, route } from "./route.ts";

/**
 * The Model Context Protocol over HTTP. A tool's call goes through the route of its operation, as if the caller had
 * called that: same role, same quotas, refusals audited.
 */
export const mcpRoute = (routes: () => Promise<readonly Route[]>): Route => ({
  operation: mcp,
  run: (received) =>
    route(mcp, ({ input }) => answer(received, callThrough(routes, received), input)).run(received),
});

const callThrough =
  (routes: () => Promise<readonly Route[]>, received: Received): CallOperation =>
  async (operation, input) => {
    const found = (await routes()).find((one) => one.operation.id === operation.id);
    if (!found) throw new AppError("not-found", "no-such-tool", "This server has no such tool.");
    const event = eventOf(received.event, operation, input);
    // The answer gets the header fields of the MCP message, which is counted separately.
    return found.run({ ...received, event, counted: () => undefined, marked: () => undefined });
  };

function eventOf(
  event: APIGatewayProxyEvent,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): APIGatewayProxyEvent {
  const { values, body } = toolRequest(operation, input);
  const inPath = new Set(operation.pathNames);
  const named = (isPath: boolean) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => inPath.has(name) === isPath));
  const query = named(false);
  return {
    ...event,
    ...{ httpMethod: operation.method, resource: operation.path, path: operation.path },
    headers: { "content-type": "application/json" },
    multiValueHeaders: {},
    pathParameters: named(true),
    queryStringParameters: query,
    multiValueQueryStringParameters: Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, [value]]),
    ),
    ...{ body: body && JSON.stringify(body), isBase64Encoded: false },
  };
}

/** The header fields that the protocol itself uses. */
const SPOKEN = /^(?:content-type|mcp-[a-z-]+)$/i;
/** We answer in JSON, whatever a client accepts. */
const ACCEPT: [string, string] = ["accept", "application/json, text/event-stream"];

/** A server for this one message. Nothing is kept between messages. */
async function answer({ event }: Received, call: CallOperation, message: object): Promise<RawAnswer> {
  // Both modules are large, and a refused request needs neither.
  const [{ createMcpHandler }, { mcpServer }] = await Promise.all([
    import("@modelcontextprotocol/server"),
    import("../mcp/tools.ts"),
  ]);
  // A subscription would keep its request open, and nothing here changes.
  const handler = createMcpHandler(() => mcpServer(call), { maxSubscriptions: 0 });
  const headers = Object.entries(event.headers).flatMap(([name, value]): [string, string][] =>
    value !== undefined && SPOKEN.test(name) ? [[name, value]] : [],
  );
  const request = new Request("https://localhost/mcp", {
    method: "POST",
    headers: [...headers, ACCEPT],
    body: JSON.stringify(message),
  });
  const response = await handler.fetch(request, { parsedBody: message });
  const text = await response.text();
  await handler.close();
  return new RawAnswer({
    statusCode: response.status,
    headers: { "cache-control": "no-store", "content-type": "application/json; charset=utf-8" },
    body: withoutStream(text),
  });
}

/** Clients of 2025 get a stream of one event, which can be replaced by the JSON in it. */
const withoutStream = (text: string): string =>
  /^(?:event: message\n|id: .*\n)*data: (.*)\n\n$/.exec(text)?.[1] ?? text;
