import { ensureTenant } from "../access/tenants.ts";
import type { IngestView } from "../domain/api/ingest-operations.ts";
import { isoAfter } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import type { TenantId } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { endingOf } from "../stored/object-keys.ts";
import { readIngestSummary } from "./checkpoint.ts";

export type DropPorts = Pick<Ports, "openDocuments" | "objects" | "keyring" | "clock" | "ids">;

const LINK_SECONDS = 900;

/** The key keeps only the file's ending, which tells how to read it: a file's own name can be a person's. */
const keyOf = (tenantId: TenantId, id: string): string => `inbox/${tenantId}/${id}`;

/** Where a tenant may upload a file of this many bytes. */
export async function createIngest(
  ports: DropPorts,
  tenantId: TenantId,
  { name, bytes }: { readonly name: string; readonly bytes: number },
) {
  await ensureTenant(ports, tenantId);
  const id = `${ports.ids.random()}${endingOf(name)}`;
  const url = await ports.objects.signedUpload(keyOf(tenantId, id), { seconds: LINK_SECONDS, bytes });
  const expires_at = isoAfter(ports.clock.now(), LINK_SECONDS * 1_000);
  return { data: { id, upload: { method: "PUT" as const, url, expires_at } } };
}

/**
 * What happened to a tenant's file so far.
 * @throws AppError `not-found`, code `ingest-not-found`, if the file has not arrived.
 */
export async function getIngest(
  ports: DropPorts,
  tenantId: TenantId,
  id: string,
): Promise<{ readonly data: IngestView }> {
  const key = keyOf(tenantId, id);
  const documents = ports.openDocuments(ownScope(tenantId));
  const summary = await readIngestSummary({ ...ports, documents }, key);
  if (summary) {
    const { tenant: _, key: __, finished, ...counts } = summary;
    return { data: { id, state: finished ? "done" : "reading", ...counts } };
  }
  const { objects } = await ports.objects.list(key, { limit: 1 });
  if (objects[0]?.key !== key) throw notCome();
  const none = { read: 0, stored: 0, unchanged: 0, suppressed: 0, quarantined_count: 0, quarantined: [] };
  return { data: { id, state: "waiting", ...none } };
}

const notCome = (): AppError =>
  new AppError(
    "not-found",
    "ingest-not-found",
    "No file has come under this id: PUT it to the upload's url first.",
  );
