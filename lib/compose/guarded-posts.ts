import type { OutboundPosts } from "../ports/outbound-posts.ts";
import { lazyPort } from "./lazy-port.ts";

/** Loaded with the first message, since no other call needs its client. */
export const guardedPosts = (): OutboundPosts =>
  lazyPort(async () => (await import("../adapters/guarded-posts.ts")).createGuardedPosts());
