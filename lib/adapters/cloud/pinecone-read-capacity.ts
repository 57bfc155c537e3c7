import { Pinecone } from "@pinecone-database/pinecone";
import { AppError } from "../../domain/errors.ts";
import type { ReadCapacity } from "../../ports/read-capacity.ts";
import { createPineconeTransport, type Fetch } from "./pinecone-transport.ts";

export interface PineconeReadCapacitySettings {
  readonly apiKey: string;
  /** The index's own address, as `describe_index` gives it. */
  readonly indexHost: string;
  readonly replicasMax: number;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch;
}

/** Replicas of an index's dedicated read nodes, through Pinecone's control plane. */
export function createPineconeReadCapacity(settings: PineconeReadCapacitySettings): ReadCapacity {
  const transport = createPineconeTransport({ fetch: settings.fetch ?? fetch, random: Math.random });
  const pinecone = new Pinecone({
    apiKey: settings.apiKey,
    fetchApi: transport.fetchApi as typeof fetch,
    maxRetries: 0,
  });
  const host = hostOf(settings.indexHost);

  /** Settings name the index by its host, but the control plane needs its name. */
  async function own() {
    const { value } = await transport.call(() => pinecone.indexes.list());
    const index = (value.indexes ?? []).find((one) => hostOf(one.host) === host);
    if (index) return index;
    const message = "The key's project has no index of this host: check PINECONE_INDEX_HOST.";
    throw new AppError("invalid", "no-index", message);
  }
  const dedicated = ({ readCapacity }: Awaited<ReturnType<typeof own>>) =>
    readCapacity && "dedicated" in readCapacity ? readCapacity.dedicated : null;

  return {
    most: settings.replicasMax,
    replicas: async () => dedicated(await own())?.manual.replicas ?? null,
    async setReplicas(replicas) {
      const index = await own();
      const nodes = dedicated(index);
      if (nodes === null)
        throw new AppError("invalid", "no-read-nodes", "The index reads on demand and has no replicas.");
      const manual = { ...nodes.manual, replicas };
      await transport.call(() =>
        pinecone.indexes.configure(index.name, {
          readCapacity: { mode: "Dedicated", dedicated: { ...nodes, manual } },
        }),
      );
    },
  };
}

const hostOf = (address: string): string => address.replace(/^https?:\/\//, "").replace(/\/$/, "");
