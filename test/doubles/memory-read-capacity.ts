import { AppError } from "../../lib/domain/errors.ts";
import type { ReadCapacity } from "../../lib/ports/read-capacity.ts";

/** Read nodes whose number a test sees and sets; null: on demand. */
export interface MemoryReadCapacity extends ReadCapacity {
  count: number | null;
}

export function memoryReadCapacity(count: number | null, most: number): MemoryReadCapacity {
  return {
    ...{ count, most },
    async replicas() {
      return this.count;
    },
    async setReplicas(replicas) {
      if (this.count === null) throw new AppError("invalid", "no-read-nodes", "None.");
      this.count = replicas;
    },
  };
}
