import { beforeEach, expect, test } from "vitest";
import { createFairTurns, type FairTurnsOptions, type TurnsClock } from "./fair-turns.ts";

const OPTIONS: FairTurnsOptions = { total: 4, each: 2, waiting: 10, halfLifeMs: 2_000, slowMs: 50 };

let now: number;
let deferred: (() => void)[];
let timers: { readonly at: number; readonly run: () => void }[];
let begun: string[];
let ends: Map<string, () => void>;

const clock: TurnsClock = {
  now: () => now,
  defer: (run) => void deferred.push(run),
  after: (milliseconds, run) => void timers.push({ at: now + milliseconds, run }),
};

beforeEach(() => {
  now = 0;
  deferred = [];
  timers = [];
  begun = [];
  ends = new Map();
});

/** Runs what was put off until nothing is left to do at this moment. */
async function settle(): Promise<void> {
  do {
    for (const run of deferred.splice(0)) run();
    await new Promise((resolve) => setImmediate(resolve));
  } while (deferred.length > 0);
}

async function pass(milliseconds: number): Promise<void> {
  now += milliseconds;
  const due = timers.filter(({ at }) => at <= now);
  timers = timers.filter(({ at }) => at > now);
  for (const { run } of due) run();
  await settle();
}

/** Requests that are named after their tenant, `a1` of `a`, and last until they are ended. */
function turnsOf(options: Partial<FairTurnsOptions> = {}) {
  const turns = createFairTurns({ ...OPTIONS, ...options }, clock);
  return (name: string): Promise<void> =>
    turns.run(name.slice(0, 1), () => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    });
}

/** Ends a request that has taken so long. */
async function end(name: string, milliseconds = 10): Promise<void> {
  await pass(milliseconds);
  ends.get(name)?.();
  await settle();
}

test("a tenant's requests begin one after the other, in the order in which they came", async () => {
  const ask = turnsOf();
  for (const name of ["a1", "a2", "a3"]) void ask(name);
  await settle();
  expect(begun).toEqual(["a1"]);
  await end("a1");
  expect(begun).toEqual(["a1", "a2"]);
  await end("a2");
  expect(begun).toEqual(["a1", "a2", "a3"]);
});

test("who has had much begins nothing beside the request of one who comes for the first time", async () => {
  const ask = turnsOf();
  for (const name of ["a1", "a2", "a3"]) void ask(name);
  await settle();
  await end("a1");
  void ask("b1");
  await settle();
  expect(begun).toEqual(["a1", "a2", "b1"]);
  await end("a2");
  expect(begun).toEqual(["a1", "a2", "b1"]);
  await end("b1");
  expect(begun).toEqual(["a1", "a2", "b1", "a3"]);
});

test("of those that came in together the one who has had the least goes first, whatever the order", async () => {
  const ask = turnsOf({ total: 1 });
  void ask("a1");
  await settle();
  for (const name of ["a2", "c1"]) void ask(name);
  await end("a1");
  expect(begun.at(-1)).toBe("c1");
  for (const name of ["b1"]) void ask(name);
  await end("c1", 5);
  expect(begun.at(-1)).toBe("b1");
  await end("b1", 2);
  expect(begun.at(-1)).toBe("a2");
});

test("tenants that ask alike work side by side, one request each", async () => {
  const ask = turnsOf();
  for (const name of ["a1", "a2", "b1", "b2"]) void ask(name);
  await settle();
  expect(begun).toEqual(["a1", "b1"]);
  await end("a1", 10);
  await end("b1", 2);
  expect(begun).toEqual(["a1", "b1", "a2", "b2"]);
});

test("what a tenant has had fades, so that who was loud yesterday is heard like anybody else", async () => {
  const ask = turnsOf();
  void ask("a1");
  await settle();
  await end("a1", 40);
  await pass(12_000);
  void ask("b1");
  await settle();
  await end("b1", 1);
  for (const name of ["b2", "a2"]) void ask(name);
  await settle();
  expect(begun.slice(2)).toEqual(["a2", "b2"]);
});

test("a request that waits for a service holds back neither its own tenant nor another for long", async () => {
  const ask = turnsOf();
  void ask("a1");
  await settle();
  await end("a1", 40);
  for (const name of ["b1", "b2", "b3", "a2"]) void ask(name);
  await settle();
  expect(begun.slice(1)).toEqual(["b1"]);
  await pass(50);
  expect(begun.slice(2)).toEqual(["b2"]);
  await pass(50);
  expect(begun.slice(3)).toEqual(["a2"]);
  await pass(500);
  expect(begun).not.toContain("b3");
});

test("no more are worked on at once than there are places, of which what waits for a service takes none", async () => {
  const ask = turnsOf({ total: 2 });
  for (const name of ["a1", "b1", "c1", "d1"]) void ask(name);
  await settle();
  expect(begun).toEqual(["a1", "b1"]);
  await end("b1");
  expect(begun).toEqual(["a1", "b1", "c1"]);
  await pass(50);
  expect(begun).toEqual(["a1", "b1", "c1", "d1"]);
});

test("what fails gives its turn back and tells why", async () => {
  const turns = createFairTurns({ ...OPTIONS, total: 1 }, clock);
  const failed = turns.run("a", () => Promise.reject(new Error("broken"))).catch((error: unknown) => error);
  const served = turns.run("a", async () => "served");
  await settle();
  expect(await failed).toEqual(new Error("broken"));
  expect(await served).toBe("served");
});

test("beyond this many that wait a tenant is refused, and the others are not", async () => {
  const ask = turnsOf({ waiting: 2 });
  void ask("a1");
  await settle();
  for (const name of ["a2", "a3"]) void ask(name);
  await expect(ask("a4")).rejects.toMatchObject({ kind: "rate-limited", code: "too-many-at-once" });
  void ask("b1");
  await settle();
  expect(begun).toEqual(["a1", "b1"]);
});

test("nobody starves: a loud tenant is served between the requests of many quiet ones", async () => {
  const ask = turnsOf();
  void ask("a1");
  await settle();
  await end("a1", 40);
  void ask("a2");
  for (let round = 0; round < 40 && !begun.includes("a2"); round += 1) {
    for (const tenant of ["b", "c", "d"]) {
      void ask(`${tenant}${round}`);
      await settle();
      await end(`${tenant}${round}`, 9);
    }
  }
  expect(begun).toContain("a2");
});
