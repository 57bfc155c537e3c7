import {
  AUTHORISER,
  FOLDERS,
  FOLLOWER,
  type Folder,
  type Grants,
  HTTP_SETTINGS,
  type ObjectAccess,
  QUEUE_WORKERS,
  SCRAPER,
  SECRETS,
  VECTOR_WRITERS,
} from "../../cdk/functions.ts";
import { MONGO_ROLES, type MongoRights } from "../../lib/adapters/cloud/mongo-roles.ts";
import { AppError } from "../../lib/domain/errors.ts";
import { type Composition, type Host, lazyHost } from "../../lib/lambda/host.ts";
import type { Log } from "../../lib/lambda/log.ts";
import type { AccountPages } from "../../lib/ports/account-pages.ts";
import type { Consumers } from "../../lib/ports/consumers.ts";
import { WRITTEN_ONCE } from "../../lib/ports/documents.ts";
import type { Embedder } from "../../lib/ports/embedder.ts";
import type { KeyWrapping } from "../../lib/ports/key-wrapping.ts";
import type { KeywordIndex } from "../../lib/ports/keyword-index.ts";
import type { Objects } from "../../lib/ports/objects.ts";
import type { Queues, WorkQueue } from "../../lib/ports/queues.ts";
import type {
  CollectionName,
  OpenTenantDocuments,
  TenantDocuments,
} from "../../lib/ports/tenant-documents.ts";
import type { VectorIndex } from "../../lib/ports/vector-index.ts";
import type { FunctionName } from "../../local/functions.ts";

interface Guarded {
  readonly openDocuments: OpenTenantDocuments;
  readonly queues?: Queues;
  readonly objects?: Objects;
  readonly keyWrapping?: KeyWrapping;
  readonly documents?: TenantDocuments;
  readonly keywords?: KeywordIndex;
  readonly vectors?: VectorIndex;
  readonly embedder?: Embedder;
  readonly accountPages?: AccountPages;
  readonly consumers?: Consumers;
}

export type DeployedStem = FunctionName | "scraper" | "follower";

const ROWS: Readonly<Record<DeployedStem, Grants>> = {
  ...QUEUE_WORKERS,
  ...HTTP_SETTINGS,
  authorise: AUTHORISER,
  scraper: SCRAPER,
  follower: FOLLOWER,
};

/** What each method of the port asks of S3: cdk/constructs/system-function.ts grants actions for these. */
const OBJECT_NEEDS = {
  get: ["read"],
  stream: ["read"],
  head: ["read"],
  signedLink: ["read"],
  signedUpload: ["write"],
  list: ["list", "read", "erase"],
  put: ["write"],
  putStream: ["write"],
  deleteAllVersions: ["erase"],
  deleteUpTo: ["erase"],
  deletePrefix: ["erase"],
} as const satisfies Record<keyof Objects, readonly ObjectAccess[]>;

/** What each method asks of MongoDB: lib/adapters/cloud/mongo-document*.ts. An upsert that is refused reads what stands there. */
const DOCUMENT_NEEDS = {
  ...{
    get: ["reads"],
    getMany: ["reads"],
    getSearched: ["reads"],
    find: ["reads"],
    count: ["reads"],
    scan: ["reads"],
  },
  upsertMany: ["reads", "puts"],
  ...{ update: ["changes"], updateMany: ["changes"] },
  ...{ delete: ["removes"], deleteUnchanged: ["removes"] },
} as const satisfies Record<Exclude<keyof TenantDocuments, "scope">, readonly (keyof MongoRights)[]>;

/** Methods that change the index. The others need a key that reads. */
const VECTOR_WRITES: readonly string[] = [
  "upsert",
  "replaceMetadata",
  "delete",
] satisfies (keyof VectorIndex)[];

/** What was refused, also if the use case continued without it. */
export const refusedRights: string[] = [];
/** Collections that were written to, by role: `search puts audit_heads`. */
export const usedRights = new Set<string>();

/**
 * Ports as one deployable has them: what its row in cdk/functions.ts does not grant is refused, as AWS, MongoDB and
 * Pinecone would. So a use case that needs more than its row grants fails in the tests, not after a deployment.
 */
