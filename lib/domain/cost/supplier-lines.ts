import { PLATFORMS } from "../platform.ts";
import { asked, type Line, MILLION, priced } from "./line.ts";
import { GB, HOURS_A_MONTH, indexedQueries, SIZES, type Volumes, vectorGb } from "./volumes.ts";

/** One dedicated shard: facts, Pinecone, configureIndex. */
const SHARD_GB = 250;
/** Two, so that one may fail. */
const REPLICAS = 2;
/** A search takes one read unit for each gigabyte of the namespace, at least a quarter of a unit. */
const READ_UNITS_MIN = 0.25;

/**
 * Average read units of one search. Assumes that all platforms have the same size, in namespaces of their own or in
 * one.
 */
export function readUnitsPerQuery(volumes: Volumes): number {
  const all = Math.max(READ_UNITS_MIN, vectorGb(volumes));
  if (volumes.namespaces === "one") return all;
  const each = Math.max(READ_UNITS_MIN, vectorGb(volumes) / PLATFORMS.length);
  return volumes.onePlatformShare * each + (1 - volumes.onePlatformShare) * each * PLATFORMS.length;
}

export const dedicatedNodes = (volumes: Volumes): number =>
  Math.max(1, Math.ceil(vectorGb(volumes) / SHARD_GB)) * REPLICAS;

export function pineconeLines(volumes: Volumes): Line[] {
  const gb = vectorGb(volumes);
  const kbPerVector = (4 * volumes.dimensions + SIZES.vectorExtras) / 1_000;
  // An overwrite also counts the record that it replaces.
  const writes = (volumes.updates * 2 * kbPerVector) / MILLION;
  return [
    priced("vectors kept", "pineconeStorage", gb, `${volumes.dimensions} dimensions and metadata`),
    priced("vectors written", "pineconeWrites", writes, "a unit a KB, old record and new"),
    readLine(volumes),
  ];
}

function readLine(volumes: Volumes): Line {
  if (volumes.reads === "on-demand") {
    const units = readUnitsPerQuery(volumes);
    return priced(
      "searches, on demand",
      "pineconeReads",
      (indexedQueries(volumes) * units) / MILLION,
      `${Math.round(units)} units a search: a unit a GB of namespace read`,
    );
  }
  return asked({
    supplier: "Pinecone",
    item: "searches, dedicated read nodes",
    quantity: dedicatedNodes(volumes) * HOURS_A_MONTH,
    unit: "node-hour",
    price: volumes.nodeHour,
    why: `${dedicatedNodes(volumes)} nodes: ${SHARD_GB} GB a shard, ${REPLICAS} replicas`,
    option: "--node-hour",
  });
}

/** The memory of a shard (M60: 64 GB) should hold the frequently used half of the indexes and part of the documents. */
const SHARD_HOT_GB = 64;
/** Up to this size one small cluster is enough. */
const SMALL_GB = 200;
const SEARCH_NODES = 2;

export function atlasLines({ creators, searchNodeHour }: Volumes): Line[] {
  const gb = (creators * (SIZES.document + SIZES.documentIndexes)) / GB;
  const hot = (creators * SIZES.documentIndexes) / GB / 2;
  const shards = Math.max(1, Math.ceil(hot / SHARD_HOT_GB));
  const cluster =
    gb <= SMALL_GB
      ? priced("cluster M30", "atlasM30", HOURS_A_MONTH, "holds up to 200 GB")
      : priced(
          `cluster M60, shards: ${shards}`,
          "atlasM60",
          shards * HOURS_A_MONTH,
          "memory for the hot half of the indexes",
        );
  return [
    cluster,
    priced("documents kept", "atlasStorage", gb, "three copies are in the price"),
    priced("continuous backup", "atlasBackup", gb, "one copy, kept by Atlas"),
    asked({
      supplier: "MongoDB Atlas",
      item: "search nodes",
      quantity: SEARCH_NODES * HOURS_A_MONTH,
      unit: "node-hour",
      price: searchNodeHour,
      why: "keyword search apart from the database, two so that one may fail",
      option: "--search-node-hour",
    }),
  ];
}

export function openAiLines(volumes: Volumes): Line[] {
  const tokens = (volumes.updates * volumes.changedTextShare * SIZES.tokensPerProfile) / MILLION;
  const isBatch = volumes.embeddings === "batch";
  const reranked = (indexedQueries(volumes) * volumes.rerankShare) / MILLION;
  return [
    priced(
      `embeddings, ${isBatch ? "Batch API" : "direct"}`,
      isBatch ? "embeddingTokensBatch" : "embeddingTokens",
      tokens,
      `${SIZES.tokensPerProfile} tokens a changed profile`,
    ),
    priced("reranking, read", "rerankInput", reranked * SIZES.rerankTokensIn, "50 candidates a search"),
    priced("reranking, written", "rerankOutput", reranked * SIZES.rerankTokensOut, "50 scores a search"),
  ];
}

export function upstashLines({ queries }: Volumes): Line[] {
  const commands = (queries * SIZES.redisCommandsPerSearch) / MILLION;
  return [
    priced("commands", "redisCommands", commands, `${SIZES.redisCommandsPerSearch} a search`),
    priced("Prod Pack", "redisProdPack", 1, "encryption at rest and availability belong to it"),
  ];
}
