import { composeCloud } from "../lib/compose/cloud.ts";
import { isProvisionedIn, processEnvironment } from "../lib/config.ts";
import { lazyHost } from "../lib/lambda/host.ts";

/**
 * The host that all deployed functions share. It is composed at the first call, so importing it needs no settings.
 */
export const cloud = lazyHost(composeCloud);

// A copy that is started ahead composes ahead: it reads secrets and keys before anybody waits for it. If that fails, the
// log says why and the first call tries again.
if (isProvisionedIn(processEnvironment())) await cloud.compose().catch(() => undefined);
