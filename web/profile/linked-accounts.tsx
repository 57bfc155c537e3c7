import type { z } from "zod";
import type { identityAnswerSchema } from "../../lib/domain/api/creator-operations.ts";
import { openCreator } from "../address.ts";
import { loadedFrom } from "../api.ts";
import { CreatorName } from "../parts/creator-name.tsx";
import { platformName, shortCount } from "../words.ts";

/** The profile passes these, because it knows the identity's id. */
interface Props {
  readonly creatorId: string;
  readonly loaded: ReturnType<typeof linkedAccounts>;
}

const EVIDENCE = {
  "mutual-links": "each profile points at the other",
  operator: "an operator of yours linked them",
};

export const linkedAccounts = (identityId: () => string | null) =>
  loadedFrom<z.infer<typeof identityAnswerSchema>>(() => {
    const id = identityId();
    return id === null || openCreator.value === null ? null : `/identities/${encodeURIComponent(id)}`;
  });

/** Other accounts of the same person or brand, each with the evidence for the link. */
export function LinkedAccounts({ creatorId, loaded }: Props) {
  const identity = loaded.state.value.value?.data;
  const others = identity?.creators.filter(({ id }) => id !== creatorId) ?? [];
  if (!identity || others.length === 0) return null;
  const evidenceOf = (id: string) =>
    identity.links.filter(({ a, b }) => a === id || b === id).map(({ evidence }) => EVIDENCE[evidence]);
  return (
    <section aria-label="Linked accounts">
      <h3>Linked accounts</h3>
      <ul>
        {others.map(({ id, handle, platform, followers }) => (
          <li key={id}>
            <CreatorName id={id}>
              <bdi>{handle}</bdi> on {platformName(platform)}
            </CreatorName>
            <span class="small">
              {shortCount(followers)} followers; {[...new Set(evidenceOf(id))].join("; ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
