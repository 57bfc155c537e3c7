import type { z } from "zod";
import { contactsViewSchema } from "../consent.ts";
import { creatorViewSchema } from "../creator-view.ts";
import { erasureViewSchema } from "../erasure.ts";
import { adapterReportSchema, adapterViewSchema } from "../feedback.ts";
import { suggestionSchema } from "../identity-matching/suggestion.ts";
import { jobViewSchema } from "../job-run.ts";
import { platformSchema } from "../platform.ts";
import { erasureScopeSchema } from "../records.ts";
import { runbookReportSchema } from "../runbook/report.ts";
import {
  interpretedSchema,
  scorePartsSchema,
  searchAnswerSchema,
  searchItemSchema,
  searchMetaSchema,
  similarAnswerSchema,
  similarItemSchema,
} from "../search-request.ts";
import { auditEntryViewSchema } from "./audit-operations.ts";
import { exportViewSchema } from "./export-operations.ts";
import { ingestViewSchema } from "./ingest-operations.ts";
import { entryViewSchema, listViewSchema } from "./list-operations.ts";
import { OPERATIONS } from "./operations.ts";
import { problemSchema } from "./problem-schema.ts";
import { newCreatorSchema, savedSearchViewSchema } from "./saved-search-operations.ts";
import { callerViewSchema, crawlViewSchema, findingSchema, queueViewSchema } from "./system-operations.ts";
import { usageSchema } from "./usage-operations.ts";
import { deliveryViewSchema, webhookViewSchema } from "./webhook-operations.ts";

/** The schemas in answers, by the names that generated clients give their types. Like a route, a name is a contract. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  Problem: problemSchema,
  Platform: platformSchema,
  ErasureScope: erasureScopeSchema,
  Creator: creatorViewSchema,
  SearchItem: searchItemSchema,
  SimilarItem: similarItemSchema,
  SearchMeta: searchMetaSchema,
  Interpreted: interpretedSchema,
  ScoreParts: scorePartsSchema,
  SearchAnswer: searchAnswerSchema,
  SimilarAnswer: similarAnswerSchema,
  AuditEntry: auditEntryViewSchema,
  Erasure: erasureViewSchema,
  List: listViewSchema,
  ListEntry: entryViewSchema,
  Export: exportViewSchema,
  SavedSearch: savedSearchViewSchema,
  NewCreator: newCreatorSchema,
  Usage: usageSchema,
  Webhook: webhookViewSchema,
  Delivery: deliveryViewSchema,
  Contacts: contactsViewSchema,
  Adapter: adapterViewSchema,
  AdapterReport: adapterReportSchema,
  IdentitySuggestion: suggestionSchema,
  Ingest: ingestViewSchema,
  Caller: callerViewSchema,
  Queue: queueViewSchema,
  Job: jobViewSchema,
  Crawl: crawlViewSchema,
  Finding: findingSchema,
  RunbookReport: runbookReportSchema,
};

const capital = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1);

/** Every named schema: those above, and each operation's answer, named after the first operation that gives it. */
export function namedSchemas(): Map<z.ZodType, string> {
  const names = new Map(Object.entries(NAMED).map(([name, schema]) => [schema, name]));
  for (const { id, answer } of OPERATIONS) if (!names.has(answer)) names.set(answer, `${capital(id)}Answer`);
  return names;
}
