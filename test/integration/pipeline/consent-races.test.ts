import { expect, it } from "vitest";
import { giveConsent } from "../../../lib/consent/give-consent.ts";
import { withdrawConsent } from "../../../lib/consent/withdraw-consent.ts";
import { giveConsent as operation } from "../../../lib/domain/api/consent-operations.ts";
import { isAppError } from "../../../lib/domain/errors.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { rounds } from "../../deep.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { embed, erase, follow, ingest, work } from "./racing-workers.ts";
import { createRig, localId, type Rig } from "./rig.ts";
import { type Actor, dice, interleave } from "./turns.ts";

const INTERLEAVINGS = rounds(80);
/** Calls of the shortest of the stories. */
const CALLS = 25;
const ID = localId("x", "1");
const GIVEN = operation.input.parse({
  id: ID,
  purpose: "campaign-outreach",
  source: "signup-form",
  evidence: "Form of Jane Doe",
  contacts: [{ kind: "email", value: "jane.doe@example.org" }],
});

const page = (fetched_at: string, description: string) =>
  ndjson(xEnvelope({ id: "1", fetched_at, description }));

/** What is left of a consent that was withdrawn, or whose creator was erased, while its page was ingested anew. */
async function race(seed: number): Promise<unknown> {
  const roll = dice(seed);
  const rig = createRig();
  try {
    await rig.announce(await rig.drop("before.ndjson", page("2026-11-19T10:00:00Z", "Tea")));
    await rig.settle();
    await giveConsent(rig.as("erase-creator"), GIVEN, "key-1");
    await rig.settle();
    await rig.announce(await rig.drop("late.ndjson", page("2026-11-21T10:00:00Z", "Tea and cakes")));
    const end = roll(3) === 0 ? "erase" : "withdraw";
    const ending = async (actor: Actor): Promise<unknown> => {
      const ports = actor.ports(rig.ports);
      return end === "erase"
        ? eraseCreator(ports, { creatorId: ID, scope: "creator" }, "key-1")
        : withdrawConsent(ports, { id: ID }, "key-1");
    };
    const isTwice = roll(3) === 0;
    const process = (queue: Parameters<typeof work>[2], handle: Parameters<typeof work>[3]) => {
      const again = roll(4) === 0;
      return (actor: Actor) => work(rig, actor, queue, handle, again);
    };
    await interleave(
      roll,
      [
        { name: "ending", run: ending },
        ...(isTwice ? [{ name: "ending again", run: (actor: Actor) => ending(actor).catch(knownEnd) }] : []),
        { name: "ingest", run: process("ingest", ingest) },
        { name: "follow", run: (actor: Actor) => follow(actor, rig.ports) },
        { name: "embed", run: process("embed-high", embed) },
        { name: "erase", run: process("erase", erase) },
      ],
      CALLS,
    );
    await rig.settle();
    return await left(rig, end);
  } finally {
    rig.close();
  }
}

function knownEnd(error: unknown): void {
  if (!isAppError(error) || error.kind !== "not-found") throw error;
}

async function left(rig: Rig, end: "erase" | "withdraw"): Promise<unknown> {
  const record = await rig.creator("x", "1");
  const vectors = await rig.vectors.index.fetch("local.x", [ID]);
  return {
    isAsExpected: record?.erased === (end === "erase"),
    consent: record?.erased === false ? record.consent : null,
    saysContact: record?.erased === false && record.has_contact,
    vectorSaysContact: vectors.some(({ metadata }) => metadata.has_contact),
    sealed: /"sealed"|campaign-outreach/.test(JSON.stringify((await rig.dump()).creators)),
  };
}

const NOTHING = {
  isAsExpected: true,
  consent: null,
  saysContact: false,
  vectorSaysContact: false,
  sealed: false,
};

it(`a consent that is withdrawn while its creator is fetched anew leaves nothing, in ${INTERLEAVINGS} interleavings`, async () => {
  for (let seed = 1; seed <= INTERLEAVINGS; seed += 1)
    expect(await race(seed), `seed ${seed}`).toEqual(NOTHING);
}, 600_000);
