import { composeCloud } from "../lib/compose/cloud.ts";
import { lazyHost } from "../lib/lambda/host.ts";

/**
 * The host that all deployed functions share. It is composed at the first call, so importing it needs no settings.
 */
export const cloud = lazyHost(composeCloud);
