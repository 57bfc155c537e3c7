import { LRUCache } from "lru-cache";
import type { Platform } from "../../lib/domain/platform.ts";
import { envelopeAt, truthOf } from "../generate/generate-envelopes.ts";
import { randomOf } from "../generate/random.ts";
import { answeredAccount } from "./answered-account.ts";
import {
  type AccountState,
  type AnsweredAccount,
  type Holder,
  newHandleOf,
  type SimulatedAccount,
} from "./simulated-account.ts";

/** Shares of all accounts, 0 to 1; the rest are public. */
export type StateShares = Readonly<Record<Exclude<AccountState, "public">, number>>;

const USUAL_SHARES: StateShares = {
  vanished: 0.01,
  suspended: 0.005,
  private: 0.005,
  renamed: 0.01,
  "handed-over": 0.002,
};

export interface SimulatedWorld {
  readonly accounts: readonly SimulatedAccount[];
  byHandle(platform: Platform, handle: string): Holder | null;
  byId(platform: Platform, id: string): Holder | null;
  answered(holder: Holder): AnsweredAccount;
  /** Marks that the account was requested. Each time it then gains one follower. */
  touch(index: number): void;
  /** The holder of the account writes this into the bio. */
  writeBio(holder: Holder, bio: string): void;
  /** The account changes its state, for example it is renamed, is closed, or passes its handle to someone else. */
  become(index: number, state: AccountState): void;
}

export interface WorldOptions {
  readonly count: number;
  readonly seed: number;
  /** The posts were made before this time. */
  readonly now: Date;
  readonly shares?: StateShares;
}

/** A stream that the generator of envelopes does not use. */
const STATE_STREAM = 101;
const CACHED_ACCOUNTS = 500;

/**
 * The creators that `increator generate` makes from the same seed. Profiles are made on request; only names are kept.
 */
export function createWorld({ count, seed, now, shares = USUAL_SHARES }: WorldOptions): SimulatedWorld {
  const accounts = Array.from({ length: count }, (_, index) => accountAt(seed, index, shares));
  const revisions = new Map<number, number>();
  const bios = new Map<string, string>();
  let names = namesOf(accounts);
  const cache = new LRUCache<string, AnsweredAccount>({ max: CACHED_ACCOUNTS });
  const touch = (index: number): void => void revisions.set(index, (revisions.get(index) ?? 0) + 1);
  return {
    accounts,
    byHandle: (platform, handle) => names.get(`${platform}/@${handle.toLowerCase()}`) ?? null,
    byId: (platform, id) => names.get(`${platform}/${id.toLowerCase()}`) ?? null,
    answered(holder) {
      const { index } = holder.account;
      const revision = revisions.get(index) ?? 0;
      const key = `${index}/${revision}/${holder.account.state}/${holder.isNewcomer}`;
      const known = cache.get(key);
      if (known) return known;
      const bio = bios.get(bioKey(holder));
      const made = answeredAccount(envelopeAt(seed, index, now), holder, { revision, bio });
      cache.set(key, made);
      return made;
    },
    touch,
    writeBio(holder, bio) {
      bios.set(bioKey(holder), bio);
      touch(holder.account.index);
    },
    become(index, state) {
      const account = accounts[index];
      if (!account) throw new Error(`There is no account ${index}.`);
      accounts[index] = { ...account, state };
      names = namesOf(accounts);
    },
  };
}

const bioKey = ({ account, isNewcomer }: Holder): string => `${account.index}/${isNewcomer}`;

function accountAt(seed: number, index: number, shares: StateShares): SimulatedAccount {
  const { platform, handle, platformUserId } = truthOf(seed, index);
  const state = stateOf(randomOf(seed, STATE_STREAM, index).next(), shares);
  return {
    index,
    platform,
    handle,
    platformUserId: platform === "tiktok" ? null : platformUserId,
    // Without ids, a name's new owner cannot be told from the old one.
    state: platform === "tiktok" && state === "handed-over" ? "renamed" : state,
  };
}

function stateOf(drawn: number, shares: StateShares): AccountState {
  let sum = 0;
  for (const state of ["vanished", "suspended", "private", "renamed", "handed-over"] as const) {
    sum += shares[state];
    if (drawn < sum) return state;
  }
  return "public";
}

function namesOf(accounts: readonly SimulatedAccount[]): ReadonlyMap<string, Holder> {
  const names = new Map<string, Holder>();
  for (const account of accounts) {
    const holder = { account, isNewcomer: false };
    const { platform, state, platformUserId } = account;
    const isRenamed = state === "renamed" || state === "handed-over";
    const handle = isRenamed ? newHandleOf(account) : account.handle;
    names.set(`${platform}/@${handle.toLowerCase()}`, holder);
    if (platformUserId !== null) names.set(`${platform}/${platformUserId.toLowerCase()}`, holder);
    if (state === "handed-over") {
      names.set(`${platform}/@${account.handle.toLowerCase()}`, { account, isNewcomer: true });
    }
  }
  return names;
}
