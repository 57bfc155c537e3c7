import { afterEach, beforeEach, expect, it } from "vitest";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { embeddingText } from "../../../lib/domain/profile/embedding-text.ts";
import { embedCreators, isCovered } from "../../../lib/embed/embed-creators.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { ProcessDied } from "./mortal-ports.ts";
import { createRig, localId, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const ID = localId("x", "1");
const MESSAGE = { tenantId: LOCAL_TENANT, creatorIds: [ID] };

async function store(description: string, fetched_at: string, followers = 12_000): Promise<void> {
  const drop = ndjson(xEnvelope({ id: "1", description, fetched_at, followers }));
  await rig.ingest(await rig.drop(`${fetched_at}.ndjson`, drop));
}

async function ingest(description: string, fetched_at: string): Promise<void> {
  await store(description, fetched_at);
  await rig.settle();
}

/** Whether the vector is of what the document says, and whether its mark claims so. */
async function state() {
  const creator = (await rig.own.getMany("creators", [ID])).get(ID);
  if (!creator || creator.erased) throw new Error("The creator is gone.");
  const [expected] = await rig.ports.embedder.embed([embeddingText(creator)]);
  const [stored] = await rig.ports.vectors.fetch("local.x", [ID]);
  const distance = Math.max(...(expected ?? []).map((one, at) => Math.abs(one - (stored?.values[at] ?? 9))));
  return { isMarked: isCovered(rig.ports.embedder, creator), isTrue: distance < 0.001 };
}

it("a vector that a dying worker wrote late, under another's mark, is written anew with its message", async () => {
  await ingest("Trains", "2026-11-20T10:00:00Z");
  await rig.own.updateMany("creators", [{ id: ID, set: { index_mark: null, index_pending: true } }]);
  const late = {
    ...rig.ports.vectors,
    async upsert(...given: Parameters<typeof rig.ports.vectors.upsert>) {
      await ingest("Ships and the sea", "2026-11-21T10:00:00Z");
      await rig.ports.vectors.upsert(...given);
      throw new ProcessDied();
    },
  };
  await expect(embedCreators({ ...rig.ports, vectors: late }, MESSAGE)).rejects.toThrow(ProcessDied);
  expect(await state()).toEqual({ isMarked: true, isTrue: false });
  await embedCreators(rig.ports, { ...MESSAGE, isRedelivered: true });
  expect(await state()).toEqual({ isMarked: true, isTrue: true });
});

type Upsert = typeof rig.ports.vectors.upsert;

/** Three workers: one with an older text stands still, another embeds the newer one, and the first one's message a third. */
it.each(["text", "figures"])(
  "a worker that was late takes from another, which embeds its %s, the right to mark",
  async (what) => {
    await ingest("Trains", "2026-11-20T10:00:00Z");
    await rig.own.updateMany("creators", [{ id: ID, set: { index_mark: null, index_pending: true } }]);
    const { upsert, replaceMetadata } = rig.ports.vectors;
    const [isHeld, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const held = async (...given: Parameters<Upsert>) => {
      isHeld.resolve();
      await goesOn.promise;
      await upsert(...given);
    };
    const late = embedCreators({ ...rig.ports, vectors: { ...rig.ports.vectors, upsert: held } }, MESSAGE);
    await isHeld.promise;
    await store("Ships and the sea", "2026-11-21T10:00:00Z");
    if (what === "figures") {
      await rig.settle();
      await store("Ships and the sea", "2026-11-22T07:00:00Z", 13_000);
    }
    const letGo = async <T>(written: T): Promise<T> => {
      goesOn.resolve();
      await late;
      return written;
    };
    const overtaken = {
      ...rig.ports.vectors,
      upsert: async (...given: Parameters<Upsert>) => letGo(await upsert(...given)),
      replaceMetadata: async (...given: Parameters<typeof replaceMetadata>) =>
        letGo(await replaceMetadata(...given)),
    };
    await embedCreators({ ...rig.ports, vectors: overtaken }, MESSAGE);
    await rig.settle();
    expect(await state()).toEqual({ isMarked: true, isTrue: true });
  },
);
