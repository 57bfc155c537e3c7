import { describe, expect, it } from "vitest";
import type { ReadCapacity } from "../../lib/ports/read-capacity.ts";

/** What every implementation of `ReadCapacity` promises. `open` makes one with this many replicas; null: on demand. */
export function describeReadCapacityContract(
  name: string,
  open: (replicas: number | null, most: number) => ReadCapacity,
): void {
  describe(`${name} keeps the contract of ReadCapacity`, () => {
    it("tells its replicas, sets them as often as it is told to, and knows how many are allowed", async () => {
      const port = open(2, 4);
      expect([await port.replicas(), port.most]).toEqual([2, 4]);
      for (const replicas of [3, 3, 2]) {
        await port.setReplicas(replicas);
        expect(await port.replicas()).toBe(replicas);
      }
    });

    it("has none to count and takes none where the index reads on demand", async () => {
      const port = open(null, 4);
      expect(await port.replicas()).toBeNull();
      await expect(port.setReplicas(1)).rejects.toMatchObject({ kind: "invalid" });
    });
  });
}
