import { health as operation } from "../lib/domain/api/system-operations.ts";
import { openEndpoint } from "../lib/lambda/http.ts";
import { checkHealth } from "../lib/use-cases/check-health.ts";
import { cloud } from "./cloud.ts";

export const create = openEndpoint([operation], async ({ compose }) =>
  checkHealth((await compose()).services),
);

export const handler = create(cloud);
