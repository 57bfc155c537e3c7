import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { createS3Objects } from "../../lib/adapters/cloud/s3-objects.ts";
import { startLocalAws } from "../doubles/local-aws.ts";
import { describeObjectsContract } from "./objects-contract.ts";

describeObjectsContract("S3", async () => {
  const { aws, close } = await startLocalAws();
  const client = new S3Client({ ...aws, forcePathStyle: true });
  const buckets = {
    inbox: "incoming",
    raw: "incoming",
    quarantine: "quarantine",
    backups: "backups",
    exports: "exports",
  };
  for (const Bucket of new Set(Object.values(buckets)))
    await client.send(new CreateBucketCommand({ Bucket }));
  return {
    port: createS3Objects({ client, buckets }),
    async close() {
      client.destroy();
      await close();
    },
  };
});
