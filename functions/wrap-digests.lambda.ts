import { wrapDigests } from "../lib/keyring/wrap-digests.ts";
import { scheduled } from "../lib/lambda/schedule.ts";
import { cloud } from "./cloud.ts";

export const create = scheduled("wrap-digests", async (services, { log }) => {
  log.info("keyring", { current: services.keyring.current, ...(await wrapDigests(services)) });
});

export const handler = create(cloud);
