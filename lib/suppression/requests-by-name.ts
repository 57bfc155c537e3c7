import { atMost, eq } from "../domain/condition.ts";
import { DAY_MS } from "../domain/durations.ts";
import { type AccountName, nameKey } from "../domain/identity.ts";
import {
  type CreatorId,
  idsOf,
  LOCAL_TENANT,
  SHARED_TENANT,
  SYSTEM_TENANT,
  type TenantId,
} from "../domain/ids.ts";
import { everyChain, type Keyring, keyedDigest } from "../domain/keyring.ts";
import type { Suppression } from "../domain/records.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import {
  type Account,
  SUPPRESSION_VERSION,
  type SuppressionCause,
  type SuppressionCheck,
  suppress,
  suppressInTenant,
  suppressionLookUp,
  underLiveKeys,
} from "./suppression.ts";

/*
 * A request for an account of which nobody knows the platform's id. Nobody can tell who will have a handle tomorrow.
 * So the request waits under a digest of the name for the first account that arrives with it. From then on it is that
 * account's request, by its id.
 */

/** Days that a request waits for its account. After that the name may long belong to somebody else. */
export const WAITING_DAYS = 365;

type NamePorts = Pick<Ports, "openDocuments" | "keyring" | "clock">;

/** An account that is about to be stored. */
export interface Arrival {
  readonly id: CreatorId;
  readonly account: Account;
  readonly handle: string;
  readonly fetchedAt: string;
}

/** A request that waits. */
interface NameRequest {
  /** One for each chain of keys that it stands under. */
  readonly entries: readonly { readonly id: string; readonly isOwn: boolean }[];
  /** Whether it holds in this tenant alone. */
  readonly isOwn: boolean;
  readonly at: string;
  readonly erasureId: string | null;
}

const textOf = (name: AccountName): string => nameKey({ ...name, name: name.name.normalize("NFC") });

/** The ids of entries are unique over all tenants, so a tenant's own request must not take the place of another's. */
const valueIn = (tenantId: TenantId, text: string): string =>
  tenantId === SYSTEM_TENANT ? text : `${tenantId}/${text}`;

/**
 * Makes a request wait for the account of this name: in the tenant of `documents`, or in every tenant if those are the
 * system's. A request that waits already begins its time again.
 */
export async function awaitName(
  ports: NamePorts,
  documents: TenantDocuments,
  name: AccountName,
  { erasureId, at }: SuppressionCause,
): Promise<void> {
  await endExpiredRequests(ports, documents);
  const value = valueIn(documents.scope.tenantId, textOf(name));
  const { digest, key_version } = keyedDigest(ports.keyring, "suppressed-name", value);
  const ends_at = new Date(Date.parse(at) + WAITING_DAYS * DAY_MS).toISOString();
  const set = {
    ...{ kind: "name" as const, key_version, wrapped_to: key_version },
    ...{ at, ends_at, erasure_id: erasureId },
  };
  await documents.upsertMany("suppressions", [{ id: digest, version: SUPPRESSION_VERSION, set }]);
}

/** The request that waits for each of these names; null if none does. */
export async function requestsFor(
  { keyring, clock }: Pick<NamePorts, "keyring" | "clock">,
  documents: TenantDocuments,
  names: readonly AccountName[],
): Promise<RequestOf> {
  const { ids, waitingIn } = nameLookUp(keyring, documents.scope.tenantId, names);
  return waitingIn(await documents.getMany("suppressions", ids), clock.now()).requestOf;
}

type RequestOf = (name: AccountName) => NameRequest | null;

/** Looks through the tenant's own requests and those that hold in every tenant. */
function nameLookUp(keyring: Keyring, tenantId: TenantId, names: readonly AccountName[]) {
  const owners = new Map<string, string>();
  for (const text of new Set(names.map(textOf))) {
    for (const value of [text, valueIn(tenantId, text)]) {
      for (const { digest } of everyChain(keyring, "suppressed-name", value)) owners.set(digest, text);
    }
  }
  return {
    ids: [...owners.keys()],
    waitingIn(found: ReadonlyMap<string, Suppression>, at: Date) {
      const now = at.toISOString();
      const waiting = new Map<string, NameRequest>();
      for (const { id, at, ends_at, erasure_id, tenant_id } of found.values()) {
        const text = owners.get(id);
        if (text === undefined || (ends_at !== undefined && ends_at <= now)) continue;
        const known = waiting.get(text);
        const isOwn = tenant_id !== SYSTEM_TENANT;
        const entries = [...(known?.entries ?? []), { id, isOwn }];
        // A request that holds in every tenant comes first, however many wait.
        const first = known && isOwn ? known : { at, erasureId: erasure_id, isOwn };
        waiting.set(text, { ...first, entries });
      }
      const requestOf: RequestOf = (name) => waiting.get(textOf(name)) ?? null;
      return { isAny: waiting.size > 0, requestOf };
    },
  };
}

/**
 * Looks up which arrivals must not be stored, also those that a request waited for; that request is then met. If no
 * request waits, each call reads once.
 */
