import { issueApiKey } from "../../../lib/access/api-keys.ts";
import { registerTenant } from "../../../lib/access/tenants.ts";
import { INDEXED_FIELDS } from "../../../lib/adapters/embedded/sqlite-indexed-fields.ts";
import type { Services } from "../../../lib/compose/services.ts";
import { type Creator, namespaceOf } from "../../../lib/domain/creator.ts";
import {
  type CreatorId,
  creatorIdOf,
  SHARED_TENANT,
  type TenantId,
  tenantIdSchema,
} from "../../../lib/domain/ids.ts";
import type { Keyring } from "../../../lib/domain/keyring.ts";
import { embeddingText, vectorMetadata } from "../../../lib/domain/profile/embedding-text.ts";
import { SYSTEM_SCOPE, tenantScope } from "../../../lib/domain/tenant-scope.ts";
import type { Log } from "../../../lib/lambda/log.ts";
import type { CollectionName } from "../../../lib/ports/tenant-documents.ts";
import { localFunctions } from "../../../local/functions.ts";
import { createGateway } from "../../../local/gateway.ts";
import type { GatewayRequest } from "../../../local/gateway-request.ts";
import { creatorWrite } from "../../doubles/creator-sketch.ts";
import { grantedHosts } from "../../doubles/granted-ports.ts";
import { temporaryComposition } from "../../doubles/temporary-composition.ts";

export const ACME = tenantIdSchema.parse("acme");
export const RIVAL = tenantIdSchema.parse("rival");

/** Words that stand in profiles of the rival alone. */
export const CANARIES = ["zwielicht", "quetzalium", "brimborion"] as const;
/** One of both worlds, so that digests are the same in both. */
const KEYRING: Keyring = { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) };
const NOW = new Date("2026-11-20T10:00:00.000Z");
const COLLECTIONS = ["creators", ...Object.keys(INDEXED_FIELDS)] as CollectionName[];

const HANDLES: Readonly<Record<string, readonly string[]>> = {
  [ACME]: ["chessqueen", "berlinbaker", "yogamara"],
  [SHARED_TENANT]: ["chessking", "parisbaker"],
  [RIVAL]: ["chessrival", "rivalbaker", "rivalyogi"],
};

export const idsOf = (tenant: TenantId): CreatorId[] =>
  (HANDLES[tenant] ?? []).map((handle) => creatorIdOf(tenant, "instagram", handle));

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A system with customers in it, and everything that is asked of its stores written down while `watch` runs. */
export async function openWorld(tenants: readonly TenantId[]) {
  const composition = await temporaryComposition();
  const asked: string[] = [];
  const logged: string[] = [];
  let count = 0;
  const ports = { ...composition.services, clock: { now: () => NOW }, keyring: KEYRING };
  const services = watched(ports, asked, () => {
    count += 1;
    return count
      .toString(32)
      .replaceAll(/[ilou]/g, "z")
      .padStart(26, "0");
  });
  const at = (message: string, fields: object) => void logged.push(JSON.stringify([message, fields]));
  const log: Log = { info: at, warn: at, error: at };
  const functions = localFunctions(grantedHosts({ ...composition, services }, log));
  const gateway = createGateway({ functions: functions.http, authorise: functions.authorise, log });
  const keys = new Map<TenantId, string>();
  for (const tenant of tenants) {
    await fill(services, tenant);
    if (tenant === SHARED_TENANT) continue;
    await registerTenant(services, tenant, "unlimited");
    const owner = { tenantId: tenant, roles: ["admin"], subscribesShared: true, name: "test" } as const;
    keys.set(tenant, await issueApiKey(services, owner));
  }

  const send = (tenant: TenantId, request: GatewayRequest) =>
    gateway.handle({ ...request, headers: { ...request.headers, "x-api-key": [keys.get(tenant) ?? ""] } });
  return {
    ...{ services, functions, memory: composition.search.memory, send },
    /** Runs something with counted ids that begin anew; what was asked of the stores and logged meanwhile. */
    async watch<T>(run: () => Promise<T>) {
      asked.length = 0;
      logged.length = 0;
      count = 1_000_000;
      return { result: await run(), asked: [...asked], logged: [...logged] };
    },
    recordsOf: (tenant: TenantId) => recordsOf(services, tenant),
    close: composition.close,
  };
}

