import { composeCloud } from "../lib/compose/cloud.ts";
import { withSecretSettings } from "../lib/compose/secret-environment.ts";
import { processEnvironment } from "../lib/config.ts";
import { followChanges } from "../lib/embed/follow-changes.ts";
import { followLog } from "../lib/lambda/follow-log.ts";
import { lambdaLog } from "../lib/lambda/log.ts";

/** The Fargate task that follows changes of creators until ECS stops it. A second task waits for the lease. */
async function main(): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stopping.abort());
  const { services, search, close } = await composeCloud(await withSecretSettings(processEnvironment()));
  const options = { holder: services.ids.random(), signal: stopping.signal, ...followLog(lambdaLog()) };
  await followChanges({ ...services, memory: search.memory }, options);
  await close();
}

await main();
// Connections kept open for a next call would keep the process alive.
process.exit(0);
