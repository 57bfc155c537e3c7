import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Services } from "../lib/compose/services.ts";
import { keyOfLink } from "../lib/compose/signed-links.ts";
import type { Page } from "./http-server.ts";

type DownloadPorts = Pick<Services, "keyring" | "clock" | "objects">;

const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
};

/** Answers signed links to objects of this machine: S3's part in the cloud. Any other address is left to others. */
export const downloads =
  (ports: DownloadPorts): Page =>
  (request, response) => {
    if (!request.url?.startsWith("/downloads/")) return false;
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const key = keyOfLink(ports, request.url);
    void answer(ports, key, response, request.method === "HEAD");
    return true;
  };

async function answer(
  { objects }: DownloadPorts,
  key: string | null,
  response: ServerResponse,
  isHead: boolean,
): Promise<void> {
  const found = key === null ? null : await objects.head(key).catch(() => null);
  if (!found) {
    response.writeHead(403, { "content-type": "text/plain; charset=utf-8", ...GUARDS });
    response.end("The link is wrong, or its time is over: ask for a fresh one.\n");
    return;
  }
  const name = found.key.split("/").at(-1) ?? "file";
  response.writeHead(200, {
    "content-type": TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream",
    "content-disposition": `attachment; filename="${name.replaceAll(/[^\w.-]/g, "_")}"`,
    "content-length": found.size,
    ...GUARDS,
  });
  if (isHead) return void response.end();
  // A reader that leaves ends the stream; there is nobody to tell.
  await pipeline(await objects.stream(found.key), response).catch(() => response.destroy());
}

const GUARDS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
