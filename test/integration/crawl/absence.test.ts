import { afterEach, beforeEach, expect, it } from "vitest";
import { addTargets } from "../../../lib/crawl/targets/add-targets.ts";
import { settleAbsent } from "../../../lib/crawl/targets/settle-targets.ts";
import type { CrawlTarget } from "../../../lib/domain/crawl/target.ts";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { sweepRetention } from "../../../lib/retention/sweep-retention.ts";
import { ndjson, xEnvelope } from "../pipeline/envelopes.ts";
import { createRig, type Rig } from "../pipeline/rig.ts";

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

/** The target of the account that was ingested, as after a fetch. */
async function seenTarget(): Promise<CrawlTarget> {
  const account = { platform: "x" as const, handle: null, platform_user_id: "1" };
  const input = { accounts: [account], source: "operator" as const, priority: "low" as const };
  const [added] = await addTargets(rig.ports, rig.own, input);
  await rig.own.update("targets", {
    id: added?.id ?? "",
    set: { last_seen_at: rig.ports.clock.now().toISOString() },
  });
  return current(added?.id);
}

async function current(id = ""): Promise<CrawlTarget> {
  const target = await rig.own.get("targets", id);
  if (!target) throw new Error("The target is gone.");
  return target;
}

async function lookInVain(target: CrawlTarget): Promise<CrawlTarget> {
  rig.advance(3_600_000);
  const ports = { clock: rig.ports.clock, documents: rig.own };
  await settleAbsent(ports, [{ target, reason: "not-found" }]);
  return current(target.id);
}

it("removes what is stored of an account that X shows no more, once a second look confirmed it", async () => {
  await rig.announce(await rig.drop("drop.ndjson", ndjson(xEnvelope({ id: "1" }))));
  await rig.settle();
  const once = await lookInVain(await seenTarget());
  expect(once).toMatchObject({ status: "active", failures: 1, reason: "not-found" });
  await sweepRetention(rig.as("run-job"), { tenantId: LOCAL_TENANT });
  expect(await rig.creator("x", "1")).not.toBeNull();

  expect(await lookInVain(once)).toMatchObject({ status: "absent", failures: 2 });
  const sweep = await sweepRetention(rig.as("run-job"), { tenantId: LOCAL_TENANT });
  expect(sweep.creators).toBe(1);
  expect(await rig.creator("x", "1")).toBeNull();
  expect(await rig.keys("raw/")).toEqual([]);
});

it("remembers a claim that died through a look in vain, so that what it wrote is not written twice", async () => {
  const target = await seenTarget();
  await rig.own.update("targets", { id: target.id, set: { claim: "dead", claims: 1 } });
  expect(await lookInVain(await current(target.id))).toMatchObject({ claim: "", claims: 1, failures: 1 });
});
