import { isPlatformId } from "../domain/crawl/target.ts";
import { AppError } from "../domain/errors.ts";
import { type AccountName, accountOfAddress, accountPasted, channelIdOf } from "../domain/identity.ts";
import type { Platform } from "../domain/platform.ts";

/** An account, named in exactly one way. */
export interface NamedAccount {
  readonly platform: Platform;
  readonly handle?: string | undefined;
  readonly url?: string | undefined;
  readonly platform_user_id?: string | undefined;
}

/**
 * How to look for an account: by its platform's own id, if the request gives one or the name holds one; otherwise by
 * its handle.
 * @throws AppError `invalid`, code `bad-account`, that names the field.
 */
export type AccountKey =
  | { readonly kind: "id"; readonly platform_user_id: string }
  | { readonly kind: "name"; readonly name: AccountName };

export function accountKeyOf(account: NamedAccount): AccountKey {
  const { platform, platform_user_id } = account;
  if (platform_user_id !== undefined) {
    if (!isPlatformId(platform, platform_user_id)) throw badAccount(platform, "platform_user_id");
    return { kind: "id", platform_user_id };
  }
  const name = accountNameOf(account);
  const channelId = channelIdOf(name);
  return channelId === null ? { kind: "name", name } : { kind: "id", platform_user_id: channelId };
}

/**
 * The account's name as people write it.
 * @throws AppError `invalid`, code `bad-account`, that names the field.
 */
export function accountNameOf({ platform, handle, url }: NamedAccount): AccountName {
  const name = url === undefined ? accountPasted(platform, handle ?? "") : accountOfAddress(url);
  if (name?.platform === platform) return name;
  throw badAccount(platform, url === undefined ? "handle" : "url");
}

const badAccount = (platform: Platform, field: keyof NamedAccount): AppError =>
  new AppError("invalid", "bad-account", `The ${field} names no account of ${platform}.`, { field });
