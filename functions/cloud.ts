import { lazyHost } from "../lib/lambda/host.ts";

/**
 * The host that all deployed functions share. It is composed at the first call, so importing it needs no settings.
 */
export const cloud = lazyHost(async () => (await import("../lib/compose/cloud.ts")).composeCloud());
