import { eq } from "../../domain/condition.ts";
import { accountOfName } from "../../domain/crawl/target.ts";
import type { Profile } from "../../domain/creator.ts";
import { accountName, accountsNamedBy } from "../../domain/identity.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import type { CrawlerOptions, CrawlPorts } from "../crawler.ts";
import { addTargets } from "./add-targets.ts";

/**
 * Adds accounts that stored creators link to or mention, within the operator's settings: at most
 * `discoveredPerProfile` of each profile and `discoveredMax` in all, at low priority. Returns how many were new.
 */
export async function discoverAccounts(
  {
    ports,
    options,
    documents,
  }: {
    readonly ports: CrawlPorts;
    readonly options: CrawlerOptions;
    readonly documents: TenantDocuments;
  },
  profiles: readonly Profile[],
): Promise<number> {
  const { discoveredPerProfile, discoveredMax } = options.settings;
  if (discoveredPerProfile === 0 || profiles.length === 0) return 0;
  const kept = await documents.count("targets", [eq("source", "profile")]);
  const named = profiles.flatMap((profile) => namedBy(profile).slice(0, discoveredPerProfile));
  const accounts = named.slice(0, Math.max(0, discoveredMax - kept)).map(accountOfName);
  if (accounts.length === 0) return 0;
  const input = { accounts, source: "profile", priority: "low", synthetic: options.synthetic } as const;
  const added = await addTargets(ports, documents, input);
  return added.filter(({ outcome }) => outcome === "added").length;
}

/** Links come first: an account that somebody links to tells more than one that is mentioned. */
const namedBy = (profile: Profile) => [
  ...accountsNamedBy({ ...profile, handle_lc: profile.handle.toLowerCase() }),
  ...profile.mentions.flatMap((mention) => accountName(profile.platform, mention) ?? []),
];
