import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type ConsoleFiles, consoleAnswer } from "../lib/console/console-files.ts";
import { madeOnce } from "../lib/domain/made-once.ts";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import type { Page } from "./http-server.ts";

const FOLDER = "/console/";
const SESSION = "/console/session";

/** The keys that sign in the owner's page: the tenant's key, and the platform's key for what concerns all tenants. */
export interface OwnerKeys {
  readonly key: string;
  readonly platform_key: string;
}

/**
 * The console on this machine. It signs its owner in with the folder's own keys. The first page that somebody opens has
 * it bundled, so that a start need not wait for the bundler.
 */
export function localConsole(keys: OwnerKeys, log: Log): Page {
  const bundled = madeOnce(async () => (await import("../web/bundle.ts")).bundleConsole());
  const files = () =>
    bundled().catch((error: unknown) => {
      log.error("console could not be bundled", errorFields(error));
      return null;
    });
  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (path === SESSION) answerSession(request, response, keys);
    else if (path === "/" || path.startsWith(FOLDER)) void giveFile(files, path, request, response);
    else return false;
    return true;
  };
}

async function giveFile(
  files: () => Promise<ConsoleFiles | null>,
  path: string,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bundled = await files();
  const ifNoneMatch = headers["if-none-match"];
  const answer = bundled && consoleAnswer(bundled, path, { ifNoneMatch, uploads: null });
  if (!answer) return void response.writeHead(bundled ? 404 : 500).end();
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  response.end(method === "HEAD" ? undefined : answer.body);
}

function answerSession(request: IncomingMessage, response: ServerResponse, keys: OwnerKeys): void {
  const isOwner = isOwnPage(request) && isOwnUser(request);
  const body = JSON.stringify(isOwner ? keys : { key: null });
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "content-length": Buffer.byteLength(body),
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether the request comes from the console's own page on this machine. `Sec-Fetch-Site` keeps out other pages, since
 * a browser sets it and no page can. The host name keeps out pages that point their own name to this address.
 */
const isOwnPage = ({ headers, socket }: IncomingMessage): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? "") &&
  LOCAL_HOST.test(headers.host ?? "") &&
  headers["sec-fetch-site"] === "same-origin";

/**
 * Whether the other end of a loopback connection belongs to the user who runs this process. Linux tells it in
 * `/proc/net/tcp`: fields 1, 2 and 7 are the local and the remote address and the user's id (proc_pid_net(5)). Other
 * systems do not tell, so there the machine is assumed to be its owner's alone.
 */
function isOwnUser({ socket }: IncomingMessage): boolean {
  const uid = process.getuid?.();
  if (process.platform !== "linux" || uid === undefined) return true;
  const [theirs, ours] = [hexPort(socket.remotePort), hexPort(socket.localPort)];
  const lines = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) =>
    readFileSync(file, "latin1").split("\n"),
  );
  const owners = lines
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(theirs) && fields[2]?.endsWith(ours))
    .map((fields) => Number(fields[7]));
  return owners.length > 0 && owners.every((owner) => owner === uid);
}

const hexPort = (port: number | undefined): string =>
  `:${(port ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
