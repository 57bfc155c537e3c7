import { afterEach, beforeEach, expect, it } from "vitest";
import { AppError } from "../../../lib/domain/errors.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { getCreator } from "../../../lib/search/creators/get-creator.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  rig = createRig();
  await rig.announce(await rig.drop("drop.ndjson", ndjson(xEnvelope({ id: "1" }))));
  await rig.settle();
});
afterEach(() => rig.close());

it("a creator is read and erased while the cache takes no more requests", async () => {
  const limited = new Proxy(rig.ports.cache, {
    get: () => async () => {
      throw new AppError("rate-limited", "cache-rate-limited", "The cache takes no more for now.");
    },
  });
  const ports = { ...rig.ports, cache: limited };
  expect((await getCreator(ports, localId("x", "1"))).data).toMatchObject({ platform: "x" });
  await expect(
    eraseCreator(ports, { creatorId: localId("x", "1"), scope: "creator" }, "k"),
  ).resolves.toMatchObject({ status: "accepted" });
});
