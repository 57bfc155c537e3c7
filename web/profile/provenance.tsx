import type { CreatorProvenance } from "../../lib/domain/creator-provenance.ts";
import type { CreatorView } from "../../lib/domain/creator-view.ts";
import { Table } from "../parts/section.tsx";
import { Fresh } from "../search/result.tsx";
import { dayOf, inWords, minuteOf, platformName } from "../words.ts";

const SOURCES: Readonly<Record<CreatorProvenance[number]["source"], string>> = {
  platform: "told by the platform",
  profile: "read from what the profile says",
  posts: "counted over its posts",
  history: "counts of earlier days",
  peers: "compared with creators of its size",
  links: "links between accounts",
  consent: "told by the creator",
};

interface Props {
  readonly creator: CreatorView;
  readonly provenance: CreatorProvenance;
}

/** The source and age of each field. */
export function Provenance({ creator, provenance }: Props) {
  return (
    <section aria-label="Where this comes from" class="small">
      <p>
        Fetched from {platformName(creator.platform)} <Fresh iso={creator.fetched_at} /> (
        {minuteOf(creator.fetched_at)}); known since {dayOf(creator.first_seen_at)}. Contact details are never
        stored in the open.
      </p>
      <details>
        <summary>Where each field comes from</summary>
        <Table
          columns={["Field", "Comes from", "As of"]}
          rows={provenance.flatMap(({ source, as_of, fields }) =>
            fields.map((field) => ({
              id: field,
              cells: [
                inWords(field),
                SOURCES[source],
                as_of === null ? "not known" : <Fresh key="as-of" iso={as_of} />,
              ],
            })),
          )}
        />
      </details>
    </section>
  );
}
