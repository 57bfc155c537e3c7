import { expect, test } from "vitest";
import { createPublicStatusPages, type Supplier } from "./public-status-pages.ts";

/** What the page says, when its data is this. */
async function said(supplier: Supplier, body: unknown): Promise<string> {
  const get = async () => (body instanceof Error ? Promise.reject(body) : body);
  const [status] = await createPublicStatusPages([supplier], get).read();
  return `${status?.isWell}: ${status?.says}`;
}
const product = (id: string, ...states: string[]) => ({ id, services: states.map((status) => ({ status })) });

test.each([
  ["pinecone", { status: { indicator: "none", description: "All well" } }, "true: All well"],
  ["pinecone", { status: { indicator: "major", description: "Queries fail" } }, "false: Queries fail"],
  ["pinecone", { page: "new" }, "null: the page has another form than known"],
  ["pinecone", new Error("refused"), "null: the page does not answer"],
  ["instagram", [product("graph-api", "No known issues", "Resolved")], "true: No known issues"],
  ["instagram", [product("graph-api", "No known issues", "Major disruptions")], "false: Major disruptions"],
  [
    "instagram",
    [product("ads-manager", "Major disruptions")],
    "null: the page does not speak of the Graph API",
  ],
  ["x", {}, "null: has no page that a program can read"],
] as const)("%s", async (supplier, body, expected) => {
  expect(await said(supplier, body)).toBe(expected);
});
