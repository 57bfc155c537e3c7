import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Services } from "../lib/compose/services.ts";
import { keyOfLink, uploadOfLink } from "../lib/compose/signed-links.ts";
import type { Page } from "./http-server.ts";

type Ports = Pick<Services, "keyring" | "clock" | "objects">;

const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
};

/** Answers signed links to objects on this machine, as S3 does in the cloud. Leaves other addresses to other pages. */
export const downloads =
  (ports: Ports): Page =>
  (request, response) => {
    if (!request.url?.startsWith("/downloads/")) return false;
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const key = keyOfLink(ports, request.url);
    void giveFile(ports, key, response, request.method === "HEAD");
    return true;
  };

async function giveFile(
  { objects }: Ports,
  key: string | null,
  response: ServerResponse,
  isHead: boolean,
): Promise<void> {
  const found = key === null ? null : await objects.head(key).catch(() => null);
  if (!found) return refuse(response, 403, BAD_LINK);
  const name = found.key.split("/").at(-1) ?? "file";
  response.writeHead(200, {
    "content-type": TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    "content-disposition": `attachment; filename="${name.replaceAll(/[^\w.-]/g, "_")}"`,
    "content-length": found.size,
    ...GUARDS,
  });
  if (isHead) return void response.end();
  // A reader that leaves ends the stream, and no one is left to answer.
  await pipeline(await objects.stream(found.key), response).catch(() => response.destroy());
}

/** Accepts files at signed addresses on this machine, as S3 does in the cloud. */
export const uploads =
  (ports: Ports): Page =>
  (request, response) => {
    if (!request.url?.startsWith("/uploads/") || request.method !== "PUT") return false;
    void takeFile(ports, request, response);
    return true;
  };

async function takeFile(ports: Ports, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const upload = uploadOfLink(ports, request.url ?? "");
  if (!upload) return refuse(response, 403, BAD_LINK);
  // Node ends a body at its stated length, so nothing beyond it is read.
  if (Number(request.headers["content-length"]) !== upload.bytes)
    return refuse(
      response,
      400,
      `The file must have ${upload.bytes} bytes, as was said when the link was asked for.`,
    );
  try {
    await ports.objects.putStream(upload.key, request);
    response.writeHead(200, GUARDS).end();
  } catch {
    // A sender that broke off hears no answer, and nothing of its file was kept.
    if (request.errored) response.destroy();
    else refuse(response, 503, "The file could not be stored: put it again.");
  }
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close", ...GUARDS });
  response.end(`${text}\n`);
}

const BAD_LINK = "The link is wrong, or its time is over: ask for a fresh one.";
const GUARDS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
