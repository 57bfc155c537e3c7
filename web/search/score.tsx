import { useState } from "preact/hooks";
import type { ScoreParts, SearchItem } from "../../lib/domain/search-request.ts";

const PARTS: readonly (readonly [keyof ScoreParts, string])[] = [
  ["keyword", "words"],
  ["vector", "meaning"],
  ["fused", "both together"],
  ["exact_name", "is the name"],
  ["rerank", "second look"],
  ["quality", "engagement for its size"],
  ["freshness", "recency"],
  ["size", "size"],
];

/** The score, and on demand what it is made of. */
export function Score({ item }: { readonly item: SearchItem }) {
  const { explain } = item;
  // Hundreds of closed tables would cost more than the list itself.
  const [isOpen, setOpen] = useState(false);
  const total = (
    <>
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
      {PARTS.map(([part, name]) => {
        const value = explain[part];
        return (
          <tr key={part}>
            <th scope="row">{name}</th>
            <td>
              {value === null ? "not asked" : <meter min={0} max={1} value={value} aria-label={name} />}
            </td>
            <td class="figure">{value?.toFixed(2) ?? ""}</td>
          </tr>
        );
      })}
    </tbody>
  </table>
);
