import { expect, test } from "vitest";
import { createFairTurns, type FairTurns } from "./fair-turns.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Work that lasts until it is told to end. */
function workers(turns: FairTurns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    begin: (tenant: string, name: string) =>
      turns.run(tenant, () => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      }),
    end: async (name: string) => {
      ends.get(name)?.();
      await settled();
    },
  };
}

test("a tenant that asks much waits in its own line; another is served as soon as a place is free", async () => {
  const { begun, begin, end } = workers(createFairTurns({ total: 3, each: 2, waiting: 10 }));
  for (const name of ["a1", "a2", "a3", "a4"]) void begin("a", name);
  void begin("b", "b1");
  void begin("b", "b2");
  await settled();
  expect(begun).toEqual(["a1", "a2", "b1"]);
  await end("a1");
  expect(begun).toEqual(["a1", "a2", "b1", "a3"]);
  await end("a2");
  expect(begun.at(-1)).toBe("b2");
});

test("what fails gives its turn back", async () => {
  const turns = createFairTurns({ total: 1, each: 1, waiting: 10 });
  await expect(turns.run("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await turns.run("a", async () => "served")).toBe("served");
});

test("beyond so many that wait a tenant is refused, and the others are not", async () => {
  const { begun, begin } = workers(createFairTurns({ total: 2, each: 1, waiting: 2 }));
  for (const name of ["a1", "a2", "a3"]) void begin("a", name);
  await expect(begin("a", "a4")).rejects.toMatchObject({ kind: "rate-limited", code: "too-many-at-once" });
  void begin("b", "b1");
  await settled();
  expect(begun).toEqual(["a1", "b1"]);
});
