import { z } from "zod";
import { CHAIN_START, type ChainTip, hashOf, isEntrySigned, isHeadSigned, seqOfId } from "./audit.ts";
import type { AuditEntry, AuditHead } from "./audit-records.ts";
import type { TenantId } from "./ids.ts";
import type { Keyring } from "./keyring.ts";

const AUDIT_FAULTS = [
  "changed",
  "missing",
  "inserted",
  "reordered",
  "forged",
  "unlinked",
  "truncated",
  "head",
  "anchor",
] as const;

/** What is wrong with a chain, and the place where it shows. */
export const auditFaultSchema = z.object({
  seq: z.number().int().nonnegative(),
  kind: z.enum(AUDIT_FAULTS),
  detail: z.string(),
});
type AuditFault = z.infer<typeof auditFaultSchema>;

/** How far a chain was read, and the faults found so far. */
export interface ChainReading {
  readonly keyring: Keyring;
  readonly tenant: TenantId;
  /** A place and hash that somebody keeps elsewhere. */
  readonly anchor: ChainTip | null;
  readonly faults: AuditFault[];
  /** The place of the last entry that was read, and its hash. */
  last: number;
  lastHash: string;
  /** Whether the next entry must name `lastHash`. False after a gap or an entry in the wrong place. */
  isLinkKnown: boolean;
}

/** Begins after a place that was verified before, or at the start. */
export const beginReading = (
  keyring: Keyring,
  tenant: TenantId,
  options: { readonly from?: ChainTip; readonly anchor?: ChainTip | null } = {},
): ChainReading => {
  const { from = { seq: 0, hash: CHAIN_START }, anchor = null } = options;
  const { seq: last, hash: lastHash } = from;
  return { keyring, tenant, anchor, faults: [], last, lastHash, isLinkKnown: true };
};

const note = (reading: ChainReading, seq: number, kind: AuditFault["kind"], detail: string): void =>
  void reading.faults.push({ seq, kind, detail });

/**
 * Reads the next stored entry, in the order of ids. One change to the chain gives one fault if possible: entries after
 * a fault are compared with the entry that is stored there.
 */
export function readEntry(reading: ChainReading, entry: AuditEntry): void {
  const seq = seqOfId(reading.tenant, entry.id);
  if (seq === null || seq <= reading.last) {
    const detail = `An entry stands behind ${reading.last} under an id that the system never gives.`;
    note(reading, reading.last, "inserted", detail);
    return;
  }
  if (seq > reading.last + 1) {
    note(reading, reading.last + 1, "missing", `${named(reading.last + 1, seq - 1)} missing.`);
    reading.isLinkKnown = false;
  }
  const wrong = faultOf(reading, entry, seq);
  if (wrong) note(reading, seq, ...wrong);
  reading.last = seq;
  reading.lastHash = entry.hash;
  reading.isLinkKnown = entry.seq === seq;
  if (reading.anchor?.seq === seq && reading.anchor.hash !== entry.hash) {
    note(reading, seq, "anchor", `Entry ${seq} is not the one that was anchored.`);
  }
}

function faultOf(
  { keyring, isLinkKnown, lastHash }: ChainReading,
  entry: AuditEntry,
  seq: number,
): [AuditFault["kind"], string] | null {
  if (entry.seq !== seq) return ["reordered", `At place ${seq} stands what was written at ${entry.seq}.`];
  if (hashOf(entry) !== entry.hash) return ["changed", `Entry ${seq} is not what was written.`];
  if (isEntrySigned(keyring, entry) === false) return ["forged", `Entry ${seq} was written without the key.`];
  const isLinked = !isLinkKnown || entry.previous === lastHash;
  return isLinked ? null : ["unlinked", `Entry ${seq} does not follow from the one before it.`];
}

/** Whether the chain ends where its head and the anchor say. */
export function readEnd(reading: ChainReading, head: AuditHead | null): void {
  const { anchor, last } = reading;
  const wrong = faultOfHead(reading, head);
  if (wrong) reading.faults.push(wrong);
  if (anchor && anchor.seq > last) {
    note(reading, anchor.seq, "anchor", `The chain once reached ${anchor.seq} and now ends at ${last}.`);
  }
}

function faultOfHead({ keyring, last, lastHash }: ChainReading, head: AuditHead | null): AuditFault | null {
  if (!head) {
    const detail = "The chain has no head, which every entry brings with it.";
    return last === 0 ? null : { seq: last, kind: "head", detail };
  }
  if (isHeadSigned(keyring, head) !== true) {
    return { seq: head.seq, kind: "head", detail: "The head is not signed under a key of this keyring." };
  }
  if (head.seq > last) {
    const detail = `${named(last + 1, head.seq)} missing at the end.`;
    return { seq: last + 1, kind: "truncated", detail };
  }
  if (head.seq === last && head.hash !== lastHash) {
    return { seq: last, kind: "head", detail: `The head names another entry ${last} than stands there.` };
  }
  return null;
}

const named = (from: number, to: number): string =>
  from === to ? `Entry ${from} is` : `Entries ${from} to ${to} are`;
