import { createHash } from "node:crypto";
import type { AuditEntry, AuditHead } from "./audit-records.ts";
import type { TenantId } from "./ids.ts";
import { digestUnderVersion, type Keyring, keyedDigest } from "./keyring.ts";

/** Every entry has this one version, so a second write of the same entry loses. */
export const AUDIT_VERSION = "1";

/** `previous` of the first entry. */
export const CHAIN_START = "0".repeat(64);

/** Wide enough for a billion acts a tenant and more. The fixed width makes ids sort as numbers do. */
const SEQ_DIGITS = 12;

export const auditIdPrefix = (tenant: TenantId): string => `${tenant}/`;

export const auditId = (tenant: TenantId, seq: number): string =>
  `${auditIdPrefix(tenant)}${String(seq).padStart(SEQ_DIGITS, "0")}`;

/** The place that an id names; null if no entry of the tenant can have this id. */
export function seqOfId(tenant: TenantId, id: string): number | null {
  const seq = Number(id.slice(auditIdPrefix(tenant).length));
  return Number.isSafeInteger(seq) && seq > 0 && auditId(tenant, seq) === id ? seq : null;
}

/** The end of a chain: the last known place and its hash. */
export interface ChainTip {
  readonly seq: number;
  readonly hash: string;
}

type Told = Omit<AuditEntry, "id" | "version" | "seq" | "key_version" | "previous" | "hash" | "signature">;

/** The entry that follows a tip. */
export function chainedEntry(keyring: Keyring, tip: ChainTip, told: Told): AuditEntry {
  const seq = tip.seq + 1;
  const unsealed = { ...told, seq, key_version: keyring.current, previous: tip.hash };
  const hash = hashOf(unsealed);
  const { digest: signature } = keyedDigest(keyring, "audit-entry", hash);
  return { ...unsealed, id: auditId(told.tenant_id, seq), version: AUDIT_VERSION, hash, signature };
}

/** The signed statement that a tenant's chain reaches as far as this entry. */
export function auditHead(keyring: Keyring, tenant: TenantId, { seq, hash }: ChainTip, at: Date): AuditHead {
  const { digest: signature, key_version } = keyedDigest(keyring, "audit-head", headText(tenant, seq, hash));
  return {
    id: tenant,
    tenant_id: tenant,
    version: headVersion(seq, key_version),
    ...{ seq, hash, key_version, signature },
    at: at.toISOString(),
  };
}

/** A head never moves back. Under a newer key, the same place is signed again. */
const headVersion = (seq: number, keyVersion: number): string =>
  `${String(seq).padStart(SEQ_DIGITS, "0")}#${String(keyVersion).padStart(6, "0")}`;

const headText = (tenant: TenantId, seq: number, hash: string): string => `${tenant}|${seq}|${hash}`;

/** SHA-256 over the entry as JSON with its fields sorted by name. Fields that follow from others are left out. */
export function hashOf(entry: Omit<AuditEntry, "id" | "version" | "hash" | "signature">): string {
  const { tenant_id, seq, at, actor, action, subject_digest, outcome, detail } = entry;
  const { request_id, address_digest, nonce, key_version, previous } = entry;
  const covered = {
    ...{ action, actor, address_digest, at },
    detail: Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...{ key_version, nonce, outcome, previous, request_id, seq, subject_digest, tenant_id },
  };
  return createHash("sha256").update(JSON.stringify(covered)).digest("hex");
}

/** Null if its key is retired, so that nobody can check. */
export const isEntrySigned = (keyring: Keyring, entry: AuditEntry): boolean | null =>
  isSignature(keyring, "audit-entry", entry.key_version, entry.hash, entry.signature);

export const isHeadSigned = (keyring: Keyring, head: AuditHead): boolean | null =>
  isSignature(
    keyring,
    "audit-head",
    head.key_version,
    headText(head.tenant_id, head.seq, head.hash),
    head.signature,
  );

function isSignature(
  keyring: Keyring,
  domain: "audit-entry" | "audit-head",
  version: number,
  text: string,
  signature: string,
): boolean | null {
  const expected = digestUnderVersion(keyring, version, domain, text);
  return expected === null ? null : expected === signature;
}
