import { z } from "zod";
import { listAudit } from "../lib/audit/list-audit.ts";
import type { Services } from "../lib/compose/services.ts";
import { runbookReportSchema } from "../lib/domain/runbook/report.ts";
import { SYSTEM_SCOPE } from "../lib/domain/tenant-scope.ts";
import { commandRunbook, RUNBOOK_ACTION } from "../lib/runbook/run-runbook.ts";

export const runbookRequestSchema = z.object({ action: z.enum(["look", "apply", "end"]) });
export type RunbookRequest = z.infer<typeof runbookRequestSchema>;

export const runbookAnswerSchema = runbookReportSchema.extend({
  suppliers: z.array(
    z.object({
      supplier: z.string(),
      page: z.string(),
      is_well: z.boolean().nullable(),
      says: z.string(),
    }),
  ),
  /** What was begun and ended lately, the latest first. */
  lately: z.array(
    z.object({ at: z.string(), did: z.string(), act: z.string(), by: z.string(), why: z.string() }),
  ),
});
export type RunbookAnswer = z.infer<typeof runbookAnswerSchema>;

const LATELY_MAX = 20;

/** Looks at both outages; begins or ends acts where that is asked. */
export async function runbookCommand(
  services: Services,
  { action }: RunbookRequest,
  actor: string,
): Promise<RunbookAnswer> {
  const looking = services.statusPages.look();
  const { data: report } = await commandRunbook(services, action, actor);
  const documents = services.openDocuments(SYSTEM_SCOPE);
  const { data: entries } = await listAudit(
    { ...services, documents },
    { action: RUNBOOK_ACTION, limit: LATELY_MAX },
  );
  return {
    ...report,
    suppliers: (await looking).map(({ isWell, ...rest }) => ({ ...rest, is_well: isWell })),
    lately: entries.map(({ at, actor: by, detail }) => ({
      ...{ at, by },
      ...{ did: String(detail.did), act: String(detail.act), why: String(detail.reason) },
    })),
  };
}