export function arrivalCheck(ports: NamePorts, arrivals: readonly Arrival[]): SuppressionCheck {
  const { keyring, clock } = ports;
  const lookUpFor = underLiveKeys(keyring, (tenantId) => ({
    suppressions: suppressionLookUp(keyring, tenantId, arrivals),
    requests: nameLookUp(keyring, tenantId, arrivals.map(nameOf)),
  }));
  return async (documents) => {
    const { suppressions, requests } = lookUpFor(documents.scope.tenantId);
    const found = await documents.getMany("suppressions", [...requests.ids, ...suppressions.ids]);
    const { isAny, requestOf } = requests.waitingIn(found, clock.now());
    if (!isAny) return suppressions.suppressedIn(found);
    await meetRequests(ports, documents, arrivals, requestOf);
    return suppressions.suppressedIn(await documents.getMany("suppressions", suppressions.ids));
  };
}

/**
 * Gives waiting requests to the arrivals that they waited for: from then on those are suppressed by their ids. A
 * tenant's own request is then over. A request that holds in every tenant ends only if the operator itself brings the
 * profiles in, and then holds for the account in every tenant. A customer's drop speaks for that customer alone, so
 * there the request waits on.
 */
async function meetRequests(
  ports: NamePorts,
  documents: TenantDocuments,
  arrivals: readonly Arrival[],
  requestOf: RequestOf,
): Promise<void> {
  const met = new Set<NameRequest>();
  for (const arrival of arrivals) {
    const request = requestOf(nameOf(arrival));
    if (request === null || met.has(request)) continue;
    const meaning = await meaningFor(documents, arrival, request);
    if (meaning === "not-meant") continue;
    if (meaning === "meant") await suppressArrival(ports, documents, arrival, request);
    const isOver = isOperators(documents.scope.tenantId);
    if (isOver || request.isOwn) met.add(request);
    const idsOf = (own: boolean) => request.entries.filter(({ isOwn }) => isOwn === own).map(({ id }) => id);
    await documents.delete("suppressions", idsOf(true));
    if (isOver) await ports.openDocuments(SYSTEM_SCOPE).delete("suppressions", idsOf(false));
  }
}

const nameOf = ({ account: { platform }, handle }: Pick<Arrival, "account" | "handle">): AccountName => ({
  platform,
  name: handle.toLowerCase(),
});

const isOperators = (tenantId: TenantId): boolean => tenantId === SHARED_TENANT || tenantId === LOCAL_TENANT;

/**
 * Whether the account that arrives with the name is the one that asked. It is not if it was seen under another name
 * since the request (`passed-on`: the name belongs to somebody else by now), nor if only an old fetch of it has the
 * name.
 */
async function meaningFor(
  documents: TenantDocuments,
  arrival: Arrival,
  request: NameRequest,
): Promise<"meant" | "not-meant" | "passed-on"> {
  const record = await documents.get("creators", arrival.id);
  if (record === null || record.erased) return "meant";
  const name = nameOf(arrival);
  if (textOf({ ...name, name: record.handle_lc }) === textOf(name)) return "meant";
  if (Date.parse(arrival.fetchedAt) < Date.parse(record.fetched_at)) return "not-meant";
  return Date.parse(record.fetched_at) > Date.parse(request.at) ? "passed-on" : "meant";
}

async function suppressArrival(
  ports: NamePorts,
  documents: TenantDocuments,
  { id, account }: Arrival,
  { erasureId, isOwn }: NameRequest,
): Promise<void> {
  const cause = { erasureId, at: ports.clock.now().toISOString() };
  const suppressIt = isOperators(documents.scope.tenantId) && !isOwn ? suppress : suppressInTenant;
  await suppressIt(ports, documents, [{ id, account }], cause);
}

/**
 * Which creators of others a tenant must not see: suppressed ones, and accounts with a name that a request waits for.
 */
export async function suppressedFor(
  { keyring, clock }: Pick<NamePorts, "keyring" | "clock">,
  documents: TenantDocuments,
  creators: readonly Omit<Arrival, "fetchedAt">[],
): Promise<ReadonlySet<CreatorId>> {
  const { tenantId } = documents.scope;
  const suppressions = suppressionLookUp(keyring, tenantId, creators);
  const requests = nameLookUp(keyring, tenantId, creators.map(nameOf));
  const found = await documents.getMany("suppressions", [...requests.ids, ...suppressions.ids]);
  const { requestOf } = requests.waitingIn(found, clock.now());
  const askedFor = creators.filter((creator) => requestOf(nameOf(creator)) !== null);
  return suppressions.suppressedIn(found).union(new Set(idsOf(askedFor)));
}

const PAGE = 200;

/** Ends requests in one tenant whose accounts did not come in their time. */
export async function endExpiredRequests(
  { clock }: Pick<NamePorts, "clock">,
  documents: TenantDocuments,
): Promise<void> {
  const where = [eq("tenant_id", documents.scope.tenantId), atMost("ends_at", clock.now().toISOString())];
  const { items } = await documents.find("suppressions", { where, limit: PAGE });
  await documents.delete("suppressions", idsOf(items));
}
