import type { z } from "zod";
import type { lookupAnswerSchema } from "../../domain/api/creator-operations.ts";
import type { TargetAccount } from "../../domain/crawl/target.ts";
import { accountNamed } from "../../domain/crawl/target-lines.ts";
import type { Creator } from "../../domain/creator.ts";
import { creatorView } from "../../domain/creator-view.ts";
import { type AccountName, accountName } from "../../domain/identity.ts";
import { creatorIdOf, creatorIdSchema } from "../../domain/ids.ts";
import { PLATFORMS, type Platform } from "../../domain/platform.ts";
import { creatorsNamed } from "../../identity/creators-named.ts";
import type { SearchPorts } from "../ports.ts";
import { visibleCreators } from "./live-creators.ts";

type Answer = z.infer<typeof lookupAnswerSchema>;
type LookUpPorts = Pick<SearchPorts, "documents" | "keyring" | "memory" | "clock">;

/** A name and what it may mean: ids to read, names to look for, and the account that could be fetched. */
interface Asked {
  readonly asked: string;
  readonly ids: readonly string[];
  readonly names: readonly AccountName[];
  readonly target: Answer["data"][number]["target"];
}

/** The result for a name. `creators`: the visible ones with this name. */
export interface NamedAccount extends Omit<Answer["data"][number], "creators"> {
  readonly creators: readonly Creator[];
}

/** Finds creators by an id, a handle or an address. An erased creator looks like one that was never known. */
export async function lookUpCreators(
  ports: LookUpPorts,
  { accounts, platform }: { readonly accounts: readonly string[]; readonly platform?: Platform | undefined },
): Promise<Answer> {
  const named = await accountsNamed(ports, accounts, platform);
  return { data: named.map((one) => ({ ...one, creators: one.creators.map(creatorView) })) };
}

/**
 * One result for each name, in order. `platform` is the platform of handles; without it they are looked for on all.
 */
export async function accountsNamed(
  ports: LookUpPorts,
  accounts: readonly string[],
  platform: Platform | undefined,
): Promise<NamedAccount[]> {
  const asked = accounts.map((text) => understood(ports, text, platform ?? null));
  const [byId, byName] = await Promise.all([
    ports.documents.getMany("creators", [...new Set(asked.flatMap(({ ids }) => ids))]),
    creatorsNamed(
      ports.documents,
      asked.flatMap(({ names }) => names),
    ),
  ]);
  const foundBy = ({ ids, names }: Asked): Creator[] => {
    const records = ids.flatMap((id) => byId.get(id) ?? []).filter((record) => !record.erased);
    return [...new Map([...records, ...byName.of(names)].map((creator) => [creator.id, creator])).values()];
  };
  const found = asked.map(foundBy);
  const visible = new Set((await visibleCreators(ports, found.flat())).map(({ id }) => id));
  return asked.map((one, index) => {
    const creators = (found[index] ?? []).filter(({ id }) => visible.has(id));
    const isReadable = one.ids.length + one.names.length > 0;
    const outcome = creators.length > 0 ? "found" : isReadable ? "unknown" : "unreadable";
    return { asked: one.asked, outcome, creators, target: outcome === "unknown" ? one.target : null };
  });
}

/** The names for which no creator was found. */
export const notFound = (named: readonly NamedAccount[]): Omit<NamedAccount, "creators">[] =>
  named.flatMap(({ creators: _none, ...one }) => (one.outcome === "found" ? [] : [one]));

function understood(ports: LookUpPorts, text: string, platform: Platform | null): Asked {
  const asked = text.trim();
  const nothing = { asked, ids: [], names: [], target: null };
  if (creatorIdSchema.safeParse(asked).success) return { ...nothing, ids: [asked] };
  const isAddress = /^https?:\/\/|^[\w.-]+\.[a-z]{2,}\//i.test(asked);
  if (!isAddress && platform === null) {
    const names = PLATFORMS.flatMap((one) => accountName(one, asked) ?? []);
    return { ...nothing, names };
  }
  const account = accountNamed(isAddress ? { url: asked } : { handle: asked }, platform);
  if (typeof account === "string") return nothing;
  return { ...nothing, ...placesOf(ports, account), target: targetOf(account) };
}

/** The ids and the name that an account would have in the catalogues that the caller reads. */
function placesOf(
  { documents }: LookUpPorts,
  { platform, platform_user_id, handle }: TargetAccount,
): Pick<Asked, "ids" | "names"> {
  const ids =
    platform_user_id === null
      ? []
      : documents.scope.reads.map((tenant) => creatorIdOf(tenant, platform, platform_user_id));
  const name = handle === null ? null : accountName(platform, handle);
  return { ids, names: name ? [name] : [] };
}

const targetOf = ({
  platform,
  handle,
  platform_user_id,
}: TargetAccount): Answer["data"][number]["target"] => ({
  platform,
  ...(handle !== null && { handle }),
  ...(platform_user_id !== null && { platform_user_id }),
});
