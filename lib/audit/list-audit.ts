import {
  type AuditEntryView,
  auditEntryViewSchema,
  type listAudit as operation,
} from "../domain/api/audit-operations.ts";
import type { InputOf } from "../domain/api/operation.ts";
import { atLeast, type Condition, eq, oneOf } from "../domain/condition.ts";
import { everyDigest, type Keyring } from "../domain/keyring.ts";
import type { Ports } from "../ports/ports.ts";
import { ofOwnChain } from "./stored-chain.ts";

type ListAuditRequest = Partial<InputOf<typeof operation>> & { readonly limit: number };

/** A tenant's privileged acts, newest first. */
export async function listAudit(
  { documents, keyring }: Pick<Ports, "documents" | "keyring">,
  request: ListAuditRequest,
): Promise<{ readonly data: AuditEntryView[]; readonly next_cursor: string | null }> {
  const { limit, cursor } = request;
  const page = await documents.find("audit", {
    where: [...ofOwnChain(documents), ...conditionsOf(keyring, request)],
    sort: { field: "id", direction: "descending" },
    limit,
    cursor,
  });
  return { data: page.items.map((entry) => auditEntryViewSchema.parse(entry)), next_cursor: page.cursor };
}

function conditionsOf(keyring: Keyring, request: ListAuditRequest): Condition[] {
  const { action, actor, outcome, subject, since } = request;
  const equal = (field: string, value: string | undefined): Condition[] =>
    value === undefined ? [] : [eq(field, value)];
  const digests = subject ? everyDigest(keyring, "audit-record", subject).map(({ digest }) => digest) : null;
  return [
    ...equal("action", action),
    ...equal("actor", actor),
    ...equal("outcome", outcome),
    ...(digests ? [oneOf("subject_digest", digests)] : []),
    ...(since === undefined ? [] : [atLeast("at", new Date(since).toISOString())]),
  ];
}
