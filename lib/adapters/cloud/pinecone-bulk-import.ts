import { type Index, Pinecone } from "@pinecone-database/pinecone";
import type { BulkImport, ImportState } from "../../ports/bulk-import.ts";
import { createPineconeTransport, type Fetch } from "./pinecone-transport.ts";

export interface PineconeImportSettings {
  readonly apiKey: string;
  readonly indexHost: string;
  /** The bucket of keys under `backups/`. */
  readonly bucket: string;
  /** Pinecone's id of its right to read the bucket, made in its console. A public bucket needs none. */
  readonly integrationId?: string | undefined;
  readonly fetch?: Fetch;
  readonly random?: () => number;
}

/** Pinecone reads S3 itself: facts, Pinecone, bulk import. */
export function createPineconeBulkImport(settings: PineconeImportSettings): BulkImport {
  const { apiKey, indexHost, bucket, integrationId, random = Math.random } = settings;
  const transport = createPineconeTransport({ fetch: settings.fetch ?? fetch, random });
  const pinecone = new Pinecone({ apiKey, fetchApi: transport.fetchApi as typeof fetch, maxRetries: 0 });
  const index: Index = pinecone.index({ host: indexHost });
  return {
    async start(prefix) {
      const { value } = await transport.call(() =>
        index.startImport({
          uri: `s3://${bucket}/${prefix}`,
          errorMode: "abort",
          ...(integrationId !== undefined && { integration: integrationId }),
        }),
      );
      return String(value.id);
    },
    async state(id) {
      const { value } = await transport.call(() => index.describeImport(id));
      return {
        status: STATUSES[String(value.status)] ?? "pending",
        percent: value.percentComplete ?? 0,
        records: value.recordsImported ?? 0,
        error: value.error ?? null,
      };
    },
  };
}

const STATUSES: Readonly<Record<string, ImportState["status"]>> = {
  Pending: "pending",
  InProgress: "running",
  Completed: "complete",
  Failed: "failed",
  Cancelled: "cancelled",
};
