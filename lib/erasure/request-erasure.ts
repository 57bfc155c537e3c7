import { everyTenant } from "../access/tenants.ts";
import type { Caller } from "../domain/api/caller.ts";
import { mayActAs } from "../domain/api/roles.ts";
import type { ErasureView } from "../domain/erasure.ts";
import { AppError } from "../domain/errors.ts";
import type { AccountName } from "../domain/identity.ts";
import { creatorIdOf, SHARED_TENANT, type TenantId } from "../domain/ids.ts";
import type { Erasure } from "../domain/records.ts";
import { CATALOGUE_SCOPE, platformScope, tenantScope } from "../domain/tenant-scope.ts";
import { creatorsNamed } from "../identity/creators-named.ts";
import type { AccountPages } from "../ports/account-pages.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import type { Account } from "../suppression/suppression.ts";
import { accountKeyOf, type NamedAccount } from "./account-named.ts";
import { eraseByName } from "./erase-by-name.ts";
import { type EraseCreatorPorts, eraseCreator } from "./erase-creator.ts";
import { eraseEverywhere } from "./erase-everywhere.ts";

export interface RequestErasureInput extends NamedAccount {
  readonly scope: Erasure["scope"];
  /** In every tenant; the platform's administrator alone may ask so. */
  readonly everywhere?: boolean | undefined;
}

type Asker = Pick<Caller, "keyId" | "tenantId" | "roles">;

export type RequestErasurePorts = EraseCreatorPorts & { readonly accountPages: AccountPages };

/**
 * Forgets an account that a person names and not our id. Of an account that was never stored its platform is asked for
 * the id, where it can be, and the id is suppressed; otherwise the name waits for the first account that comes by it.
 * @throws AppError `invalid`, code `bad-account`; `forbidden`, code `platform-admin-needed`.
 */
export async function requestErasure(
  ports: RequestErasurePorts,
  input: RequestErasureInput,
  asker: Asker,
): Promise<ErasureView> {
  if (input.everywhere) requirePlatformAdmin(asker);
  const erase = input.everywhere ? everywhere(ports, input, asker) : inTenant(ports, input, asker);
  const { platform } = input;
  const key = accountKeyOf(input);
  if (key.kind === "id") return erase.byId({ platform, platform_user_id: key.platform_user_id });
  const { name } = key;
  const known = await erase.knownBy(name);
  if (known) return known;
  const id = handleAsId(name) ?? (await idShown(ports, name));
  if (id !== null) return erase.byId({ platform, platform_user_id: id });
  const tenants = await erase.tenants();
  const erasure = await eraseByName(ports, { name, scope: input.scope, tenants }, asker.keyId);
  // What an ingest stored in the meantime it stored before it could see the wish.
  return (await erase.knownBy(name)) ?? erasure;
}

/** The catalogue is the platform's own, so its administrator is the platform's. */
function requirePlatformAdmin({ tenantId, roles }: Asker): void {
  if (tenantId === SHARED_TENANT && mayActAs(roles, "admin")) return;
  throw new AppError(
    "forbidden",
    "platform-admin-needed",
    `Only an admin of the tenant ${SHARED_TENANT} may erase in every tenant.`,
  );
}

/** How far a request reaches. */
interface Reach {
  byId(account: Account): Promise<ErasureView>;
  /** Forgets who is stored under the name; null when nobody is. */
  knownBy(name: AccountName): Promise<ErasureView | null>;
  /** The tenants that it speaks for, the one whose erasure it becomes first. */
  tenants(): Promise<readonly [TenantDocuments, ...TenantDocuments[]]>;
}

function inTenant(ports: RequestErasurePorts, { scope }: RequestErasureInput, { keyId }: Asker): Reach {
  const { documents } = ports;
  return {
    /** The tenant's own record, or the common catalogue's where only that one is there. */
    async byId(account) {
      const idIn = (tenant: TenantId) => creatorIdOf(tenant, account.platform, account.platform_user_id);
      const [own, shared] = [idIn(documents.scope.tenantId), idIn(SHARED_TENANT)];
      const found = await documents.getMany("creators", [own, shared]);
      const creatorId = found.has(shared) && !found.has(own) ? shared : own;
      return eraseCreator(ports, { creatorId, scope, account }, keyId);
    },
    async knownBy(name) {
      const named = (await creatorsNamed(documents, [name])).of([name]);
      const creator = named.find(({ tenant_id }) => tenant_id === documents.scope.tenantId) ?? named[0];
      return creator ? eraseCreator(ports, { creatorId: creator.id, scope }, keyId) : null;
    },
    tenants: async () => [documents],
  };
}

function everywhere(ports: RequestErasurePorts, { scope }: RequestErasureInput, { keyId }: Asker): Reach {
  const byId = (account: Account) => eraseEverywhere(ports, { account, scope, origin: "caller" }, keyId);
  return {
    byId,
    /** Whoever went by the name last, in whichever tenant. */
    async knownBy(name) {
      const documents = ports.openDocuments(platformScope(await everyTenant(ports)));
      const named = (await creatorsNamed(documents, [name])).of([name]);
      const [latest] = named.sort((a, b) => (a.fetched_at < b.fetched_at ? 1 : -1));
      return latest ? byId(latest) : null;
    },
    async tenants() {
      const others = (await everyTenant(ports)).filter((tenant) => tenant !== SHARED_TENANT);
      const own = others.map((tenant) =>
        ports.openDocuments(tenantScope(tenant, { subscribesShared: false })),
      );
      return [ports.openDocuments(CATALOGUE_SCOPE), ...own];
    },
  };
}

/** TikTok's research API gives no id: there the handle stands in. */
const handleAsId = ({ platform, name }: AccountName): string | null => (platform === "tiktok" ? name : null);

/** The id that the platform itself has the name lead to now. */
async function idShown({ accountPages }: RequestErasurePorts, name: AccountName): Promise<string | null> {
  const page = await accountPages.look(name, "naming");
  return page.kind === "shown" ? page.platform_user_id : null;
}
