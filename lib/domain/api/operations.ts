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

const SUBJECTS = {
  search,
  creators,
  erasures,
  consent,
  audit,
  targets,
  lists,
  feedback,
  identities,
  ingests,
  usage,
  exports,
  "saved-searches": savedSearches,
  webhooks,
  mcp,
  system,
};

/** Every operation that these files export, with its subject: generated clients and pages group operations by it. */
export const SUBJECT_OF: ReadonlyMap<Operation, string> = new Map(
  Object.entries(SUBJECTS).flatMap(([subject, file]) =>
    Object.values<unknown>(file)
      .filter(isOperation)
      .map((operation) => [operation, subject] as const),
  ),
);

/** The whole HTTP API, by path. */
export const OPERATIONS: readonly Operation[] = [...SUBJECT_OF.keys()].sort((a, b) =>
  `${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1,
);