async function fill(services: Services, tenant: TenantId): Promise<void> {
  const documents = services.openDocuments(tenantScope(tenant, { subscribesShared: false }));
  const canary = tenant === RIVAL ? `${CANARIES.join(" ")} ` : "";
  for (const handle of HANDLES[tenant] ?? []) {
    const topic = handle.includes("chess")
      ? "chess openings"
      : handle.includes("bak")
        ? "bread baking"
        : "yoga";
    const sketch = {
      handle,
      bio: `${canary}I teach ${topic}`,
      followers: 20_000,
      country: "DE",
      languages: ["de"],
    };
    const { creator, ...write } = creatorWrite(sketch, tenant, NOW);
    await documents.upsertMany("creators", [write]);
    await index(services, tenant, creator);
    await services.objects.put(
      `raw/${tenant}/instagram/${creator.id}/20261120T100000Z.json.gz`,
      Buffer.from("raw"),
    );
  }
  await services.objects.put(`quarantine/${tenant}/one.json`, Buffer.from("refused"));
}

async function index({ embedder, vectors }: Services, tenant: TenantId, creator: Creator): Promise<void> {
  const [values] = await embedder.embed([embeddingText(creator)]);
  if (!values) return;
  const record = { id: creator.id, values, metadata: vectorMetadata(creator) };
  await vectors.upsert(namespaceOf(tenant, creator.platform), [record]);
}

/** The ports of a system with every call to them written down. */
function watched(services: Services, asked: string[], random: () => string): Services {
  const noting = <P extends object>(name: string, port: P): P =>
    new Proxy(port, {
      get(target, method) {
        const value: unknown = Reflect.get(target, method);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          asked.push(`${name}.${String(method)} ${JSON.stringify(given, withoutVectors)}`);
          return Reflect.apply(value, target, given);
        };
      },
    });
  return {
    ...services,
    ids: { random },
    cache: noting("cache", services.cache),
    vectors: noting("vectors", services.vectors),
    keywords: noting("keywords", services.keywords),
    objects: noting("objects", services.objects),
    queues: noting("queues", services.queues),
    openDocuments: (scope) => {
      asked.push(`documents ${JSON.stringify(scope)}`);
      return services.openDocuments(scope);
    },
  };
}

const withoutVectors = (_key: string, value: unknown): unknown =>
  value instanceof Float32Array || Buffer.isBuffer(value) ? null : value;

/** Everything that is stored for a tenant, in every store. */
async function recordsOf(services: Services, tenant: TenantId): Promise<string> {
  const documents = services.openDocuments(tenantScope(tenant, { subscribesShared: false }));
  const found: unknown[] = [];
  for (const collection of COLLECTIONS) {
    for await (const page of documents.scan(collection, "")) found.push(...page);
  }
  for await (const page of services.openDocuments(SYSTEM_SCOPE).scan("api_keys", "")) {
    found.push(...page.filter(({ owner }) => owner === tenant));
  }
  const namespace = namespaceOf(tenant, "instagram");
  const { ids } = await services.vectors.list(namespace, { limit: 1_000 });
  const vectors = await services.vectors.fetch(namespace, ids);
  const objects = [];
  for (const folder of ["raw", "quarantine", "inbox", "backups"]) {
    objects.push(...(await services.objects.list(`${folder}/${tenant}/`)).objects.map(({ key }) => key));
  }
  const stored = vectors.map(({ id, values, metadata }) => ({ id, values: [...values], metadata }));
  return JSON.stringify({ found, stored: stored.sort((a, b) => (a.id < b.id ? -1 : 1)), objects });
}
