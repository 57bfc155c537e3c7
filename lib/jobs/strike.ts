import { SHARED_TENANT, SYSTEM_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { type Job, type JobMessage, jobMessage } from "./job.ts";

export type StrikePorts = Pick<Ports, "openDocuments" | "queues">;

/** The characters that an id may go on with behind `c_`: lib/domain/ids.ts. */
const ID_LETTERS = [..."0123456789abcdefghjkmnpqrstvwxyz"];

/**
 * Gives every piece of a job its message, tenant after tenant.
 * @returns the tenant behind which the rest goes on when the time is over; null at the end.
 */
export async function strike(
  { openDocuments, queues }: StrikePorts,
  job: Pick<Job<never>, "name" | "reach">,
  { at, from }: Pick<JobMessage, "at" | "from">,
  remainingMs: () => number,
): Promise<string | null> {
  const send = (pieces: readonly Pick<JobMessage, "tenant_id" | "prefix">[]) =>
    queues.send(
      "jobs",
      pieces.map((piece) => jobMessage({ job: job.name, at, ...piece })),
    );
  if (from === undefined) await send(piecesOfSystem(job));
  for await (const page of openDocuments(SYSTEM_SCOPE).scan("tenants", "", from)) {
    const tenants = page.map(({ id }) => tenantIdSchema.parse(id));
    await send(tenants.filter((tenant) => tenant !== SHARED_TENANT).map((tenant_id) => ({ tenant_id })));
    if (remainingMs() <= 0) return tenants.at(-1) ?? null;
  }
  return null;
}

/** The common catalogue has no record as a tenant; the system's own records are one's where a job says so. */
function piecesOfSystem({ reach }: Pick<Job<never>, "reach">) {
  const whole = (tenant_id: TenantId) => [{ tenant_id }];
  if (reach === "prefixes")
    return ID_LETTERS.map((letter) => ({ tenant_id: SHARED_TENANT, prefix: `c_${letter}` }));
  return [...whole(SHARED_TENANT), ...(reach === "and-system" ? whole(SYSTEM_TENANT) : [])];
}
