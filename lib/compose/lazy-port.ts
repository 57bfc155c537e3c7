import { madeOnce } from "../domain/made-once.ts";

/**
 * A port that is loaded by its first call, so that a function pays only for the clients that its answer needs. `known`
 * holds properties that need no loading. Every other property must be an async method. A failed load is tried again.
 */
export function lazyPort<P extends object>(load: () => Promise<P>, known: Partial<P> = {}): P {
  const loaded = madeOnce(load);
  return new Proxy(known as P, {
    get(target, name) {
      // `await` asks any object for `then`. A lazy port is no promise and must not answer.
      if (Object.hasOwn(target, name) || name === "then") return Reflect.get(target, name);
      return async (...given: unknown[]) => {
        const port = await loaded();
        const method: unknown = Reflect.get(port, name);
        if (typeof method !== "function") throw new TypeError(`${String(name)} is no method of this port.`);
        return Reflect.apply(method, port, given);
      };
    },
  });
}
