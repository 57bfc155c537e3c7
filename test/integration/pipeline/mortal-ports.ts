/** Thrown in place of the death of a process; no part of the system knows it, so none can handle it. */
export class ProcessDied extends Error {}

/** A process that can be made to die right behind one of its writes, and everything that it then tries fails. */
export interface Mortality {
  /** Writes so far. */
  writes: number;
  /** Dies behind this write, counted from 1; Infinity: lives. */
  diesAfter: number;
  isDead: boolean;
}

const WRITES: ReadonlySet<PropertyKey> = new Set([
  "upsertMany",
  "update",
  "updateMany",
  "delete",
  "deleteUnchanged",
  "put",
  "putStream",
  "deleteAllVersions",
  "deleteUpTo",
  "deletePrefix",
  "send",
  "acknowledge",
  "upsert",
  "replaceMetadata",
  "addMembers",
]);

/** The same port, as a process sees it that may die. */
export function mortalPort<T extends object>(port: T, mortality: Mortality): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...parameters: unknown[]) => {
        if (mortality.isDead) throw new ProcessDied();
        const result: unknown = Reflect.apply(member, target, parameters);
        return WRITES.has(name) ? afterWrite(Promise.resolve(result), mortality) : result;
      };
    },
  });
}

async function afterWrite(write: Promise<unknown>, mortality: Mortality): Promise<unknown> {
  const result = await write;
  mortality.writes += 1;
  if (mortality.writes === mortality.diesAfter) mortality.isDead = true;
  if (mortality.isDead) throw new ProcessDied();
  return result;
}
