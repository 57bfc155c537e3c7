import { z } from "zod";
import { operationsOf } from "./operation.ts";

const operation = operationsOf("mcp");

export const mcp = operation({
  id: "mcp",
  route: "POST /mcp",
  role: "viewer",
  summary: "The Model Context Protocol, for assistants",
  description:
    "Streamable HTTP without sessions: one JSON-RPC message a request, answered by one, or by 202 where it asks for nothing. The tools find and read creators, keep lists and ask for fetches, each with this key's roles and quotas: a message costs a unit, a tool what its operation costs. Errors of the protocol come as JSON-RPC errors.",
  input: z.looseObject({
    jsonrpc: z.literal("2.0"),
    id: z.union([z.string(), z.number()]).optional(),
    method: z.string().optional(),
    params: z.looseObject({}).optional(),
  }),
  answer: z.looseObject({ jsonrpc: z.literal("2.0") }),
  example: { jsonrpc: "2.0", id: 1, method: "tools/list" },
});
