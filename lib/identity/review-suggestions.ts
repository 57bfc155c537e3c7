import type { z } from "zod";
import type { suggestionPageSchema } from "../domain/api/identity-operations.ts";
import { atLeast } from "../domain/condition.ts";
import type { Creator } from "../domain/creator.ts";
import { AppError } from "../domain/errors.ts";
import type { StoredSuggestion, Suggestion } from "../domain/identity-matching/suggestion.ts";
import type { Identity } from "../domain/records.ts";
import type { Ports } from "../ports/ports.ts";
import { ownDocuments } from "../ports/tenant-documents.ts";
import { type LinkIdentityPorts, linkIdentity, unlinkIdentity } from "./link-identity.ts";

type ReviewPorts = Pick<Ports, "documents" | "openDocuments">;

/**
 * Suggestions that wait for an operator, most probable first. It leaves out pairs that were linked since the job ran,
 * and pairs of which one is gone. So a page may hold fewer than `limit` and still have a next one.
 */
export async function listSuggestions(
  ports: ReviewPorts,
  { at_least, limit, cursor }: { at_least: number; limit: number; cursor?: string | undefined },
): Promise<z.infer<typeof suggestionPageSchema>> {
  const documents = ownDocuments(ports);
  const page = await documents.find("identity_suggestions", {
    where: [atLeast("probability", at_least)],
    sort: { field: "probability", direction: "descending" },
    limit,
    cursor,
  });
  const records = await documents.getMany("creators", [...new Set(page.items.flatMap(({ a, b }) => [a, b]))]);
  const data = page.items.flatMap((one) => {
    const [a, b] = [records.get(one.a), records.get(one.b)];
    return a && b && !a.erased && !b.erased ? shown(one, a, b) : [];
  });
  return { data, next_cursor: page.cursor };
}

function shown(
  { id, probability, evidence, found_at }: StoredSuggestion,
  a: Creator,
  b: Creator,
): Suggestion[] {
  if (a.identity_id !== null && a.identity_id === b.identity_id) return [];
  return [{ id, a: side(a), b: side(b), probability, evidence, found_at }];
}

const side = ({ id, platform, handle, display_name, url }: Creator): Suggestion["a"] => ({
  ...{ id, platform, handle, display_name, url },
});

/**
 * An operator decides on a suggestion: `confirm` links both accounts, `refuse` keeps them apart permanently.
 * @returns the identity that the first belongs to then, or null.
 * @throws AppError `not-found`, code `suggestion-not-found`; as `linkIdentity`.
 */
export async function decidePair(
  ports: ReviewPorts & LinkIdentityPorts,
  { id, decision }: { readonly id: string; readonly decision: "confirm" | "refuse" },
  actor: string,
): Promise<{ data: { identity_id: Identity["id"] | null } }> {
  const documents = ownDocuments(ports);
  const suggestion = await documents.get("identity_suggestions", id);
  if (!suggestion) {
    const message = "No suggestion waits under this id: it was decided, or one of its accounts is gone.";
    throw new AppError("not-found", "suggestion-not-found", message, { id });
  }
  const decide = decision === "confirm" ? linkIdentity : unlinkIdentity;
  const identity = await decide({ ...ports, documents }, suggestion, actor);
  return { data: { identity_id: identity?.id ?? null } };
}
