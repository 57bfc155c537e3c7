import { expect, it } from "vitest";
import { createPineconeReadCapacity } from "../../lib/adapters/cloud/pinecone-read-capacity.ts";
import { memoryReadCapacity } from "../doubles/memory-read-capacity.ts";
import { describeReadCapacityContract } from "./read-capacity-contract.ts";

const HOST = "creators-abc.svc.aped-4627-b74a.pinecone.io";

/** Pinecone's control plane as far as the adapter goes: one index among others, and a log of what was asked. */
function controlPlane(replicas: number | null) {
  const asked: { method: string; path: string; body: unknown }[] = [];
  const dedicated = { node_type: "t1", scaling: "Manual", manual: { shards: 3, replicas: replicas ?? 0 } };
  const index = (name: string, host: string) => ({
    ...{ name, host, deletion_protection: "enabled", schema: { fields: {} } },
    status: { ready: true, state: "Ready" },
    deployment: { deployment_type: "managed", cloud: "aws", region: "us-east-1" },
    read_capacity:
      replicas === null
        ? { mode: "OnDemand", status: { state: "Ready" } }
        : { mode: "Dedicated", dedicated, status: { state: "Ready" } },
  });
  const fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { method = "GET", body } = init;
    const change = body ? JSON.parse(String(body)) : null;
    asked.push({ method, path: new URL(url).pathname, body: change });
    if (method === "PATCH") Object.assign(dedicated.manual, change.read_capacity.dedicated.manual);
    const own = index("creators", HOST);
    return Response.json(method === "PATCH" ? own : { indexes: [index("other", "other.pinecone.io"), own] });
  };
  return { fetch, asked };
}

const overPinecone = (fetch: ReturnType<typeof controlPlane>["fetch"], most = 4, indexHost = HOST) =>
  createPineconeReadCapacity({ apiKey: "test-key", indexHost, replicasMax: most, fetch });

describeReadCapacityContract("Pinecone", (replicas, most) =>
  overPinecone(controlPlane(replicas).fetch, most),
);
describeReadCapacityContract("The tests' own", memoryReadCapacity);

it("Pinecone changes the replicas of the index that the host names, and nothing else of it", async () => {
  const { fetch, asked } = controlPlane(1);
  await overPinecone(fetch, 4, `https://${HOST}/`).setReplicas(2);
  expect(asked.at(-1)).toEqual({
    method: "PATCH",
    path: "/indexes/creators",
    body: {
      read_capacity: {
        mode: "Dedicated",
        dedicated: { node_type: "t1", scaling: "Manual", manual: { shards: 3, replicas: 2 } },
      },
    },
  });
});

it("Pinecone names the setting when no index has the host, and says when it does not answer", async () => {
  const lost = overPinecone(controlPlane(1).fetch, 4, "elsewhere.pinecone.io");
  await expect(lost.replicas()).rejects.toMatchObject({ kind: "invalid", code: "no-index" });
  const down = overPinecone(async () => new Response("", { status: 503 }));
  await expect(down.replicas()).rejects.toMatchObject({ kind: "unavailable" });
});
