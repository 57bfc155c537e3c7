import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { remoteCommands } from "../../local/command-client.ts";
import { folderOwner } from "../../local/folder-lock.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { crowd, SONGWRITER, VEGAN_COACH, xEnvelope } from "./envelopes.ts";
import { ask, ingest, post, start, temporaryFolder } from "./running-system.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let system: LocalSystem;
const clients = new Map<string, Client>();

/** The protocol's own client, over the command's standard input and output as an assistant starts it, and over HTTP. */
beforeAll(async () => {
  folder = await temporaryFolder();
  system = await start(folder.path);
  await ingest(
    folder.path,
    [VEGAN_COACH, SONGWRITER, ...crowd(5)].map((one) => xEnvelope(one)),
  );
  const command = join(import.meta.dirname, "../../cli/increator.ts");
  const transports = {
    stdio: new StdioClientTransport({
      command: process.execPath,
      args: [command, "mcp", "--data-dir", folder.path],
    }),
    http: overHttp(system.devKey),
  };
  for (const [name, transport] of Object.entries(transports)) {
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(transport);
    clients.set(name, client);
  }
}, 60_000);
afterAll(async () => {
  for (const client of clients.values()) await client.close();
  await system?.close();
  await folder?.[Symbol.asyncDispose]();
});

async function keyWith(role: "viewer"): Promise<string> {
  const owner = await folderOwner(folder.path);
  if (!owner) throw new Error("Nobody has the folder open.");
  const { secret } = await remoteCommands(owner).access({
    ...{ action: "create-key", tenant: LOCAL_TENANT, name: role, roles: [role] },
    ...{ subscribes_shared: true, expires_days: null },
  });
  return secret ?? "";
}

const overHttp = (key: string) =>
  new StreamableHTTPClientTransport(new URL("/mcp", system.url), {
    requestInit: { headers: { "x-api-key": key } },
  });

describe.each(["stdio", "http"])("over %s", (over) => {
  const client = () => clients.get(over) as Client;
  // biome-ignore lint/suspicious/noExplicitAny: a tool's answer is looked into by the test
  const call = async (name: string, args: Record<string, unknown>): Promise<any> => {
    const { structuredContent, isError, content } = await client().callTool({ name, arguments: args });
    return isError ? { isError, content } : structuredContent;
  };

  test("tools say what they cost, and none erases", async () => {
    const { tools } = await client().listTools();
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

  test("a wrong argument is answered with the one that was meant", async () => {
    const refused = await call("search_creators", { query: "vegan", limits: 5 });
    expect(refused.isError).toBe(true);
    expect(refused.content[0].text).toContain('"limits" is not a field here. Did you mean "limit"?');
    const nested = await call("search_creators", { filters: { followers: { minimum: 5 } } });
    expect(nested.content[0].text).toContain('"filters.followers.minimum" is not a field here.');
  });
});

describe("over HTTP", () => {
  test("a tool is for the key's own role and quotas, and a wrong key opens nothing", async () => {
    const connected = async () => {
      const viewer = new Client({ name: "test", version: "1.0.0" });
      await viewer.connect(overHttp(await keyWith("viewer")));
      return viewer;
    };
    const viewer = await connected();
    const { isError, content } = await viewer.callTool({ name: "create_list", arguments: { name: "mine" } });
    expect([isError, JSON.stringify(content)]).toEqual([true, expect.stringContaining("role-needed")]);
    expect(
      (await viewer.callTool({ name: "search_creators", arguments: { query: "vegan" } })).isError,
    ).toBeFalsy();
    const { body } = await ask(system, "/usage", { headers: { "x-api-key": await keyWith("viewer") } });
    const used = new Map(
      body.data.used.map((one: { operation: string; tenant_units: number }) => [
        one.operation,
        one.tenant_units,
      ]),
    );
    expect(used.get("searchCreatorsByBody")).toBeGreaterThan(0);
    expect(used.get("mcp")).toBeGreaterThan(0);
    await viewer.close();
    const nobody = new Client({ name: "test", version: "1.0.0" });
    await expect(nobody.connect(overHttp("ick_wrong"))).rejects.toThrow();
  });

  test("what is no message is refused, and no session is opened", async () => {
    expect((await post(system, "/mcp", { jsonrpc: "1.0" })).status).toBe(400);
    expect((await ask(system, "/mcp")).status).toBe(405);
    const version = "2026-07-28";
    const method = "subscriptions/listen";
    const envelope = {
      "io.modelcontextprotocol/protocolVersion": version,
      "io.modelcontextprotocol/clientCapabilities": {},
    };
    const listening = await ask(system, "/mcp", {
      method: "POST",
      headers: {
        ...{ "x-api-key": system.devKey, "content-type": "application/json" },
        ...{
          accept: "application/json, text/event-stream",
          "mcp-protocol-version": version,
          "mcp-method": method,
        },
      },
      body: JSON.stringify({
        ...{ jsonrpc: "2.0", id: 1, method },
        params: { _meta: envelope, notifications: { toolsListChanged: true } },
      }),
    });
    expect(listening.body.error.message).toContain("limit reached");
  });
});
