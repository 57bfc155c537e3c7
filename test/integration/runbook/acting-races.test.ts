import { afterAll, beforeAll, expect, it } from "vitest";
import { createMemoryCache } from "../../../lib/adapters/embedded/memory-cache.ts";
import { systemIds } from "../../../lib/adapters/system-clock.ts";
import { isOpen } from "../../../lib/crawl/limits/auto-pause.ts";
import type { SYSTEM_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import type { ReadCapacity } from "../../../lib/ports/read-capacity.ts";
import { commandRunbook, runRunbook } from "../../../lib/runbook/run-runbook.ts";
import { readActs } from "../../../lib/signals/acts-in-force.ts";
import { createSignalTally } from "../../../lib/signals/tally.ts";
import { rounds } from "../../deep.ts";
import { memoryConsumers } from "../../doubles/memory-consumers.ts";
import { searchWorld } from "../../doubles/search-world.ts";
import { type Actor, dice, interleave } from "../pipeline/turns.ts";

const INTERLEAVINGS = rounds(2_000);
const CALLS = 40;
const [REPLICAS, MOST] = [2, 5];
const AN_HOUR = 3_600;

let search: ReturnType<typeof searchWorld>;
beforeAll(() => {
  search = searchWorld();
});
afterAll(() => search.close());

/** The job, an operator who applies and one who ends, at the same time, while both outages are seen; one may die. */
async function race(seed: number): Promise<unknown> {
  const roll = dice(seed);
  const { clock, keyring } = search.ports;
  const openDocuments = (scope: typeof SYSTEM_SCOPE) => search.as(scope).documents;
  const counters = createMemoryCache({ clock });
  const asked: number[] = [];
  let replicas = REPLICAS;
  const readCapacity: ReadCapacity = {
    most: MOST,
    replicas: async () => replicas,
    async setReplicas(count) {
      asked.push(count);
      replicas = count;
    },
  };
  const own = { counters, clock, keyring, ids: systemIds, openDocuments };
  const ports = { ...own, readCapacity, consumers: memoryConsumers() };
  const tally = createSignalTally(ports);
  for (let count = 0; count < 20; count += 1)
    for (const name of ["crawl/x/throttled", "vectors/asked", "vectors/slow"] as const) tally.note(name);
  await tally.flush("now");
  const watch = (given: typeof ports) => runRunbook(given, { mode: "act", actor: "watch-outages" });
  if (roll(2) === 0) await watch(ports);
  const processes = [
    { name: "job", run: (actor: Actor) => watch(actor.ports(ports)) },
    { name: "apply", run: (actor: Actor) => commandRunbook(actor.ports(ports), "apply", "k_1") },
    { name: "end", run: (actor: Actor) => commandRunbook(actor.ports(ports), "end", "k_2") },
  ];
  const victim = roll(9);
  const diesAfter = 1 + roll(20);
  await interleave(
    roll,
    processes.map((one, at) => (at === victim ? { ...one, diesAfter } : one)),
    CALLS,
  );
  // The signal is over, and so is each act's time.
  search.pass(AN_HOUR);
  await watch(ports);
  // As workers see it: a pause whose holder died ends by its mark.
  const paused = !(await isOpen(ports, "crawl-low", () => undefined));
  const acts = await readActs(openDocuments);
  return { most: Math.max(REPLICAS, ...asked), replicas, paused, acts: acts.length };
}

const TAKEN_BACK = { replicas: REPLICAS, paused: false, acts: 0 };

it(`what the job and two operators do at once adds one replica at most, and all is taken back, in ${INTERLEAVINGS} interleavings`, async () => {
  for (let seed = 1; seed <= INTERLEAVINGS; seed += 1) {
    const { most, ...left } = (await race(seed)) as { readonly most: number };
    expect(left, `seed ${seed}`).toEqual(TAKEN_BACK);
    expect(most, `seed ${seed}`).toBeLessThanOrEqual(REPLICAS + 1);
  }
}, 600_000);
