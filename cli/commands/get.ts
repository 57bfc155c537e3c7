import type { Command } from "commander";
import { getCreator } from "../../lib/domain/api/creator-operations.ts";
import type { CreatorView } from "../../lib/domain/creator-view.ts";
import { callApi } from "../api.ts";
import { asking } from "../asking.ts";
import { creatorNamed, NAMED } from "../creator-named.ts";
import type { Io } from "../io.ts";
import { compactNumber, percentage } from "../numbers.ts";
import { table } from "../table.ts";

/** `increator get`. */
export function addGet(program: Command, io: Io): void {
  program
    .command("get")
    .description("show one creator")
    .argument("<creator>", NAMED)
    .action(
      asking(
        io,
        async (commands, _options, name: string) =>
          callApi(commands, getCreator, { id: await creatorNamed(commands, name) }),
        ({ data }) => sheet(data, io.columns),
      ),
    );
}

function sheet(creator: CreatorView, width: number): string {
  const facts: Readonly<Record<string, string>> = {
    id: creator.id,
    account: `${creator.handle} on ${creator.platform}, ${creator.url}`,
    name: creator.display_name,
    bio: creator.bio,
    country: creator.country ?? "",
    languages: creator.languages.join(", "),
    categories: creator.categories.join(", "),
    followers: compactNumber(creator.followers),
    engagement: percentage(creator.engagement_rate),
    quality: creator.quality
      ? `${creator.quality.tier}, percentile ${Math.round(creator.quality.percentile)}`
      : "",
    links: creator.links.join(" "),
    contact: creator.contact_kinds.join(", "),
    identity: creator.identity_id ?? "",
    fetched: creator.fetched_at,
  };
  const rows = Object.entries(facts).filter(([, value]) => value !== "");
  const columns = [
    { title: "FACT", cell: ([name]: [string, string]) => name },
    { title: "VALUE", cell: ([, value]: [string, string]) => value, shrinksTo: 20 },
  ];
  return table(columns, rows, width);
}
