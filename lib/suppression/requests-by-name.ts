import { type AccountName, nameKey } from "../domain/identity.ts";
import { type CreatorId, LOCAL_TENANT, SHARED_TENANT, SYSTEM_TENANT, type TenantId } from "../domain/ids.ts";
import { everyChain, type Keyring, keyedDigest } from "../domain/keyring.ts";
import type { Suppression } from "../domain/records.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../ports/tenant-documents.ts";
import {
  type Account,
  hideFromTenant,
  SUPPRESSION_VERSION,
  type SuppressionCause,
  type SuppressionCheck,
  suppress,
  suppressionLookUp,
  underLiveKeys,
} from "./suppression.ts";

/*
 * The wish of somebody whom nobody knows by a platform's id. A handle does not tell whose it will be tomorrow, so the
 * wish waits under a digest of the name for the first account that comes with it, and is then that account's, by its id.
 */

/** Days that a wish waits for its account; by then the name may long be somebody else's. */
export const WISH_DAYS = 365;
const DAY_MS = 86_400_000;

interface WishPorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** An account that comes to be stored. */
export interface Arrival {
  readonly id: CreatorId;
  readonly account: Account;
  readonly handle: string;
  readonly fetchedAt: string;
}

/** A wish that waits. */
interface Wish {
  /** One under each chain of keys that it stands under. */
  readonly entries: readonly { readonly id: string; readonly isOwn: boolean }[];
  /** Whether it is the tenant's alone. */
  readonly isOwn: boolean;
  readonly at: string;
  readonly erasureId: string | null;
}

const textOf = (name: AccountName): string => nameKey({ ...name, name: name.name.normalize("NFC") });

/** Entries' ids are unique over all tenants: a tenant's own wish must not stand where another's does. */
const valueIn = (tenantId: TenantId, text: string): string =>
  tenantId === SYSTEM_TENANT ? text : `${tenantId}/${text}`;

/**
 * Lets a wish wait for the account of this name: in the tenant of `documents`, or in every tenant where that is the
 * system's. Waiting already, it waits on from then.
 */
export async function awaitName(
  ports: WishPorts,
  documents: TenantDocuments,
  name: AccountName,
  { erasureId, at }: SuppressionCause,
): Promise<void> {
  await endExpiredWishes(ports, documents);
  const value = valueIn(documents.scope.tenantId, textOf(name));
  const { digest, key_version } = keyedDigest(ports.keyring, "suppressed-name", value);
  const ends_at = new Date(Date.parse(at) + WISH_DAYS * DAY_MS).toISOString();
  const set = {
    ...{ kind: "name" as const, key_version, wrapped_to: key_version },
    ...{ at, ends_at, erasure_id: erasureId },
  };
  await documents.upsertMany("suppressions", [{ id: digest, version: SUPPRESSION_VERSION, set }]);
}

/** The wish that waits for each of these names; null: none. */
export async function wishesFor(
  { keyring, clock }: Pick<WishPorts, "keyring" | "clock">,
  documents: TenantDocuments,
  names: readonly AccountName[],
): Promise<WishOf> {
  const { ids, waitingIn } = wishLookUp(keyring, documents.scope.tenantId, names);
  return waitingIn(await documents.getMany("suppressions", ids), clock.now()).wishOf;
}

type WishOf = (name: AccountName) => Wish | null;

/** By the tenant's own wishes and those that hold in every tenant. */
function wishLookUp(keyring: Keyring, tenantId: TenantId, names: readonly AccountName[]) {
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
      const waiting = new Map<string, Wish>();
      for (const { id, at, ends_at, erasure_id, tenant_id } of found.values()) {
        const text = owners.get(id);
        if (text === undefined || (ends_at !== undefined && ends_at <= now)) continue;
        const known = waiting.get(text);
        const isOwn = tenant_id !== SYSTEM_TENANT;
        const entries = [...(known?.entries ?? []), { id, isOwn }];
        // What holds in every tenant goes first, however many wait.
        const first = known && isOwn ? known : { at, erasureId: erasure_id, isOwn };
        waiting.set(text, { ...first, entries });
      }
      const wishOf: WishOf = (name) => waiting.get(textOf(name)) ?? null;
      return { isAny: waiting.size > 0, wishOf };
    },
  };
}

/**
 * Looks up which of some arrivals must not be stored, those among them whom a wish was waiting for, which is met. One
 * read each time it is asked, where no wish waits.
 */
