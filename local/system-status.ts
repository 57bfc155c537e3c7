import { everyTenant } from "../lib/access/tenants.ts";
import type { Services } from "../lib/compose/services.ts";
import { eq } from "../lib/domain/condition.ts";
import { PLATFORMS } from "../lib/domain/platform.ts";
import { LOCAL_SCOPE } from "../lib/domain/tenant-scope.ts";
import { IS_DRAFT } from "../lib/embed/refine-drafts.ts";
import { listQueues } from "../lib/health/list-queues.ts";
import { listJobs } from "../lib/jobs/list-jobs.ts";
import { reportOfAll } from "../lib/retention/report.ts";

export type SystemStatus = Awaited<ReturnType<typeof systemStatus>>;

/** What is stored, what waits, and how the jobs are. */
export async function systemStatus(services: Services) {
  const documents = services.openDocuments(LOCAL_SCOPE);
  const creators = await Promise.all(
    PLATFORMS.map(async (platform) => {
      const where = [eq("platform", platform), eq("erased", false)];
      return [platform, await documents.count("creators", where)] as const;
    }),
  );
  const { namespaces } = await services.vectors.stats();
  return {
    creators: Object.fromEntries(creators),
    pending: await documents.count("creators", [eq("index_pending", true)]),
    vectors: Object.values(namespaces).reduce((total, { count }) => total + count, 0),
    /** Found by the words that they know of, until the sentence model has read them. */
    drafts: services.embedder.drafts ? await documents.count("creators", [IS_DRAFT]) : 0,
    embedder: `${services.embedder.model}, ${services.embedder.dimensions} dimensions`,
    queues: await listQueues(services),
    jobs: await listJobs(services),
    /** What the sweeps of the last day did for the platforms' terms in every tenant; null before the first sweep. */
    retention: await reportOfAll(services, await everyTenant(services)),
  };
}
