import { useState } from "preact/hooks";
import type { ScoreParts, SearchItem } from "../../lib/domain/search-request.ts";

/** Each part's key, name and explanation. The last three only order near-ties. */
const PARTS: readonly (readonly [keyof ScoreParts, string, string])[] = [
  ["keyword", "words", "how well your words match the profile's words"],
  ["vector", "meaning", "how near the profile is to your words in meaning"],
  ["fused", "words and meaning", "both together: most of the score"],
  ["exact_name", "is the name", "whether your words are its name or handle"],
  ["rerank", "second look", "where a language model placed it, if one was asked"],
  [
    "quality",
    "engagement for its size",
    "against creators of its size; 0.5 when it is not known; counts little",
  ],
  ["freshness", "recency", "how lately it was active; counts little"],
  ["size", "size", "how many followers it has; counts little"],
];

/** The score, and on demand its parts. */
export function Score({ item }: { readonly item: SearchItem }) {
  const { explain } = item;
  // Built only when opened, since hundreds of closed tables would cost more than the list itself.
  const [isOpen, setOpen] = useState(false);
  const total = (
    <>
      <span class="in-card">Score</span>{" "}
      <meter min={0} max={1} value={item.relevance_score} aria-label="relevance" />
      {item.relevance_score.toFixed(2)}
    </>
  );
  if (!explain) return <span class="score">{total}</span>;
  return (
    <details class="score" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary title="what the score is made of">{total}</summary>
      {isOpen && <Parts explain={explain} />}
    </details>
  );
}

const Parts = ({ explain }: { readonly explain: ScoreParts }) => (
  <table>
    <tbody>
      {PARTS.map(([part, name, says]) => {
        const value = explain[part];
        return (
          <tr key={part}>
            <th scope="row">{name}</th>
            <td>{value === null ? "none" : <meter min={0} max={1} value={value} aria-label={name} />}</td>
            <td class="figure">{value?.toFixed(2) ?? ""}</td>
            <td>{says}</td>
          </tr>
        );
      })}
    </tbody>
  </table>
);
