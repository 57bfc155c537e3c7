import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createClient, RESP_TYPES } from "@redis/client";
import { z } from "zod";
import { KEY_LOCKING } from "../../../lib/adapters/cloud/upstash-scripts.ts";

export const UPSTASH_TOKEN = "token-of-the-double";

export interface UpstashDouble {
  readonly url: string;
  /** Bodies of the requests so far, oldest first. */
  readonly requests: readonly (readonly unknown[])[];
  /** The answer to the next requests instead of that of Redis; null ends it. */
  trouble: { readonly delayMs: number } | { readonly status: number; readonly error: string } | null;
  /** This number of the next requests is carried out, and their answers are lost. */
  answersToLose: number;
  close(): Promise<void>;
}

const command = z.array(z.union([z.string(), z.number()])).min(1);

/** Speaks the REST protocol of Upstash over a Redis: `/`, `/pipeline`, `/multi-exec`, bearer token, base64 replies. */
export async function startUpstashDouble(redisSocket: string): Promise<UpstashDouble> {
  const client = createClient({ socket: { path: redisSocket, tls: false } }).withTypeMapping({
    [RESP_TYPES.BLOB_STRING]: Buffer,
  });
  await client.connect();
  const run = (one: z.infer<typeof command>): Promise<unknown> =>
    client.sendCommand(one.map((part) => withoutUpstashFlags(String(part))));

  const requests: unknown[][] = [];
  const double: Pick<UpstashDouble, "trouble" | "answersToLose"> = { trouble: null, answersToLose: 0 };
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== `Bearer ${UPSTASH_TOKEN}`) {
      return respond(response, 401, { error: "WRONGPASS invalid or missing auth token" });
    }
    const body: unknown = JSON.parse(await text(request));
    requests.push(z.array(z.unknown()).parse(body));
    const { trouble } = double;
    if (trouble && "status" in trouble) return respond(response, trouble.status, { error: trouble.error });
    if (trouble) await new Promise((resolve) => setTimeout(resolve, trouble.delayMs));
    const { status, answer } = await answerOf(request, body, run);
    if (double.answersToLose > 0) {
      double.answersToLose -= 1;
      request.socket.destroy();
      return;
    }
    return respond(response, status, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(double, {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await client.close();
    },
  });
}

type Run = (one: z.infer<typeof command>) => Promise<unknown>;

async function answerOf(
  request: IncomingMessage,
  body: unknown,
  run: Run,
): Promise<{ status: number; answer: unknown }> {
  const inBase64 = request.headers["upstash-encoding"] === "base64";
  const reply = async (one: z.infer<typeof command>) => {
    try {
      return { result: encoded(await run(one), inBase64) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  switch (request.url) {
    case "/": {
      const answer = await reply(command.parse(body));
      return { status: "error" in answer ? 400 : 200, answer };
    }
    case "/pipeline":
      return { status: 200, answer: await Promise.all(z.array(command).parse(body).map(reply)) };
    case "/multi-exec": {
      const commands = z.array(command).parse(body);
      const [, ...replies] = await Promise.all([["MULTI"], ...commands, ["EXEC"]].map(reply));
      const executed = replies.at(-1);
      if (!executed || "error" in executed) return { status: 200, answer: executed };
      return {
        status: 200,
        answer: z
          .array(z.unknown())
          .parse(executed.result)
          .map((result) => ({ result })),
      };
    }
    default:
      return { status: 404, answer: { error: "ERR no such path" } };
  }
}

/** The service sends text in base64 on request. Only its own "OK" is plain. */
function encoded(reply: unknown, inBase64: boolean): unknown {
  if (Buffer.isBuffer(reply)) return reply.toString(inBase64 ? "base64" : "utf8");
  return Array.isArray(reply) ? reply.map((one) => encoded(one, inBase64)) : reply;
}

/** Plain Redis refuses a script with flags that it does not know. */
const withoutUpstashFlags = (part: string): string =>
  part.startsWith(KEY_LOCKING) ? part.replace(KEY_LOCKING, "#!lua") : part;

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