export function grantedPorts<P extends Guarded>(ports: P, stem: DeployedStem): P {
  const {
    role,
    sends = [],
    measures = [],
    pauses = [],
    objects = {},
    contacts = [],
    platforms = false,
  } = ROWS[stem];
  const keys: readonly string[] = SECRETS[role];
  const demand = (isGranted: boolean, what: string): void => {
    if (isGranted) return;
    refusedRights.push(`${stem} ${what}`);
    throw new AppError("forbidden", "not-granted", `${stem} may not ${what}.`, { stem, what });
  };
  const queues = (port: Queues) =>
    guarded(port, (method, [queue]) => {
      const allowed: readonly WorkQueue[] = method === "depth" ? measures : sends;
      if (method === "send" || method === "depth")
        demand(
          allowed.some((one) => one === queue || (method === "depth" && `${one}-dead` === queue)),
          `${method} ${String(queue)}`,
        );
    });
  const stored = (port: Objects) =>
    guarded(port, (method, [given]) => {
      for (const one of [given].flat()) {
        const folder = folderOf(one);
        const has: readonly ObjectAccess[] = objects[folder] ?? [];
        const needs: readonly ObjectAccess[] = OBJECT_NEEDS[method];
        demand(
          needs.some((need) => has.includes(need)),
          `${method} in ${folder}/`,
        );
      }
    });
  const wrapping = (port: KeyWrapping) =>
    guarded(port, (method) => demand(contacts.includes(method === "unwrap" ? "open" : "seal"), method));
  const documents = (port: TenantDocuments) =>
    guarded(port, (method, [collection]) => {
      const needs: readonly (keyof MongoRights)[] = method === "scope" ? [] : DOCUMENT_NEEDS[method];
      for (const need of needs) {
        demand(
          isHeld(MONGO_ROLES[role], need, collection as CollectionName),
          `${method} ${String(collection)} as ${role}`,
        );
        if (need !== "reads") usedRights.add(`${role} ${need} ${String(collection)}`);
      }
    });
  return {
    ...ports,
    ...(ports.queues && { queues: queues(ports.queues) }),
    ...(ports.objects && { objects: stored(ports.objects) }),
    ...(ports.keyWrapping && { keyWrapping: wrapping(ports.keyWrapping) }),
    openDocuments: (scope: Parameters<OpenTenantDocuments>[0]) => documents(ports.openDocuments(scope)),
    ...(ports.documents && { documents: documents(ports.documents) }),
    ...(ports.keywords && {
      // Atlas Search looks for its index, which takes the role `read` of the whole database: mongo-roles.ts.
      keywords: guarded(ports.keywords, (method) =>
        demand(MONGO_ROLES[role].reads === "all", `${method} as ${role}`),
      ),
    }),
    ...(ports.vectors && {
      vectors: guarded(ports.vectors, (method) => {
        const writes = VECTOR_WRITES.includes(method);
        demand(
          keys.includes("PINECONE_API_KEY") && (!writes || VECTOR_WRITERS.some((one) => one === role)),
          `${method} vectors as ${role}`,
        );
      }),
    }),
    ...(ports.embedder && {
      embedder: guarded(ports.embedder, () => demand(keys.includes("OPENAI_API_KEY"), `embed as ${role}`)),
    }),
    ...(ports.consumers && {
      consumers: guarded(ports.consumers, (method, [queue]) => {
        const allowed: readonly WorkQueue[] = method === "state" ? [...measures, ...pauses] : pauses;
        demand(
          allowed.some((one) => one === queue),
          `${method} ${String(queue)}`,
        );
      }),
    }),
    ...(ports.accountPages && {
      accountPages: guarded(ports.accountPages, () => demand(platforms, "look at accounts")),
    }),
  };
}

/** The host of each function over one system, with what the function's row grants. */
export const grantedHosts =
  (composition: Composition, log: Log, origins?: Host["origins"]) =>
  (stem: FunctionName): Host =>
    lazyHost(
      async () => ({ ...composition, services: grantedPorts(composition.services, stem) }),
      log,
      origins,
    );

function isHeld(rights: MongoRights, need: keyof MongoRights, collection: CollectionName): boolean {
  const { reads, adds = [], puts = [], changes = [], removes = [] } = rights;
  const held = {
    reads: reads === "all" ? [collection] : reads,
    adds,
    // The adapter inserts what is written once, so it needs no other right.
    puts: collection === WRITTEN_ONCE ? adds : puts,
    changes: [...changes, ...puts],
    removes,
  };
  return held[need].includes(collection);
}

/** Of a key, a prefix, or an object that was looked at. */
function folderOf(given: unknown): Folder {
  const key = typeof given === "object" && given !== null && "key" in given ? given.key : given;
  const [first = ""] = String(key).split("/");
  if (first in FOLDERS) return first as Folder;
  throw new Error(`No folder of ours: ${String(key)}.`);
}

/** A port whose calls are checked first. A method that returns a promise rejects, as a refused call does. */
function guarded<T extends object>(
  port: T,
  look: (method: keyof T & string, given: readonly unknown[]) => void,
): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...given: unknown[]) => {
        try {
          look(name as keyof T & string, given);
        } catch (refusal) {
          if (name === "scan") throw refusal;
          return Promise.reject(refusal);
        }
        return Reflect.apply(method, target, given);
      };
    },
  });
}
