import { boundTo, type Consent, type SealedFor } from "../domain/consent.ts";
import { AppError } from "../domain/errors.ts";
import { openBytes, sealBytes } from "../domain/sealing.ts";
import type { KeyWrapping } from "../ports/key-wrapping.ts";

/**
 * What a consent keeps sealed, as JSON text.
 * @throws AppError `invalid`, code `foreign-data-key`.
 */
export async function openedConsent(
  keyWrapping: KeyWrapping,
  { sealed }: Pick<Consent, "sealed">,
  owner: SealedFor,
): Promise<Buffer> {
  const key = await keyWrapping.unwrap(sealed.key, owner);
  const clear = openBytes(key, boundTo(owner), Buffer.from(sealed.content, "base64"));
  if (clear) return clear;
  throw new AppError("invalid", "foreign-data-key", "What is sealed does not fit its key.", {
    creator: owner.creator,
  });
}

/** What a consent keeps, sealed under a new data key. */
export async function sealedUnder(
  keyWrapping: KeyWrapping,
  clear: Uint8Array,
  owner: SealedFor,
): Promise<Consent["sealed"]> {
  const { key, wrapped } = await keyWrapping.newDataKey(owner);
  return { key: wrapped, content: sealBytes(key, boundTo(owner), clear).toString("base64") };
}

/** The same consent under a data key that another wrapping key opens. */
export const rewrapped = async (
  from: KeyWrapping,
  to: KeyWrapping,
  consent: Consent,
  owner: SealedFor,
): Promise<Consent> => ({
  ...consent,
  sealed: await sealedUnder(to, await openedConsent(from, consent, owner), owner),
});
