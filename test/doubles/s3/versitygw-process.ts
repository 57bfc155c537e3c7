import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { installedPath, startInstalled } from "../installed-server.ts";
import type { LocalAws } from "../local-aws.ts";

/** Null if `.ci/install-versitygw.sh` did not run. */
export const versitygwPath = (): string | null => installedPath("versitygw");

const REGION = "eu-central-1";
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test-secret" };

/** An empty versitygw, an S3 server with versions, over files in a new folder. */
export async function startVersitygw(
  path: string,
): Promise<{ readonly aws: LocalAws; close(): Promise<void> }> {
  const { address, close } = await startInstalled(path, ({ address, folder }) => {
    const [objects, versions, metadata] = ["objects", "versions", "metadata"].map((part) => {
      const own = join(folder, part);
      mkdirSync(own);
      return own;
    }) as [string, string, string];
    return [
      ...["--port", address, "--region", REGION, "--quiet"],
      ...["--access", CREDENTIALS.accessKeyId, "--secret", CREDENTIALS.secretAccessKey],
      // Metadata is in files, because not every file system has extended attributes.
      ...["posix", "--versioning-dir", versions, "--sidecar", metadata, objects],
    ];
  });
  return { aws: { endpoint: `http://${address}`, region: REGION, credentials: CREDENTIALS }, close };
}
