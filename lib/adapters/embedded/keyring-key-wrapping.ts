import { randomBytes } from "node:crypto";
import { boundTo } from "../../domain/consent.ts";
import { AppError } from "../../domain/errors.ts";
import type { Keyring } from "../../domain/keyring.ts";
import { openBytes, sealBytes } from "../../domain/sealing.ts";
import type { KeyWrapping } from "../../ports/key-wrapping.ts";

const KEY_BYTES = 32;

/** Wraps data keys with AES-256-GCM under a key from a separate file: `<version>.<base64>`. */
export function createKeyringKeyWrapping({ current, keys }: Keyring): KeyWrapping {
  const master = keys.get(current);
  if (!master) throw new Error(`The wrapping keys have no version ${current}.`);
  return {
    async newDataKey(owner) {
      const key = randomBytes(KEY_BYTES);
      return { key, wrapped: `${current}.${sealBytes(master, boundTo(owner), key).toString("base64")}` };
    },
    async unwrap(wrapped, owner) {
      const [version = "", sealed = ""] = wrapped.split(".");
      const wrapping = keys.get(Number(version));
      const key = wrapping ? openBytes(wrapping, boundTo(owner), Buffer.from(sealed, "base64")) : null;
      if (key) return key;
      throw new AppError("invalid", "foreign-data-key", "The key was wrapped for something else.", {
        creator: owner.creator,
      });
    },
  };
}