export function arrivalCheck(ports: WishPorts, arrivals: readonly Arrival[]): SuppressionCheck {
  const { keyring, clock } = ports;
  const lookUpFor = underLiveKeys(keyring, (tenantId) => ({
    suppressions: suppressionLookUp(keyring, tenantId, arrivals),
    wishes: wishLookUp(keyring, tenantId, arrivals.map(nameOf)),
  }));
  return async (documents) => {
    const { suppressions, wishes } = lookUpFor(documents.scope.tenantId);
    const found = await documents.getMany("suppressions", [...wishes.ids, ...suppressions.ids]);
    const { isAny, wishOf } = wishes.waitingIn(found, clock.now());
    if (!isAny) return suppressions.suppressedIn(found);
    await meetWishes(ports, documents, arrivals, wishOf);
    return suppressions.suppressedIn(await documents.getMany("suppressions", suppressions.ids));
  };
}

/**
 * Gives the wishes that wait for some arrivals to them: from then on they are suppressed by their ids. A tenant's own
 * wish is then over. One that holds in every tenant is over where the operator itself brings the profiles in, and holds
 * for the account in every tenant; what a customer drops speaks for that customer alone, so there it waits on.
 */
async function meetWishes(
  ports: WishPorts,
  documents: TenantDocuments,
  arrivals: readonly Arrival[],
  wishOf: WishOf,
): Promise<void> {
  const met = new Set<Wish>();
  for (const arrival of arrivals) {
    const wish = wishOf(nameOf(arrival));
    if (wish === null || met.has(wish)) continue;
    const meaning = await meaningFor(documents, arrival, wish);
    if (meaning === "not-meant") continue;
    if (meaning === "meant") await suppressArrival(ports, documents, arrival, wish);
    const isOver = isOperators(documents.scope.tenantId);
    if (isOver || wish.isOwn) met.add(wish);
    const idsOf = (own: boolean) => wish.entries.filter(({ isOwn }) => isOwn === own).map(({ id }) => id);
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
 * Whether whoever comes by the name is the one who wished. Not, where it was seen under another name since the wish
 * (`passed-on`: the name is somebody else's by now), and where only an old fetch of it bears the name.
 */
async function meaningFor(
  documents: TenantDocuments,
  arrival: Arrival,
  wish: Wish,
): Promise<"meant" | "not-meant" | "passed-on"> {
  const record = await documents.get("creators", arrival.id);
  if (record === null || record.erased) return "meant";
  const name = nameOf(arrival);
  if (textOf({ ...name, name: record.handle_lc }) === textOf(name)) return "meant";
  if (Date.parse(arrival.fetchedAt) < Date.parse(record.fetched_at)) return "not-meant";
  return Date.parse(record.fetched_at) > Date.parse(wish.at) ? "passed-on" : "meant";
}

async function suppressArrival(
  ports: WishPorts,
  documents: TenantDocuments,
  { id, account }: Arrival,
  { erasureId, isOwn }: Wish,
): Promise<void> {
  const cause = { erasureId, at: ports.clock.now().toISOString() };
  const hideArrival = isOperators(documents.scope.tenantId) && !isOwn ? suppress : hideFromTenant;
  await hideArrival(ports, documents, [{ id, account }], cause);
}

/** Which creators of others a tenant must not be shown: suppressed ones, and bearers of a name that a wish waits for. */
export async function hiddenFrom(
  { keyring, clock }: Pick<WishPorts, "keyring" | "clock">,
  documents: TenantDocuments,
  creators: readonly Omit<Arrival, "fetchedAt">[],
): Promise<ReadonlySet<CreatorId>> {
  const { tenantId } = documents.scope;
  const suppressions = suppressionLookUp(keyring, tenantId, creators);
  const wishes = wishLookUp(keyring, tenantId, creators.map(nameOf));
  const found = await documents.getMany("suppressions", [...wishes.ids, ...suppressions.ids]);
  const { wishOf } = wishes.waitingIn(found, clock.now());
  const wishedAway = creators.filter((creator) => wishOf(nameOf(creator)) !== null);
  return suppressions.suppressedIn(found).union(new Set(wishedAway.map(({ id }) => id)));
}

const PAGE = 200;

/** Waits no longer, in one tenant, for accounts that have not come in their time. */
export async function endExpiredWishes(
  { clock }: Pick<WishPorts, "clock">,
  documents: TenantDocuments,
): Promise<void> {
  const where = [
    { field: "tenant_id", op: "eq", value: documents.scope.tenantId },
    { field: "ends_at", op: "lte", value: clock.now().toISOString() },
  ] as const;
  const { items } = await documents.find("suppressions", { where, limit: PAGE });
  await documents.delete(
    "suppressions",
    items.map(({ id }) => id),
  );
}
