import { type AuditPorts, writeAudit } from "../audit/audit.ts";
import { AppError } from "../domain/errors.ts";
import { suggestionIdOf } from "../domain/identity-matching/suggestion.ts";
import type { CreatorId } from "../domain/ids.ts";
import type { Identity } from "../domain/records.ts";
import { ownCreator } from "../stored/own-creator.ts";
import { writeDecision } from "./decisions.ts";
import { type IdentityPorts, settleIdentities } from "./settle-identities.ts";

export type LinkIdentityPorts = IdentityPorts & AuditPorts;

export interface PairRequest {
  readonly a: CreatorId;
  readonly b: CreatorId;
}

/**
 * An operator decides that two creators are the same person or brand. The decision is audited before it takes effect,
 * and holds until the operator unlinks them. Returns the identity that both belong to now.
 * @throws AppError `not-found` when one is not a live creator of the tenant; `invalid` for one and the same.
 */
export const linkIdentity = (
  ports: LinkIdentityPorts,
  pair: PairRequest,
  actor: string,
): Promise<Identity | null> => decide(ports, pair, "linked", actor);

/**
 * An operator decides that two creators are not the same, whatever their profiles claim from now on. Returns the
 * identity to which the first still belongs by other links, or null.
 * @throws AppError as `linkIdentity`.
 */
export const unlinkIdentity = (
  ports: LinkIdentityPorts,
  pair: PairRequest,
  actor: string,
): Promise<Identity | null> => decide(ports, pair, "denied", actor);

async function decide(
  ports: LinkIdentityPorts,
  { a, b }: PairRequest,
  decision: "linked" | "denied",
  actor: string,
): Promise<Identity | null> {
  const { documents } = ports;
  if (a === b) throw new AppError("invalid", "same-creator", "Name two different creators.", { id: a });
  const pair = [await ownCreator(documents, a), await ownCreator(documents, b)] as const;
  await writeAudit(ports, documents, {
    actor,
    action: decision === "linked" ? "link-identity" : "unlink-identity",
    subject: a,
    outcome: "allowed",
    detail: {},
  });
  await writeDecision(documents, pair, decision);
  await documents.delete("identity_suggestions", [suggestionIdOf(a, b)]);
  await settleIdentities(ports, [a, b]);
  const after = await ownCreator(documents, a);
  return after.identity_id === null ? null : documents.get("identities", after.identity_id);
}
