import { beforeEach, expect, test } from "vitest";
import { createTenantLimit } from "./tenant-limit.ts";

let begun: string[];
let ends: Map<string, () => void>;
beforeEach(() => {
  begun = [];
  ends = new Map();
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** Requests that are named after their tenant, `a1` of `a`, and last until they are ended. */
function requests(options = { each: 2, total: 10, waiting: 10 }) {
  const limit = createTenantLimit(options);
  return (name: string): Promise<void> =>
    limit(name.slice(0, 1), () => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    });
}

async function end(name: string): Promise<void> {
  ends.get(name)?.();
  await settle();
}

test("a tenant has two requests in hand, and the others begin in the order in which they came", async () => {
  const ask = requests();
  for (const name of ["a1", "a2", "a3", "a4"]) void ask(name);
  await settle();
  expect(begun).toEqual(["a1", "a2"]);
  await end("a2");
  expect(begun).toEqual(["a1", "a2", "a3"]);
  await end("a1");
  expect(begun).toEqual(["a1", "a2", "a3", "a4"]);
});

test("a tenant's requests begin at once, however many of another wait", async () => {
  const ask = requests();
  for (let at = 1; at <= 9; at += 1) void ask(`a${at}`);
  void ask("b1");
  await settle();
  expect(begun).toEqual(["a1", "a2", "b1"]);
});

test("where all places are taken tenants take turns, no matter who asked first or more", async () => {
  const ask = requests({ each: 2, total: 2, waiting: 10 });
  for (const name of ["a1", "a2", "a3", "a4", "b1", "b2", "c1"]) void ask(name);
  for (const name of ["a1", "a2", "a3", "b1"]) {
    await settle();
    await end(name);
  }
  expect(begun).toEqual(["a1", "a2", "a3", "b1", "c1", "a4"]);
});

test("requests that never wait for anything keep those of another tenant out for no longer than one of them", async () => {
  const limit = createTenantLimit({ each: 1, total: 10, waiting: 1_000 });
  const order: string[] = [];
  const all = Array.from({ length: 100 }, () => limit("a", async () => void order.push("a")));
  setImmediate(() => void limit("b", async () => void order.push("b")));
  await Promise.all(all);
  expect(order.indexOf("b")).toBeLessThan(5);
});

test("what fails gives its place back and tells why", async () => {
  const limit = createTenantLimit({ each: 1, total: 10, waiting: 10 });
  const failed = limit("a", () => Promise.reject(new Error("broken")));
  const served = limit("a", async () => "served");
  await expect(failed).rejects.toThrow("broken");
  expect(await served).toBe("served");
  expect(await limit("a", async () => "again")).toBe("again");
});

test("beyond this many that wait a tenant is refused, and the others are not", async () => {
  const ask = requests({ each: 1, total: 10, waiting: 2 });
  for (const name of ["a1", "a2", "a3"]) void ask(name);
  await expect(ask("a4")).rejects.toMatchObject({ kind: "rate-limited", code: "too-many-at-once" });
  void ask("b1");
  await settle();
  expect(begun).toEqual(["a1", "b1"]);
});
