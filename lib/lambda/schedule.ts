import middy from "@middy/core";
import type { Context, ScheduledEvent } from "aws-lambda";
import { everyTenant } from "../access/tenants.ts";
import type { Services } from "../compose/services.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Host } from "./host.ts";
import { underHostDeadline } from "./host-deadline.ts";
import { errorFields, type LogFields } from "./log.ts";

/** What of a run's result somebody must look at; each becomes a line that an alarm counts. */
type AlarmsOf<R> = (result: R) => readonly LogFields[];

/** How much time a run has left, so that long work can end at a page and go on at its next time. */
interface Invocation {
  readonly remainingMs: () => number;
}

/** To log a failure before the function is stopped. */
const RESERVE_MS = 2_000;

/** A handler that a clock starts. A failed run throws, so that the scheduler tries again and its alarm counts it. */
export const scheduled =
  (name: string, run: (services: Services, host: Host, invocation: Invocation) => Promise<unknown>) =>
  (host: Host) =>
    middy<ScheduledEvent, void>(async (_event: ScheduledEvent, context: Context) => {
      const startedAt = performance.now();
      const fields = () => ({
        schedule: name,
        request_id: context.awsRequestId,
        latency_ms: Math.round(performance.now() - startedAt),
      });
      try {
        const { services } = await host.compose();
        const remainingMs = () => context.getRemainingTimeInMillis();
        await underHostDeadline(context, () => run(services, host, { remainingMs }), RESERVE_MS);
        host.log.info("schedule done", fields());
      } catch (error) {
        host.log.error("schedule failed", { ...fields(), ...errorFields(error) });
        throw error;
      }
    });

/** The same, once for each tenant, one after the other. */
export const scheduledPerTenant = <R>(
  name: string,
  run: (services: Services, tenantId: TenantId, invocation: Invocation) => Promise<R>,
  alarmsOf: AlarmsOf<R> = () => [],
) =>
  scheduled(name, async (services, { log }, invocation) => {
    for (const tenant of await everyTenant(services)) {
      const alarms = alarmsOf(await run(services, tenant, invocation));
      for (const alarm of alarms) log.error("alarm", { schedule: name, tenant, ...alarm });
    }
  });
