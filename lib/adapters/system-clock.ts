import { randomBytes } from "node:crypto";
import { crockford } from "../domain/ids.ts";
import type { Clock, Ids } from "../ports/clock.ts";

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/** 128 bits of the operating system's randomness, as 26 characters of base32. */
export const systemIds: Ids = { random: () => crockford(randomBytes(16), 26) };
