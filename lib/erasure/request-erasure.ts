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
  /** In every tenant. Only the platform's administrator may ask for it. */
  readonly everywhere?: boolean | undefined;
}

type Asker = Pick<Caller, "keyId" | "tenantId" | "roles">;

export type RequestErasurePorts = EraseCreatorPorts & Pick<Ports, "accountPages">;

/**
 * Forgets an account that a person names without our id. A handle means the account that was seen last under it. If
 * the account was never stored, it asks the platform for the id, if it can, and suppresses that id. Otherwise the name
 * waits for the first account that arrives with it.
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
  // An ingest may have stored it before it could see the request.
  return (await eraseBearer(ports, reach, name)) ?? erasure;
}

/**
 * Forgets the account that was seen last under the name and lists the others that had it; null if nobody is known by
 * it. A request that comes again is already done: the accounts that had the name before, and are still stored, were
 * not meant.
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
  /** `askedBy` stands for the name, if the caller asked by one. */
  byId(account: Account, askedBy?: ErasureSubject): Promise<ErasureView>;
  /** The documents in which accounts are looked up by name. */
  documents(): Promise<TenantDocuments>;
  /** The documents of the tenant that the erasure will belong to. */
  readonly own: TenantDocuments;
}

function inTenant(ports: RequestErasurePorts, { scope }: RequestErasureInput, { keyId }: Asker): Reach {
  const { documents } = ports;
  return {
    origin: "caller",
    /** The tenant's own record, or the common catalogue's if there is no other. */
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

/** TikTok's research API gives no id, so the handle takes its place. */
const handleAsId = ({ platform, name }: AccountName): string | null => (platform === "tiktok" ? name : null);

/** The id that the platform gives for the name now. */
async function idShown({ accountPages }: RequestErasurePorts, name: AccountName): Promise<string | null> {
  const page = await accountPages.fetch(name, "naming");
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
