import { backUpVectors } from "../lib/backup/back-up-vectors.ts";
import { scheduled } from "../lib/lambda/schedule.ts";
import { cloud } from "./cloud.ts";

export const create = scheduled("back-up-vectors", async (services, { log }) => {
  const { alarms } = await backUpVectors(services);
  for (const alarm of alarms) log.error("alarm", { schedule: "back-up-vectors", ...alarm });
});

export const handler = create(cloud);
