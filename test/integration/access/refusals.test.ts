import { afterEach, beforeEach, expect, test } from "vitest";
import { issueApiKey } from "../../../lib/access/api-keys.ts";
import { listAudit } from "../../../lib/audit/list-audit.ts";
import type { EmbeddedComposition } from "../../../lib/compose/embedded.ts";
import type { Services } from "../../../lib/compose/services.ts";
import type { Operation } from "../../../lib/domain/api/operation.ts";
import { OPERATIONS } from "../../../lib/domain/api/operations.ts";
import type { Role } from "../../../lib/domain/api/roles.ts";
import { mayActAs } from "../../../lib/domain/api/roles.ts";
import { creatorIdOf, tenantIdSchema } from "../../../lib/domain/ids.ts";
import { tenantScope } from "../../../lib/domain/tenant-scope.ts";
import { localFunctions } from "../../../local/functions.ts";
import { createGateway } from "../../../local/gateway.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { grantedHosts } from "../../doubles/granted-ports.ts";
import { temporaryComposition } from "../../doubles/temporary-composition.ts";
import { requestFor } from "./requests.ts";

const ACME = tenantIdSchema.parse("acme");
const CREATOR = creatorIdOf(ACME, "x", "42");
const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
const NEED_A_ROLE = OPERATIONS.filter(({ role }) => role !== null);
const CLOSED_TO_VIEWERS = NEED_A_ROLE.filter(({ role }) => role !== null && !mayActAs(["viewer"], role));

let composition: EmbeddedComposition;
let logged: string[];

beforeEach(async () => {
  composition = await temporaryComposition();
  logged = [];
});
afterEach(() => composition?.close());

/** Asks with a new key of a role; `services` may be broken. */
async function asking(role: Role, services: Services = composition.services) {
  const owner = { tenantId: ACME, roles: [role], subscribesShared: false, name: role };
  const key = await issueApiKey(composition.services, owner);
  const at = (message: string) => void logged.push(message);
  const log = { info: at, warn: at, error: at };
  const functions = localFunctions(grantedHosts({ ...composition, services }, log));
  const gateway = createGateway({ functions: functions.http, authorise: functions.authorise, log });
  const ask = (operation: Operation, values: Readonly<Record<string, unknown>> = operation.example) =>
    gateway.handle(requestFor(operation, values, { "x-api-key": key }));
  return { ask, keyId: key.split("_")[1] };
}

async function refusals(query: object = {}) {
  const documents = composition.services.openDocuments(tenantScope(ACME, { subscribesShared: false }));
  const request = { limit: 200, outcome: "refused", ...query } as const;
  return (await listAudit({ ...composition.services, documents }, request)).data;
}

test("every route that a viewer is refused is on record under the viewer's key, and no other", async () => {
  const { ask, keyId } = await asking("viewer");
  for (const operation of NEED_A_ROLE) await ask(operation);
  const entries = await refusals();
  expect(entries.map(({ detail }) => detail.route).toSorted()).toEqual(
    CLOSED_TO_VIEWERS.map(nameOf).toSorted(),
  );
  for (const entry of entries) {
    expect(entry).toMatchObject({ actor: keyId, detail: { code: "role-needed", count: 1 } });
    expect(entry.address_digest).toMatch(/^[0-9a-f]{64}$/);
  }
});

test("a refused erasure names the creator so that it is found by it, and erases nothing", async () => {
  const { ask } = await asking("viewer");
  const erase = OPERATIONS.find(({ id }) => id === "eraseCreator");
  if (!erase) throw new Error("There is no eraseCreator.");
  for (let time = 0; time < 12; time += 1) expect((await ask(erase, { id: CREATOR })).statusCode).toBe(403);
  const found = await refusals({ action: "erase-creator", subject: CREATOR });
  expect(found.map(({ detail }) => detail.count)).toEqual([10, 1]);
});

test("a customer's administrator who would erase in every tenant is on record with what was missing", async () => {
  const { ask } = await asking("admin");
  const request = OPERATIONS.find(({ id }) => id === "requestErasure");
  if (!request) throw new Error("There is no requestErasure.");
  const answer = await ask(request, { platform: "x", platform_user_id: "42", everywhere: true });
  expect(answer.statusCode).toBe(403);
  expect(await refusals()).toMatchObject([
    { action: "request-erasure", detail: { code: "platform-admin-needed", route: "POST /erasures" } },
  ]);
});

test("what is allowed asks no counter of refusals and enters nothing", async () => {
  let counted = 0;
  const cache = new Proxy(composition.services.cache, {
    get(target, name) {
      if (name === "increment") counted += 1;
      return Reflect.get(target, name);
    },
  });
  const { ask } = await asking("admin", { ...composition.services, cache });
  const search = OPERATIONS.find(({ id }) => id === "searchCreators");
  if (!search) throw new Error("There is no searchCreators.");
  expect((await ask(search)).statusCode).toBe(200);
  expect([counted, await refusals()]).toEqual([0, []]);
});

test.each(["cache", "documents"])(
  "with a broken %s a refusal stays a 403, and the log says that it is not on record",
  async (part) => {
    const { services } = composition;
    const broken: Partial<Services> =
      part === "cache"
        ? { cache: withChaos(services.cache, { increment: {} }) }
        : {
            openDocuments: (scope) => withChaos(services.openDocuments(scope), { upsertMany: {} }),
          };
    const { ask } = await asking("viewer", { ...services, ...broken });
    const [closed] = CLOSED_TO_VIEWERS;
    if (!closed) throw new Error("Viewers may do everything.");
    expect((await ask(closed)).statusCode).toBe(403);
    expect(logged).toContain("refusal not on record");
    expect(await refusals()).toEqual([]);
  },
);
