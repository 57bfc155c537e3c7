import type { Engine } from "./hnsw-engine.ts";

type Method = "upsert" | "replaceMetadata" | "query" | "fetch" | "list" | "delete" | "stats";

/** A call that the engine answers at once. */
export type EngineCall = {
  [M in Method]: { readonly name: M; readonly input: Parameters<Engine[M]> };
}[Method];

/** A call from the index to its worker thread. */
export type Call =
  | EngineCall
  | { readonly name: "flush" }
  | { readonly name: "scrub" }
  | { readonly name: "close" };
