import type { AddressInfo } from "node:net";
import { buildApp } from "fauxqs";
import { S3Store } from "../../node_modules/fauxqs/dist/s3/s3Store.js";
import { SnsStore } from "../../node_modules/fauxqs/dist/sns/snsStore.js";
import { SqsStore } from "../../node_modules/fauxqs/dist/sqs/sqsStore.js";
import { INVALID_MESSAGE_BODY_CHAR } from "../../node_modules/fauxqs/dist/sqs/sqsTypes.js";

/** Settings of an AWS client that talks to the double. */
export interface LocalAws {
  readonly endpoint: string;
  readonly region: "eu-central-1";
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * fauxqs (S3 and SQS) on a loopback port of its own: its own start function would listen on every address. Where it
 * differs from AWS in what the contract tests, it is corrected here, so that no adapter must adapt to it.
 */
export async function startLocalAws(): Promise<{ readonly aws: LocalAws; close(): Promise<void> }> {
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  listInByteOrder(stores.s3Store);
  takeAstralCharacters();
  const app = buildApp({ logger: false, host: "127.0.0.1", stores });
  answerVersionListings(app);
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return {
    aws: {
      endpoint: `http://127.0.0.1:${port}`,
      region: "eu-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    },
    close: () => app.close(),
  };
}

/** fauxqs sorts keys by locale; S3 by UTF-8 bytes (API reference of ListObjectsV2). */
function listInByteOrder(store: S3Store): void {
  const listAll = store.listObjects.bind(store);
  store.listObjects = (bucket, options = {}) => {
    const { prefix, maxKeys = 1_000, startAfter = "", marker = "" } = options;
    const all = listAll(bucket, {
      ...(prefix !== undefined && { prefix }),
      maxKeys: Number.POSITIVE_INFINITY,
    });
    const after = startAfter || marker;
    const left = all.objects
      .sort((a, b) => compareBytes(a.key, b.key))
      .filter(({ key }) => compareBytes(key, after) > 0);
    return { ...all, objects: left.slice(0, maxKeys), isTruncated: left.length > maxKeys };
  };
}

const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** SQS takes #x10000 to #x10FFFF as well (API reference of SendMessage), emoji among them; fauxqs refuses them. */
function takeAstralCharacters(): void {
  const refused = /[^\t\n\r\u{20}-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
  INVALID_MESSAGE_BODY_CHAR.test = (text) => refused.test(text);
}

/**
 * fauxqs keeps no versions and answers ListObjectVersions with a plain listing. Here it answers as S3 does for a bucket
 * that never had versioning: every object is the version "null".
 */
function answerVersionListings(app: ReturnType<typeof buildApp>): void {
  app.addHook("onRequest", async (request, reply) => {
    const asked = new URL(request.url, "http://s3");
    if (request.method !== "GET" || !asked.searchParams.has("versions")) return;
    const plain = new URLSearchParams({
      "list-type": "2",
      prefix: asked.searchParams.get("prefix") ?? "",
    });
    const listing = await app.inject(`${asked.pathname}?${plain}`);
    reply.header("content-type", "application/xml");
    return reply
      .status(listing.statusCode)
      .send(
        listing.body
          .replaceAll("ListBucketResult", "ListVersionsResult")
          .replaceAll("<Contents>", "<Version><VersionId>null</VersionId>")
          .replaceAll("</Contents>", "</Version>"),
      );
  });
}
