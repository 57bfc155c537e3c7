import { z } from "zod";

export const PLATFORMS = ["instagram", "tiktok", "x", "youtube"] as const;
export const platformSchema = z.enum(PLATFORMS);
export type Platform = (typeof PLATFORMS)[number];
