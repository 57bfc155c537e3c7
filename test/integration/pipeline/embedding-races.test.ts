import { expect, it, onTestFinished } from "vitest";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { embeddingText, vectorMetadata } from "../../../lib/domain/profile/embedding-text.ts";
import { embedCreators, isCovered } from "../../../lib/embed/embed-creators.ts";
import { ingestRaw } from "../../../lib/ingest/ingest-raw.ts";
import { rounds } from "../../deep.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";
import { type Actor, dice, interleave } from "./turns.ts";

const INTERLEAVINGS = rounds(1_000, 20);
const CALLS = 40;
const WRITES = 2;
const ENDLESS = { remainingMs: () => Number.POSITIVE_INFINITY };

/**
 * Three workers have the same creator in hand while it is written: text, figures or both, also back to what they were.
 * One of them may die, and its message comes again. The third replaces drafts, where the embedder makes any.
 */
async function race(rig: Rig, seed: number): Promise<unknown> {
  const roll = dice(seed);
  const [user, id] = [String(9_000_000 + seed), localId("x", String(9_000_000 + seed))];
  const drop = (day: number) => {
    const description = ["Tea", "Trains"][roll(2)] ?? "";
    const fetched_at = `2026-11-${10 + day}T10:00:00Z`;
    const content = ndjson(xEnvelope({ id: user, description, followers: 12_000 + roll(2), fetched_at }));
    return rig.drop(`${seed}-${day}.ndjson`, content);
  };
  await rig.ingest(await drop(0));
  if (roll(2) === 0) await rig.settle();
  const keys: string[] = [];
  for (let day = 1; day <= WRITES; day += 1) keys.push(await drop(day));
  const message = { tenantId: LOCAL_TENANT, creatorIds: [id] };
  const worker = (name: string, refines: boolean) => ({
    name,
    run: (actor: Actor) => embedCreators(actor.ports(rig.ports), { ...message, refines }),
  });
  const writer = {
    name: "writer",
    async run(actor: Actor) {
      for (const key of keys) await ingestRaw(actor.ports(rig.ports), { key }, ENDLESS);
    },
  };
  const workers = [
    worker("first", false),
    worker("second", false),
    worker("third", rig.ports.embedder.drafts),
  ];
  const victim = roll(6);
  const diesAfter = 1 + roll(6);
  await interleave(
    roll,
    [...workers.map((one, at) => (at === victim ? { ...one, diesAfter } : one)), writer],
    CALLS,
  );
  if (victim < workers.length) await embedCreators(rig.ports, { ...message, isRedelivered: true });
  await rig.settle();
  const creator = (await rig.own.getMany("creators", [id])).get(id);
  if (!creator || creator.erased) throw new Error("The creator is gone.");
  const as = creator.index_mark?.draft === "yes" ? "draft" : "profile";
  const [expected] = await rig.ports.embedder.embed([embeddingText(creator)], { as });
  const [stored] = await rig.ports.vectors.fetch("local.x", [id]);
  const distance = Math.max(...(expected ?? []).map((one, at) => Math.abs(one - (stored?.values[at] ?? 9))));
  return {
    isMarked: isCovered(rig.ports.embedder, creator) && !creator.index_pending,
    isTextTrue: distance < 0.001,
    areFacetsTrue: stored?.metadata.followers === vectorMetadata(creator).followers,
  };
}

const TRUE = { isMarked: true, isTextTrue: true, areFacetsTrue: true };

it.each([false, true])(
  `a mark never claims more than the vector holds, no matter who writes last, in ${INTERLEAVINGS} interleavings (drafts: %s)`,
  async (drafts) => {
    const rig = createRig({ drafts });
    onTestFinished(() => rig.close());
    for (let seed = 1; seed <= INTERLEAVINGS; seed += 1)
      expect(await race(rig, seed), `seed ${seed}`).toEqual(TRUE);
  },
  600_000,
);
