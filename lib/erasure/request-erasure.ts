import { everyTenant } from "../access/tenants.ts";
import type { Caller } from "../domain/api/caller.ts";
import type { RequestedErasure } from "../domain/api/erasure-operations.ts";
import { requirePlatform } from "../domain/api/roles.ts";
import type { Creator } from "../domain/creator.ts";
import { type ErasureView, erasureView, holdsEverywhere } from "../domain/erasure.ts";
import type { AccountName } from "../domain/identity.ts";
import { creatorIdOf, SHARED_TENANT, type TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { CATALOGUE_SCOPE, platformScope } from "../domain/tenant-scope.ts";
import { creatorsNamed } from "../identity/creators-named.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import type { ErasureSubject } from "../suppression/open-erasure.ts";
import type { Account } from "../suppression/suppression.ts";
import { accountKeyOf, type NamedAccount } from "./account-named.ts";
import { eraseByName, erasureAskedBy, nameSubject } from "./erase-by-name.ts";
import { type EraseCreatorPorts, eraseCreator } from "./erase-creator.ts";
import { eraseEverywhere } from "./erase-everywhere.ts";

export interface RequestErasureInput extends NamedAccount {
  readonly scope: Erasure["scope"];
  /** In every tenant; the platform's administrator alone may ask so. */
  readonly everywhere?: boolean | undefined;
}

type Asker = Pick<Caller, "keyId" | "tenantId" | "roles">;

export type RequestErasurePorts = EraseCreatorPorts & Pick<Ports, "accountPages">;

/**
 * Forgets an account that a person names and not our id. A handle means the account that was seen last under it. Of an
 * account that was never stored its platform is asked for the id, where it can be, and the id is suppressed; otherwise
 * the name waits for the first account that comes by it.
 * @throws AppError `invalid`, code `bad-account`; `forbidden`, code `platform-admin-needed`.
 */
export async function requestErasure(
  ports: RequestErasurePorts,
  input: RequestErasureInput,
  asker: Asker,
): Promise<RequestedErasure> {
  if (input.everywhere) requirePlatform(asker, "admin");
  const reach = input.everywhere ? everywhere(ports, input, asker) : inTenant(ports, input, asker);
  const { platform } = input;
  const key = accountKeyOf(input);
  if (key.kind === "id") return reach.byId({ platform, platform_user_id: key.platform_user_id });
  const { name } = key;
  const known = await eraseBearer(ports, reach, name);
  if (known) return known;
  const id = handleAsId(name) ?? (await idShown(ports, name));
  if (id !== null) return reach.byId({ platform, platform_user_id: id });
  const request = { name, scope: input.scope, documents: reach.own, origin: reach.origin };
  const erasure = await eraseByName(ports, request, asker.keyId);
  // What an ingest stored in the meantime it stored before it could see the request.
  return (await eraseBearer(ports, reach, name)) ?? erasure;
}

/**
 * Forgets the account that was seen last under the name, and says who else bore it; null when nobody is known by it.
 * The request asked for again is done: who bore the name before it, and is still stored, was not meant.
 */
async function eraseBearer(
  ports: RequestErasurePorts,
  reach: Reach,
  name: AccountName,
): Promise<RequestedErasure | null> {
  const documents = await reach.documents();
  const [latest, ...others] = await bearersOf(documents, name);
  const other_bearers = others.map(({ id, fetched_at }) => ({ id, last_seen_at: fetched_at }));
  const asked = await erasureAskedBy(ports, documents, name);
  const earlier = asked && (!holdsEverywhere(reach) || holdsEverywhere(asked)) ? asked : null;
  const isDone = earlier && !(latest && Date.parse(latest.fetched_at) > Date.parse(earlier.received_at));
  if (isDone) return erasureView(earlier);
  if (!latest) return null;
  const erasure = await reach.byId(latest, nameSubject(ports, documents, name));
  return { ...erasure, ...(other_bearers.length > 0 && { other_bearers }) };
}

/** How far a request reaches. */
interface Reach {
  readonly origin: Erasure["origin"];
  /** `askedBy` stands for the name, where it was asked for by one. */
  byId(account: Account, askedBy?: ErasureSubject): Promise<ErasureView>;
  /** In which accounts are looked for by their names. */
  documents(): Promise<TenantDocuments>;
  /** Of the tenant whose erasure it becomes. */
  readonly own: TenantDocuments;
}

function inTenant(ports: RequestErasurePorts, { scope }: RequestErasureInput, { keyId }: Asker): Reach {
  const { documents } = ports;
  return {
    origin: "caller",
    /** The tenant's own record, or the common catalogue's where only that one is there. */
    async byId({ platform, platform_user_id }, askedBy) {
      const idIn = (tenant: TenantId) => creatorIdOf(tenant, platform, platform_user_id);
      const [own, shared] = [idIn(documents.scope.tenantId), idIn(SHARED_TENANT)];
      const found = await documents.getMany("creators", [own, shared]);
      const creatorId = found.has(shared) && !found.has(own) ? shared : own;
      const account = { platform, platform_user_id };
      return eraseCreator(ports, { creatorId, scope, account, askedBy }, keyId);
    },
    documents: async () => documents,
    own: documents,
  };
}

function everywhere(ports: RequestErasurePorts, { scope }: RequestErasureInput, { keyId }: Asker): Reach {
  const origin = "administrator";
  return {
    origin,
    byId: ({ platform, platform_user_id }, askedBy) =>
      eraseEverywhere(ports, { account: { platform, platform_user_id }, scope, origin, askedBy }, keyId),
    documents: async () => ports.openDocuments(platformScope(await everyTenant(ports))),
    own: ports.openDocuments(CATALOGUE_SCOPE),
  };
}

/** TikTok's research API gives no id: there the handle stands in. */
const handleAsId = ({ platform, name }: AccountName): string | null => (platform === "tiktok" ? name : null);

/** The id that the platform itself has the name lead to now. */
async function idShown({ accountPages }: RequestErasurePorts, name: AccountName): Promise<string | null> {
  const page = await accountPages.look(name, "naming");
  return page.kind === "shown" ? page.platform_user_id : null;
}

/**
 * The accounts that are stored under a name, the one that was seen last under it first: a handle that was given up is
 * its next holder's. One record an account, in an order that is the same each time.
 */
async function bearersOf(documents: TenantDocuments, name: AccountName): Promise<Creator[]> {
  const named = (await creatorsNamed(documents, [name])).of([name]);
  const latestFirst = named.sort(
    (a, b) => Date.parse(b.fetched_at) - Date.parse(a.fetched_at) || (a.id < b.id ? -1 : 1),
  );
  const byAccount = new Map<string, Creator>();
  for (const creator of latestFirst) {
    if (!byAccount.has(creator.platform_user_id)) byAccount.set(creator.platform_user_id, creator);
  }
  return [...byAccount.values()];
}
