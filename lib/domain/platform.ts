import { z } from "zod";

export const PLATFORMS = ["instagram", "tiktok", "x", "youtube"] as const;
export const platformSchema = z.enum(PLATFORMS).describe("The platform that an account is on.");
export type Platform = (typeof PLATFORMS)[number];
