import * as audit from "./audit-operations.ts";
import * as consent from "./consent-operations.ts";
import * as creators from "./creator-operations.ts";
import * as erasures from "./erasure-operations.ts";
import * as exports from "./export-operations.ts";
import * as feedback from "./feedback-operations.ts";
import * as identities from "./identity-operations.ts";
import * as ingests from "./ingest-operations.ts";
import * as lists from "./list-operations.ts";
import * as mcp from "./mcp-operations.ts";
import type { Operation } from "./operation.ts";
import * as savedSearches from "./saved-search-operations.ts";
import * as search from "./search-operations.ts";
import * as system from "./system-operations.ts";
import * as targets from "./target-operations.ts";
import * as usage from "./usage-operations.ts";
import * as webhooks from "./webhook-operations.ts";

const isOperation = (exported: unknown): exported is Operation =>
  typeof exported === "object" && exported !== null && "pathNames" in exported;

/** What operations are about. Generated clients and pages group them by it. */
export const SUBJECTS = {
  search: { file: search, description: "Find creators by words and filters." },
  creators: { file: creators, description: "Read, look up, rank and compare stored creators." },
  erasures: { file: erasures, description: "Forget a creator in every store, and show that it is gone." },
  consent: { file: consent, description: "Keep the contacts that creators agreed to be reached by." },
  audit: { file: audit, description: "Read and verify the record of privileged acts." },
  targets: { file: targets, description: "Ask for accounts to be fetched." },
  lists: { file: lists, description: "Keep shortlists of creators, with notes and the state of contact." },
  feedback: { file: feedback, description: "Say what became of results, and learn from it." },
  identities: { file: identities, description: "Decide which accounts are one person or brand." },
  ingests: { file: ingests, description: "Take in files of profiles." },
  usage: { file: usage, description: "Units that a key and its tenant used, and have left." },
  exports: { file: exports, description: "Get a search or a shortlist as a file." },
  "saved-searches": { file: savedSearches, description: "Have a search run every day, and see what is new." },
  webhooks: { file: webhooks, description: "Have an address told what happened." },
  mcp: { file: mcp, description: "Let assistants call this API as tools." },
  system: { file: system, description: "See who calls, how the system is, and what helps in an outage." },
};

/** Every operation that these files export, with its subject. */
export const SUBJECT_OF: ReadonlyMap<Operation, string> = new Map(
  Object.entries(SUBJECTS).flatMap(([subject, { file }]) =>
    Object.values<unknown>(file)
      .filter(isOperation)
      .map((operation) => [operation, subject] as const),
  ),
);

/** The whole HTTP API, by path. */
export const OPERATIONS: readonly Operation[] = [...SUBJECT_OF.keys()].sort((a, b) =>
  `${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1,
);
