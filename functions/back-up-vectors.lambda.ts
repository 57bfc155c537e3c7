import { scheduled } from "../lib/lambda/schedule.ts";
import { backUpVectors } from "../lib/use-cases/back-up-vectors.ts";
import { cloud } from "./cloud.ts";

export const create = scheduled("back-up-vectors", async (services, { log }) => {
  const { alarms } = await backUpVectors(services);
  for (const alarm of alarms) log.error("alarm", { schedule: "back-up-vectors", ...alarm });
});

export const handler = create(cloud);
