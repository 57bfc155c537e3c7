import { createPineconeVectorIndex } from "../../lib/adapters/cloud/pinecone-vector-index.ts";
import { startPineconeDouble } from "../doubles/pinecone/server.ts";
import { describeVectorIndexContract } from "./vector-index-contract.ts";

const DIMENSIONS = 32;

for (const { name, lagReads } of [
  { name: "Pinecone", lagReads: 0 },
  { name: "Pinecone that shows its writes late", lagReads: 3 },
]) {
  describeVectorIndexContract(name, async () => {
    const double = await startPineconeDouble({ dimensions: DIMENSIONS, lagReads });
    const settings = { apiKey: "test-key", indexHost: double.host, dimensions: DIMENSIONS };
    return { port: await createPineconeVectorIndex(settings), close: double.close };
  });
}
