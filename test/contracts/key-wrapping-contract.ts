import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { creatorIdOf } from "../../lib/domain/ids.ts";
import type { KeyWrapping } from "../../lib/ports/key-wrapping.ts";
import type { Opened } from "./eventually.ts";
import { uniqueTenant } from "./sample-records.ts";

/** What every implementation of `KeyWrapping` promises. */
export function describeKeyWrappingContract(name: string, open: () => Promise<Opened<KeyWrapping>>): void {
  describe(`${name} keeps the contract of KeyWrapping`, () => {
    let opened: Opened<KeyWrapping>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const tenant = uniqueTenant();
    const owner = { tenant, creator: creatorIdOf(tenant, "x", "1") };
    const foreign = { code: "foreign-data-key", kind: "invalid" };

    it("makes keys of 256 bits, no two alike, and opens each again", async () => {
      const [one, other] = await Promise.all([opened.port.newDataKey(owner), opened.port.newDataKey(owner)]);
      expect(one.key).toHaveLength(32);
      expect(Buffer.from(one.key)).not.toEqual(Buffer.from(other.key));
      expect(Buffer.from(await opened.port.unwrap(one.wrapped, owner))).toEqual(Buffer.from(one.key));
    });

    it("shows nothing of the key in what is kept", async () => {
      const { key, wrapped } = await opened.port.newDataKey(owner);
      expect(wrapped).not.toContain(Buffer.from(key).toString("base64").slice(0, 20));
    });

    it("opens a key for no other creator, in no other tenant", async () => {
      const { wrapped } = await opened.port.newDataKey(owner);
      const other = { ...owner, creator: creatorIdOf(tenant, "x", "2") };
      await expect(opened.port.unwrap(wrapped, other)).rejects.toMatchObject(foreign);
      await expect(opened.port.unwrap(wrapped, { ...owner, tenant: uniqueTenant() })).rejects.toMatchObject(
        foreign,
      );
    });

    it("refuses a key that was changed, and what is none", async () => {
      const { wrapped } = await opened.port.newDataKey(owner);
      const at = wrapped.length - 6;
      const changed = wrapped.slice(0, at) + (wrapped[at] === "A" ? "B" : "A") + wrapped.slice(at + 1);
      await expect(opened.port.unwrap(changed, owner)).rejects.toMatchObject(foreign);
      await expect(opened.port.unwrap("nonsense", owner)).rejects.toMatchObject(foreign);
    });
  });
}
