import {
  type BucketName,
  type FunctionSettings,
  HTTP_SETTINGS,
  type ObjectAccess,
  QUEUE_WORKERS,
} from "../../cdk/functions.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { KeyWrapping } from "../../lib/ports/key-wrapping.ts";
import type { Objects } from "../../lib/ports/objects.ts";
import type { Queues, WorkQueue } from "../../lib/ports/queues.ts";

interface Guarded {
  readonly queues: Queues;
  readonly objects: Objects;
  readonly keyWrapping: KeyWrapping;
}

export type DeployedStem = keyof typeof QUEUE_WORKERS | keyof typeof HTTP_SETTINGS;

const ROWS: Readonly<Record<DeployedStem, FunctionSettings>> = { ...QUEUE_WORKERS, ...HTTP_SETTINGS };

/** As lib/adapters/cloud/s3-buckets.ts has them. */
const BUCKET_OF: Readonly<Record<string, BucketName>> = {
  inbox: "raw",
  raw: "raw",
  quarantine: "quarantine",
  backups: "backup",
  exports: "export",
};

/** What each method of the port asks of S3: cdk/constructs/system-function.ts grants actions for these. */
const NEEDS = {
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

/**
 * Ports as one deployed function has them: what its row in cdk/functions.ts does not grant is refused, as AWS would. A
 * use case that outgrows its row so fails in the tests of the pipeline and not after a deployment.
 */
export function grantedPorts<P extends Guarded>(ports: P, stem: DeployedStem): P {
  const { sends = [], measures = [], objects = {}, contacts = [] } = ROWS[stem];
  const demand = (isGranted: boolean, what: string): void => {
    if (!isGranted)
      throw new AppError("forbidden", "not-granted", `${stem} may not ${what}.`, { stem, what });
  };
  const queues = guarded(ports.queues, (method, [queue]) => {
    const allowed: readonly WorkQueue[] = method === "depth" ? measures : sends;
    if (method === "send" || method === "depth")
      demand(
        allowed.some((one) => one === queue || (method === "depth" && `${one}-dead` === queue)),
        `${method} ${String(queue)}`,
      );
  });
  const stored = guarded(ports.objects, (method, [given]) => {
    const bucket = (key: string) => BUCKET_OF[key.split("/")[0] ?? ""] ?? "raw";
    for (const key of [given].flat().map(String)) {
      const has: readonly ObjectAccess[] = objects[bucket(key)] ?? [];
      const needs: readonly ObjectAccess[] = NEEDS[method];
      demand(
        needs.some((one) => has.includes(one)),
        `${method} in ${bucket(key)}`,
      );
    }
  });
  const wrapping = guarded(ports.keyWrapping, (method) =>
    demand(contacts.includes(method === "unwrap" ? "open" : "seal"), method),
  );
  return { ...ports, queues, objects: stored, keyWrapping: wrapping };
}

/** A port whose every call is looked at first. */
function guarded<T extends object>(
  port: T,
  look: (method: keyof T & string, given: readonly unknown[]) => void,
): T {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...given: unknown[]) => {
        look(name as keyof T & string, given);
        return Reflect.apply(method, target, given);
      };
    },
  });
}
