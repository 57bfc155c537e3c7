import { expect, it } from "vitest";
import { AppError } from "../domain/errors.ts";
import { LOCAL_SCOPE } from "../domain/tenant-scope.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { ERASED_KNOWN_MS, laggingDocuments } from "./lagging-documents.ts";

/** Members that still hold `c_1`, a cache whose set the test fills or takes away, and a clock. */
function rig() {
  const state = { now: 0, erased: [] as string[], isOut: false, asked: 0 };
  const members = {
    scope: LOCAL_SCOPE,
    getMany: async (_: string, ids: readonly string[]) => new Map(ids.map((id) => [id, { id }])),
    getSearched: async (ids: readonly string[]) => new Map(ids.map((id) => [id, { id }])),
  } as unknown as TenantDocuments;
  const open = laggingDocuments(() => members, {
    clock: { now: () => new Date(state.now) },
    cache: {
      async members() {
        state.asked += 1;
        if (state.isOut) throw new AppError("unavailable", "cache-out", "It does not answer.");
        return state.erased;
      },
    },
  });
  const documents = open(LOCAL_SCOPE);
  const read = async (collection: "creators" | "suppressions" = "creators") => [
    ...(await documents.getMany(collection, ["c_1", "c_2"])).keys(),
  ];
  const search = async () => [...(await documents.getSearched(["c_1", "c_2"])).keys()];
  return { state, read, search };
}

it("hides an erased creator within the age of what is known, and nothing of other collections", async () => {
  const { state, read, search } = rig();
  expect(await read()).toEqual(["c_1", "c_2"]);
  state.erased.push("c_1");
  state.now += ERASED_KNOWN_MS - 1;
  expect(await read()).toEqual(["c_1", "c_2"]);
  state.now += 1;
  expect(await read()).toEqual(["c_2"]);
  expect(await search()).toEqual(["c_2"]);
  expect(await read("suppressions")).toEqual(["c_1", "c_2"]);
});

it("asks the cache once for many reads, and goes by what it knew while the cache is out", async () => {
  const { state, read } = rig();
  state.erased.push("c_1");
  await Promise.all([read(), read(), read()]);
  const { asked } = state;
  await read();
  expect(state.asked).toBe(asked);
  state.isOut = true;
  state.now += ERASED_KNOWN_MS;
  expect(await read()).toEqual(["c_2"]);
});
