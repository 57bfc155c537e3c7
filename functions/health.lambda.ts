import { health as operation } from "../lib/domain/api/system-operations.ts";
import { checkHealth } from "../lib/health/check-health.ts";
import { openEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

/** Each call asks four stores: enough for any monitor, too little to load them by. */
const QUOTA = { name: "health", units: 300, windowSeconds: 60 };

export const create = openEndpoint(
  [operation],
  async ({ compose }) => checkHealth((await compose()).services),
  QUOTA,
);

export const handler = create(cloud);
