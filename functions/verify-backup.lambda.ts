import { drillLatest } from "../lib/backup/verify-backup.ts";
import { scheduled } from "../lib/lambda/schedule.ts";
import { cloud } from "./cloud.ts";

export const create = scheduled("verify-backup", async (services, { log }) => {
  const { troubles, ...fields } = await drillLatest(services);
  if (troubles.length > 0) log.error("alarm", { schedule: "verify-backup", ...fields, troubles });
});

export const handler = create(cloud);
