import { afterEach, beforeEach, expect, it } from "vitest";
import { searchWorld } from "../../test/doubles/search-world.ts";
import { tenantIdSchema } from "../domain/ids.ts";
import { listDictionary } from "./list-dictionary.ts";

let world: ReturnType<typeof searchWorld>;
beforeEach(() => {
  world = searchWorld();
});
afterEach(() => world.close());

it("lists the values that the caller's creators have, by name and most first", async () => {
  await world.add({ handle: "a", country: "DE", languages: ["de", "en"], platform: "x" });
  await world.add({ handle: "b", country: "DE", languages: ["de"] });
  await world.add({ handle: "c", country: "JP" });
  await world.add({ handle: "d", country: "FR" }, tenantIdSchema.parse("acme"));
  expect(await listDictionary(world.ports, "countries")).toEqual({
    data: [
      { code: "DE", name: "Germany", count: 2 },
      { code: "JP", name: "Japan", count: 1 },
    ],
  });
  expect((await listDictionary(world.ports, "languages")).data[0]).toEqual({
    code: "de",
    name: "German",
    count: 2,
  });
  expect((await listDictionary(world.ports, "platforms")).data).toContainEqual({
    code: "x",
    name: "X",
    count: 1,
  });
});

it.each(["cities", "constructor", ""])("knows no dictionary called %j", async (name) => {
  await expect(listDictionary(world.ports, name)).rejects.toMatchObject({
    kind: "not-found",
    code: "dictionary-not-found",
  });
});
