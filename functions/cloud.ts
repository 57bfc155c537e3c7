import { lazyHost } from "../lib/lambda/host.ts";

/** The host that every deployed function shares: composed at the first call, so that importing needs no settings. */
export const cloud = lazyHost(async () => (await import("../lib/compose/cloud.ts")).composeCloud());
