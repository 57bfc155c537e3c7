import type { IncomingMessage, ServerResponse } from "node:http";
import type { Services } from "../lib/compose/services.ts";
import { uploadOfLink } from "../lib/compose/signed-links.ts";
import type { Page } from "./http-server.ts";

type UploadPorts = Pick<Services, "keyring" | "clock" | "objects">;

/** Takes files that are put to signed addresses of this machine: S3's part in the cloud. */
export const uploads =
  (ports: UploadPorts): Page =>
  (request, response) => {
    if (!request.url?.startsWith("/uploads/") || request.method !== "PUT") return false;
    void take(ports, request, response);
    return true;
  };

async function take(ports: UploadPorts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const upload = uploadOfLink(ports, request.url ?? "");
  if (!upload) return refuse(response, 403, "The link is wrong, or its time is over: ask for a fresh one.");
  // Node ends a body at its stated length, so that nothing beyond it is read.
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
    // A sender that broke off hears nothing; of its file nothing was kept.
    if (request.errored) response.destroy();
    else refuse(response, 503, "The file could not be stored: put it again.");
  }
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close", ...GUARDS });
  response.end(`${text}\n`);
}

const GUARDS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
