import { randomUUID } from "node:crypto";
import { manageAccess } from "../lib/access/manage-access.ts";
import { registerTenant } from "../lib/access/tenants.ts";
import type { Services } from "../lib/compose/services.ts";
import { addTargets } from "../lib/crawl/targets/add-targets.ts";
import { listTargets } from "../lib/crawl/targets/list-targets.ts";
import { dropTargets } from "../lib/crawl/targets/remove-targets.ts";
import { LOCAL_TENANT, type TenantId } from "../lib/domain/ids.ts";
import { LOCAL_SCOPE, ownScope } from "../lib/domain/tenant-scope.ts";
import { linkIdentity, unlinkIdentity } from "../lib/identity/link-identity.ts";
import { listSuggestions } from "../lib/identity/review-suggestions.ts";
import { suggestIdentities } from "../lib/identity/suggest-identities.ts";
import { contextOf } from "../lib/lambda/authoriser-context.ts";
import type { Log } from "../lib/lambda/log.ts";
import type { Clock } from "../lib/ports/clock.ts";
import type { KeyringStore } from "../lib/ports/keyring-store.ts";
import { endingOf } from "../lib/stored/object-keys.ts";
import { manageBackups } from "./backup-commands.ts";
import type { Commands } from "./commands.ts";
import { crawl } from "./crawl-command.ts";
import { followDropped } from "./follow-dropped.ts";
import { invokeFunction, type LocalFunctions } from "./functions.ts";
import type { Gateway } from "./gateway.ts";
import { manageKeyring } from "./keyring-commands.ts";
import { lambdaContext } from "./lambda-context.ts";
import { runbookCommand } from "./runbook-command.ts";
import { systemStatus } from "./system-status.ts";

const FOLDER_KEY = "data-folder";

/** A user who can read the data folder may do everything with it, in every tenant's name. */
const folderOwner = (tenantId: TenantId) =>
  contextOf({ tenantId, roles: ["admin"], subscribesShared: true, plan: "unlimited", keyId: FOLDER_KEY });

/** Simulated platforms may have any clock. What is due at the beginning of time is due on all of them. */
const BEFORE_ALL: Clock = { now: () => new Date(0) };

const DECISIONS = { link: linkIdentity, unlink: unlinkIdentity };

/** The commands of a data folder that this process has open. */
export function ownCommands(parts: {
  readonly services: Services;
  /** Null if the keyring is not the folder's own. */
  readonly keyringStore: KeyringStore | null;
  readonly gateway: Gateway;
  readonly functions: LocalFunctions;
  readonly dataDir: string;
  readonly log: Log;
  /** Called before a command waits for work. */
  readonly startWork: () => Promise<void>;
}): Commands {
  const { services, keyringStore, gateway, functions, startWork } = parts;
  const ownDocuments = (tenant: TenantId) => services.openDocuments(ownScope(tenant));
  return {
    async request({ method, target, body, tenant = LOCAL_TENANT }) {
      const answer = await gateway.handle(
        {
          method,
          target,
          headers: { "content-type": ["application/json"] },
          body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
          sourceIp: "",
          requestId: randomUUID(),
        },
        folderOwner(tenant),
      );
      return { status: answer.statusCode, body: JSON.parse(answer.body) };
    },
    async drop({ tenant, name }, body) {
      // A file's name may be a person's. The key is in messages, where no erasure looks for names.
      const key = `inbox/${tenant}/${services.ids.random()}${endingOf(name)}`;
      await registerTenant(services, tenant);
      await services.objects.putStream(key, body);
      return { tenant, key };
    },
    async follow(dropped, options) {
      await startWork();
      return followDropped(services, dropped, options);
    },
    invoke: ({ function: name, event }) =>
      invokeFunction(functions, name, event, lambdaContext(name, randomUUID())),
    ...identityCommands(services),
    access: (request) => manageAccess(services, request, FOLDER_KEY),
    keyring: (request) => manageKeyring(services, keyringStore, request, FOLDER_KEY),
    runbook: (request) => runbookCommand(services, request, FOLDER_KEY),
    async backup(request, options) {
      if (request.action === "create") await startWork();
      return manageBackups(services, request, options);
    },
    status: () => systemStatus(services),
    async crawl(request, options) {
      await startWork();
      return crawl(parts, request, options);
    },
    async addTargets({ tenant, ...input }) {
      await registerTenant(services, tenant);
      const clock = input.synthetic ? BEFORE_ALL : services.clock;
      return addTargets({ ...services, clock }, ownDocuments(tenant), { ...input, source: "operator" });
    },
    listTargets: ({ tenant, ...filters }) => listTargets(ownDocuments(tenant), filters),
    removeTargets: ({ tenant, accounts }) => dropTargets(ownDocuments(tenant), accounts),
  };
}

/** Identities over everything that the folder holds. */
const identityCommands = (services: Services): Pick<Commands, "decideIdentity" | "suggestIdentities"> => ({
  decideIdentity: ({ decision, a, b }) =>
    DECISIONS[decision](
      { ...services, documents: services.openDocuments(LOCAL_SCOPE) },
      { a, b },
      FOLDER_KEY,
    ),
  async suggestIdentities({ atLeast, limit }) {
    const { report } = await suggestIdentities(services, { tenantId: LOCAL_TENANT });
    const ports = { ...services, documents: services.openDocuments(LOCAL_SCOPE) };
    const { data, next_cursor } = await listSuggestions(ports, { at_least: atLeast, limit });
    return { ...report, suggestions: data, more: next_cursor !== null };
  },
});
