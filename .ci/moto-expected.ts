/** Prints, as JSON, what a deployment should come to, from the tables that it is made from: for moto_deploy/ to compare. */

import { deploymentFrom } from "../cdk/config.ts";
import { AUTHORISER, BUCKETS, HTTP_SETTINGS, QUEUE_WORKERS, visibilitySecondsOf } from "../cdk/functions.ts";
import { processEnvironment } from "../lib/config.ts";
import { OPERATIONS } from "../lib/domain/api/operations.ts";
import { QUEUES } from "../lib/ports/queues.ts";

const config = deploymentFrom(processEnvironment());

process.stdout.write(
  JSON.stringify({
    stage: config.stage,
    domain: config.domain.name,
    alertEmail: config.alertEmail,
    corsOrigins: config.corsOrigins,
    usageTenants: config.usageTenants,
    buckets: BUCKETS,
    queues: QUEUES.map((name) => ({ name, visibilitySeconds: visibilitySecondsOf(name) })),
    workers: QUEUE_WORKERS,
    http: HTTP_SETTINGS,
    authoriser: AUTHORISER,
    memoryMb: Object.fromEntries(
      [...Object.entries({ ...QUEUE_WORKERS, ...HTTP_SETTINGS }), [AUTHORISER.stem, AUTHORISER] as const].map(
        ([stem, { memoryMb }]) => [stem, memoryMb],
      ),
    ),
    operations: OPERATIONS.map(({ method, path, role, function: stem }) => ({
      method,
      path,
      stem,
      isOpen: role === null,
    })),
  }),
);
