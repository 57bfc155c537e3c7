import { Readable } from "node:stream";
import { S3Client } from "@aws-sdk/client-s3";
import { afterEach, describe, expect, it } from "vitest";
import {
  type ScriptedAnswer,
  type ScriptedRequest,
  startScriptedServer,
} from "../../../test/doubles/scripted-server.ts";
import { createResiliencePolicy } from "../resilience/policy.ts";
import { withResilience } from "../resilience/with-resilience.ts";
import { createS3Objects, S3_CLIENT, type S3ObjectsSettings } from "./s3-objects.ts";

const buckets = { inbox: "in", raw: "in", quarantine: "bad", backups: "safe", exports: "out" };
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Objects over a server that answers as told. */
async function objectsOver(
  answer: (request: ScriptedRequest) => ScriptedAnswer,
  settings: Partial<S3ObjectsSettings> = {},
) {
  const server = await startScriptedServer(answer);
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new S3Client({
    endpoint: server.endpoint,
    region: "eu-central-1",
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  closing.push(async () => {
    client.destroy();
    await server.close();
  });
  return { objects: createS3Objects({ client, buckets, ...settings }), requests: server.requests };
}

const failure = (status: number, code: string): ScriptedAnswer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>told</Message></Error>`,
});

describe("what is written to S3", () => {
  const etag = { headers: { etag: '"e1"' } };

  it("carries a checksum that S3 compares, and leaves the bucket's own encryption as it is", async () => {
    const { objects, requests } = await objectsOver(() => etag);
    expect(await objects.put("raw/a", new Uint8Array([1]))).toEqual({ etag: "e1" });
    await objects.putStream("raw/b", Readable.from([Buffer.from("b")]));
    for (const { headers } of requests) {
      expect(headers).toMatchObject({ "x-amz-checksum-sha256": expect.any(String) });
      expect(Object.keys(headers)).not.toContainEqual(expect.stringContaining("server-side-encryption"));
    }
  });

  it("keeps its type and encoding", async () => {
    const { objects, requests } = await objectsOver(() => etag);
    const described = { contentType: "application/json", contentEncoding: "gzip" };
    await objects.put("quarantine/a", new Uint8Array([1]), described);
    expect(requests[0]?.url.pathname).toBe("/bad/quarantine/a");
    expect(requests[0]?.headers).toMatchObject({
      "content-type": "application/json",
      "content-encoding": "gzip",
    });
  });

  it("stands in the bucket of the key's first part, and nowhere without one", async () => {
    const { objects, requests } = await objectsOver(() => etag);
    const { put, list, deleteAllVersions } = objects;
    const refused = { kind: "invalid", code: "unknown-object-root" };
    await expect(put("other/a", new Uint8Array())).rejects.toMatchObject(refused);
    await expect(list("raw")).rejects.toMatchObject(refused);
    await expect(deleteAllVersions(["toString/a"])).rejects.toMatchObject(refused);
    expect(requests).toEqual([]);
  });
});

describe("an error of S3", () => {
  it.each([
    [404, "NoSuchKey", "not-found", "object-not-found"],
    [404, "NoSuchBucket", "unavailable", "objects-no-bucket"],
    [403, "AccessDenied", "unavailable", "objects-access-denied"],
    [503, "SlowDown", "rate-limited", "objects-throttled"],
    [500, "InternalError", "unavailable", "objects-unavailable"],
    [400, "KeyTooLongError", "invalid", "object-key-too-long"],
  ])("of status %d %s is %s", async (status, code, kind, ours) => {
    const { objects } = await objectsOver(() => failure(status, code));
    await expect(objects.get("raw/a")).rejects.toMatchObject({ name: "AppError", kind, code: ours });
  });

  it("without a body, as of HEAD, is not found only where the bucket answers", async () => {
    const { objects } = await objectsOver(({ url }) => ({
      status: /^\/in\/?$/.test(url.pathname) ? 200 : 404,
    }));
    await expect(objects.head("raw/a")).rejects.toMatchObject({ kind: "not-found" });
    await expect(objects.head("backups/a")).rejects.toMatchObject({ code: "objects-no-bucket" });
  });

  it("is its silence, cut off by the policy, for single calls and for uploads", async () => {
    const { objects } = await objectsOver(() => ({ hangs: true }));
    const policy = createResiliencePolicy({
      dependency: "objects",
      attemptMs: 50,
      attempts: 1,
      bulkhead: { concurrent: 2, waiting: 0 },
    });
    const guarded = withResilience(objects, policy);
    const timeout = { kind: "unavailable", code: "objects-timeout" };
    await expect(guarded.get("raw/a")).rejects.toMatchObject(timeout);
    await expect(guarded.putStream("raw/a", Readable.from([Buffer.alloc(10)]))).rejects.toMatchObject(
      timeout,
    );
  });

  it("is unavailable when nothing listens", async () => {
    const { objects } = await objectsOver(() => ({}));
    await closing.splice(0)[0]?.();
    await expect(objects.get("raw/a")).rejects.toMatchObject({ kind: "unavailable" });
  });
});

describe("deleting all versions", () => {
  const version = (key: string, id: string) =>
    `<Version><Key>${key}</Key><VersionId>${id}</VersionId></Version>`;
  const marker = (key: string, id: string) =>
    `<DeleteMarker><Key>${key}</Key><VersionId>${id}</VersionId></DeleteMarker>`;
  const listing = (entries: string, isTruncated = false): ScriptedAnswer => ({
    body: `<ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>${isTruncated}</IsTruncated>${entries}</ListVersionsResult>`,
  });

  it("removes every version and marker over all pages, and counts keys that held a body once", async () => {
    const pages = [
      listing(version("raw/%C3%BC+1", "v2"), true),
      listing(version("raw/%C3%BC+1", "v1") + marker("raw/gone", "m1")),
    ];
    const { objects, requests } = await objectsOver(
      ({ method }) => (method === "GET" && pages.shift()) || { body: "<DeleteResult></DeleteResult>" },
    );
    expect(await objects.deletePrefix("raw/")).toBe(1);
    const [, first, second, last] = requests;
    expect(first?.body).toContain("<Key>raw/ü 1</Key><VersionId>v2</VersionId>");
    // From the start again: what would have been the marker is gone.
    expect([...(second?.url.searchParams.keys() ?? [])]).not.toContain("key-marker");
    expect(last?.body).toContain("<VersionId>v1</VersionId>");
    expect(last?.body).toContain("<Key>raw/gone</Key><VersionId>m1</VersionId>");
  });

  it("of one key leaves those alone that only start with it", async () => {
    const { objects, requests } = await objectsOver(({ method }) =>
      method === "POST"
        ? { body: "<DeleteResult></DeleteResult>" }
        : listing(version("raw/a", "v1") + version("raw/ab", "v1")),
    );
    expect(await objects.deleteAllVersions(["raw/a"])).toBe(1);
    expect(requests.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
      expect.not.stringContaining("raw/ab"),
    ]);
  });

  it("tries entries again that S3 left, and takes one that is gone for done", async () => {
    let round = 0;
    const refused = (code: string, id: string) =>
      `<Error><Key>raw/a</Key><VersionId>${id}</VersionId><Code>${code}</Code></Error>`;
    const { objects, requests } = await objectsOver(({ method }) => {
      if (method === "GET") return listing(version("raw/a", "v1") + version("raw/a", "v2"));
      round += 1;
      const errors = round === 1 ? refused("InternalError", "v1") + refused("NoSuchVersion", "v2") : "";
      return { body: `<DeleteResult>${errors}</DeleteResult>` };
    });
    expect(await objects.deletePrefix("raw/")).toBe(1);
    const bodies = requests.filter(({ method }) => method === "POST").map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).not.toContain("v2");
  });

  it("says so when some stay", async () => {
    const { objects } = await objectsOver(({ method }) =>
      method === "GET"
        ? listing(version("raw/a", "v1"))
        : {
            body: "<DeleteResult><Error><Key>raw/a</Key><VersionId>v1</VersionId><Code>AccessDenied</Code></Error></DeleteResult>",
          },
    );
    await expect(objects.deletePrefix("raw/")).rejects.toMatchObject({
      kind: "unavailable",
      code: "objects-delete-refused",
      context: { versions: 1, vendor_errors: ["AccessDenied"] },
    });
  });
});

it("a link for an upload holds its size and no checksum of a body that is not there yet", async () => {
  const { client, objects } = signing();
  const link = new URL(await objects.signedUpload("inbox/acme/1.ndjson", { seconds: 900, bytes: 77 }));
  client.destroy();
  expect(link.searchParams.get("X-Amz-SignedHeaders")).toBe("content-length;host");
  expect(link.searchParams.get("X-Amz-Expires")).toBe("900");
  expect([...link.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
});

/** With the adapter's own client, whose settings decide what is signed. */
function signing() {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new S3Client({ ...S3_CLIENT, region: "eu-central-1", credentials });
  return { client, objects: createS3Objects({ client, buckets }) };
}
