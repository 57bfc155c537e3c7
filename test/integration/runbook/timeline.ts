import type { TenantDocuments } from "../../../lib/ports/tenant-documents.ts";
import { RUNBOOK_ACTION } from "../../../lib/runbook/run-runbook.ts";

/** What happens on a game day, by minutes since its begin. `INCREATOR_TIMELINE=1` prints it (npm run game-day). */
export function createTimeline(title: string, now: () => Date) {
  const begun = now().getTime();
  const lines: string[] = [];
  const minute = (at: Date): number => (at.getTime() - begun) / 60_000;
  const line = (at: Date, what: string) => `${minute(at).toFixed(1).padStart(5)} min  ${what}`;
  return {
    say: (what: string): void => void lines.push(line(now(), what)),
    print(): void {
      if (process.env.INCREATOR_TIMELINE) console.info(`\n${title}\n${lines.join("\n")}\n`);
    },
    lines,
  };
}

/** Acts as the audit has them, in their order: who did what. */
export async function actsOnRecord(system: TenantDocuments): Promise<string[]> {
  const where = [{ field: "action", op: "eq", value: RUNBOOK_ACTION }] as const;
  const { items } = await system.find("audit", { where, limit: 100 });
  return items.map(({ actor, detail }) => `${detail.act} ${detail.did} by ${actor}`);
}
