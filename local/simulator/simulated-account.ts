import type { Platform } from "../../lib/domain/platform.ts";
import type { JsonObject } from "../../lib/platforms/payload-fields.ts";

/**
 * - `vanished`, `suspended`, `private`: nothing public is left.
 * - `renamed`: the same account under another handle; the old handle is free.
 * - `handed-over`: renamed, and someone else now has the old handle.
 */
export type AccountState = "public" | "vanished" | "suspended" | "private" | "renamed" | "handed-over";

/** An account as crawlers know it: with the handle and id from when they first saw it. */
export interface SimulatedAccount {
  readonly index: number;
  readonly platform: Platform;
  readonly handle: string;
  /** Null if the platform gives no id (TikTok). */
  readonly platformUserId: string | null;
  readonly state: AccountState;
}

/** The owner of a name: an account, or the newcomer who took over its handle. */
export interface Holder {
  readonly account: SimulatedAccount;
  readonly isNewcomer: boolean;
}

/** An account as its platform's API returns it. */
export interface AnsweredAccount {
  readonly id: string;
  readonly handle: string;
  readonly payload: JsonObject;
  /** Newest first. */
  readonly posts: readonly JsonObject[];
}

/** The present handle of a renamed account. */
export const newHandleOf = ({ platform, handle }: Pick<SimulatedAccount, "platform" | "handle">): string =>
  // X allows 15 characters. No generated handle begins with a digit.
  platform === "x" ? `9${handle.slice(0, 14)}` : `9${handle}`;
