import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createS3Objects } from "../../lib/adapters/cloud/s3-objects.ts";
import { IS_DEEP } from "../deep.ts";
import { startVersitygw, versitygwPath } from "../doubles/s3/versitygw-process.ts";
import { describeObjectsContract } from "./objects-contract.ts";
import { uniqueName } from "./sample-records.ts";

const path = IS_DEEP ? versitygwPath() : null;
const buckets = {
  inbox: "incoming",
  raw: "incoming",
  quarantine: "quarantine",
  backups: "backups",
  exports: "exports",
};

/** S3 holds all of these. versitygw keeps a key as a path of the file system, and so differs from it. */
const NO_PATHS = [
  // A file, and the folder of another key.
  ...["a", "ab"],
  // Empty parts and dots are taken out, so that the key is kept under another name.
  /\/\//,
  /(^|\/)\.\.?(\/|$)/,
  // A folder, which can hold no body.
  /\/$/,
  // A part of more than 255 bytes.
  /[^/]{200}/,
];

if (path) {
  describeObjectsContract("S3 with versions", () => start(path), { cannotHold: NO_PATHS });
  describeVersions(() => start(path));
} else {
  console.warn(
    "NOT RUN: the contract of Objects on versioned buckets: npm run test:deep, with .ci/install-versitygw.sh",
  );
  it.skip("S3 with versions keeps the contract of Objects (no server: .ci/install-versitygw.sh)", () => {});
}

async function start(program: string) {
  const { aws, close } = await startVersitygw(program);
  const client = new S3Client({ ...aws, forcePathStyle: true });
  for (const Bucket of new Set(Object.values(buckets))) {
    await client.send(new CreateBucketCommand({ Bucket }));
    const VersioningConfiguration = { Status: "Enabled" as const };
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  return {
    client,
    port: createS3Objects({ client, buckets }),
    async close() {
      client.destroy();
      await close();
    },
  };
}

function describeVersions(open: () => ReturnType<typeof start>): void {
  describe("versions in S3", () => {
    let opened: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const write = (key: string, body: string) =>
      opened.client.send(new PutObjectCommand({ Bucket: "incoming", Key: key, Body: body }));
    const left = async (prefix: string): Promise<number> => {
      const command = new ListObjectVersionsCommand({ Bucket: "incoming", Prefix: prefix });
      const { Versions = [], DeleteMarkers = [] } = await opened.client.send(command);
      return Versions.length + DeleteMarkers.length;
    };

    it("are all gone after a deletion, with the markers of earlier ones, and none of another key", async () => {
      const prefix = `raw/${uniqueName("versions")}`;
      for (const body of ["one", "two"]) await write(`${prefix}/a`, body);
      await opened.client.send(new DeleteObjectCommand({ Bucket: "incoming", Key: `${prefix}/a` }));
      await expect(opened.port.get(`${prefix}/a`)).rejects.toMatchObject({ kind: "not-found" });
      await write(`${prefix}/ab`, "kept");
      expect(await left(`${prefix}/a`)).toBe(4);
      expect(await opened.port.deleteAllVersions([`${prefix}/a`])).toBe(1);
      expect(await left(`${prefix}/a`)).toBe(1);
      expect(await opened.port.deletePrefix(prefix)).toBe(1);
      expect(await left(prefix)).toBe(0);
    });

    it("are all gone when there are more of one key than a page holds", async () => {
      const prefix = `raw/${uniqueName("pages")}`;
      for (let round = 0; round < 21; round += 1)
        await Promise.all(Array.from({ length: 50 }, () => write(`${prefix}/a`, "x")));
      await write(`${prefix}/b`, "last");
      expect(await opened.port.deletePrefix(prefix)).toBe(2);
      expect(await left(prefix)).toBe(0);
    }, 120_000);
  });
}
