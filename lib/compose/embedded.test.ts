import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import type { Environment } from "../config.ts";
import { composeEmbedded, type EmbeddedComposition } from "./embedded.ts";

const opened: EmbeddedComposition[] = [];
afterEach(async () => {
  for (const { close, dataDir } of opened.splice(0)) {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  }
});

async function open(environment: Environment): Promise<EmbeddedComposition> {
  const dataDir = await mkdtemp(join(tmpdir(), "increator-compose-"));
  const composition = await composeEmbedded({ dataDir, environment });
  opened.push(composition);
  return composition;
}

it("needs no setting, and says that no model stands behind it", async () => {
  const { services, search, parts } = await open({});
  expect(services.embedder.model).toMatch(/^static-/);
  expect(services.vectors.dimensions).toBe(services.embedder.dimensions);
  expect(services.languageModel).toBeNull();
  expect(search.rerank).toBeUndefined();
  expect(parts["language model"]).toMatch(/^none/);
});

it("takes embedder and language model from where a key points, and keeps everything else local", async () => {
  const address = { OPENAI_API_KEY: "a-key", OPENAI_BASE_URL: "http://127.0.0.1:9/v1" };
  const { services, search, parts } = await open(address);
  expect(services.vectors.dimensions).toBe(512);
  expect(search.rerank).toBeDefined();
  expect(search.readQuery, "reading by a model is opted into").toBeUndefined();
  expect(parts).toMatchObject({ documents: "SQLite", embedder: expect.stringContaining("127.0.0.1:9") });
  expect(JSON.stringify(parts)).not.toContain("a-key");
});

it("reads queries by the model where the operator chose that", async () => {
  const { search } = await open({ OPENAI_API_KEY: "a-key", INCREATOR_QUERY_READER: "llm" });
  expect(search.readQuery).toBeDefined();
});
