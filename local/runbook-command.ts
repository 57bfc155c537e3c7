import { listAudit } from "../lib/audit/list-audit.ts";
import type { Services } from "../lib/compose/services.ts";
import { SYSTEM_SCOPE } from "../lib/domain/tenant-scope.ts";
import { commandRunbook, RUNBOOK_ACTION } from "../lib/runbook/run-runbook.ts";
import type { CommandInput } from "./command-inputs.ts";

export type RunbookAnswer = Awaited<ReturnType<typeof runbookCommand>>;

const LATELY_MAX = 20;

/** Checks for both outages, and begins or ends acts if requested. */
export async function runbookCommand(services: Services, { action }: CommandInput<"runbook">, actor: string) {
  const reading = services.statusPages.read();
  const { data: report } = await commandRunbook(services, action, actor);
  const documents = services.openDocuments(SYSTEM_SCOPE);
  const { data: entries } = await listAudit(
    { ...services, documents },
    { action: RUNBOOK_ACTION, limit: LATELY_MAX },
  );
  return {
    ...report,
    suppliers: (await reading).map(({ isWell, ...rest }) => ({ ...rest, is_well: isWell })),
    /** Acts that recently began or ended, the latest first. */
    lately: entries.map(({ at, actor: by, detail }) => ({
      ...{ at, by },
      ...{ did: String(detail.did), act: String(detail.act), why: String(detail.reason) },
    })),
  };
}
