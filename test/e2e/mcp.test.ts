import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LocalSystem } from "../../local/local-system.ts";
import { crowd, SONGWRITER, VEGAN_COACH, xEnvelope } from "./envelopes.ts";
import { ingest, start, temporaryFolder } from "./running-system.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let system: LocalSystem;
let client: Client;

/** The protocol's own client, over the command's standard input and output, as an assistant starts it. */
beforeAll(async () => {
  folder = await temporaryFolder();
  system = await start(folder.path);
  await ingest(
    folder.path,
    [VEGAN_COACH, SONGWRITER, ...crowd(5)].map((one) => xEnvelope(one)),
  );
  client = new Client({ name: "test", version: "1.0.0" });
  const command = join(import.meta.dirname, "../../cli/increator.ts");
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [command, "mcp", "--data-dir", folder.path],
    }),
  );
}, 60_000);
afterAll(async () => {
  await client?.close();
  await system?.close();
  await folder?.[Symbol.asyncDispose]();
});

// biome-ignore lint/suspicious/noExplicitAny: a tool's answer is looked into by the test
const call = async (name: string, args: Record<string, unknown>): Promise<any> => {
  const { structuredContent, isError, content } = await client.callTool({ name, arguments: args });
  return isError ? { isError, content } : structuredContent;
};

test("tools say what they cost, and none erases", async () => {
  const { tools } = await client.listTools();
  const names = tools.map(({ name }) => name);
  expect(names).toContain("search_creators");
  expect(names.filter((name) => /erase|delete|key|consent/.test(name))).toEqual([]);
  for (const { description } of tools) expect(description).toMatch(/Costs \d+ units? of the key's quota/);
});

test("an assistant searches, reads, keeps a list and asks for a fetch", async () => {
  const found = await call("search_creators", { query: "vegan fitness coach", limit: 1 });
  expect(found.data[0]).toMatchObject({ handle: `@${VEGAN_COACH.handle}` });
  const { id } = found.data[0];
  expect((await call("get_creator", { id })).data.id).toBe(id);
  const ranked = await call("rank_creators", {
    query: "vegan coach",
    accounts: [id, SONGWRITER.handle, "nobody"],
  });
  expect(ranked.data.map((one: { id: string }) => one.id)[0]).toBe(id);
  expect(ranked.unknown.map((one: { asked: string }) => one.asked)).toEqual(["nobody"]);
  const alike = await call("similar_creators", { likes: [id], dislikes: [SONGWRITER.handle], limit: 3 });
  expect(alike.data.map((one: { id: string }) => one.id)).not.toContain(id);
  const list = await call("create_list", { name: "assistant's choice" });
  await call("add_to_list", { id: list.data.id, creators: [{ id }] });
  const kept = await call("list_creators", { id: list.data.id });
  expect(kept.data.map((one: { creator: { id: string } }) => one.creator.id)).toEqual([id]);
  const asked = await call("request_fetch", { accounts: [{ platform: "x", handle: "somebody_new" }] });
  expect(asked.data).toEqual([{ outcome: "added" }]);
});

test("a refusal is the tool's answer, with its code", async () => {
  const refused = await call("get_creator", { id: "c_0123456789abcdefghjkmnpqrs" });
  expect(refused.isError).toBe(true);
  expect(JSON.stringify(refused.content)).toContain("creator-not-found");
});
