import { afterEach, beforeEach, expect, test } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { type JobMessage, jobMessageSchema } from "../../../lib/jobs/job.ts";
import { JOBS, type JobPorts } from "../../../lib/jobs/registry.ts";
import { runJob } from "../../../lib/jobs/run-job.ts";
import { refusedRights } from "../../doubles/granted-ports.ts";
import { ndjson, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

let rig: Rig;
beforeEach(async () => {
  refusedRights.length = 0;
  rig = createRig();
  await registerTenant(rig.ports, LOCAL_TENANT);
  await rig.announce(
    await rig.drop("drop.ndjson", ndjson(xEnvelope({ id: "1" }), youtubeEnvelope(1, "Bread"))),
  );
  await rig.settle();
  await eraseCreator(rig.as("erase-creator"), { creatorId: localId("x", "1"), scope: "creator" }, "key-1");
});
afterEach(() => rig.close());

/** Does what stands in the queue of jobs, and what comes of it, with what `run-job` is granted. */
async function work(): Promise<string[]> {
  // As where nothing is paused; what the rig lacks, no job of it needs.
  const consumers = { state: async () => ({ paused: false, reason: null }) };
  const ports = {
    ...rig.as("run-job"),
    counters: rig.ports.cache,
    consumers,
    readCapacity: null,
    crawls: true,
    actsByItself: true,
  } as unknown as JobPorts;
  const done: string[] = [];
  for (;;) {
    const taken = { max: 10, visibilitySeconds: 60, waitSeconds: 0 };
    const messages = await rig.queues.receive("jobs", taken);
    if (messages.length === 0) return done;
    for (const { body } of messages) {
      const message: JobMessage = jobMessageSchema.parse(JSON.parse(body));
      done.push((await runJob(ports, message, { remainingMs: () => 900_000 })).job);
    }
    await rig.queues.acknowledge(
      "jobs",
      messages.map(({ receipt }) => receipt),
    );
  }
}

// A month on, what was kept is old enough to be swept, read back and backed up again.
test.each(JOBS.map(({ name }) => name))(
  "%s does all of its work with what run-job is granted",
  async (job) => {
    for (const day of [0, 1, 40]) {
      rig.advance(day * 86_400_000);
      await rig.queues.send("jobs", [
        { body: JSON.stringify({ job, at: rig.ports.clock.now().toISOString() }) },
      ]);
      expect(await work()).toContain(job);
      await rig.settle();
    }
    expect(refusedRights).toEqual([]);
  },
);
