import { getOwnErasure as operation } from "../lib/domain/api/erasure-operations.ts";
import { getOwnErasure } from "../lib/erasure/get-own-erasure.ts";
import { openEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

const QUOTA = { name: "own-erasure-status", units: 60, windowSeconds: 3_600 };

export const create = openEndpoint(
  [operation],
  async ({ compose }, input) => getOwnErasure((await compose()).services, input),
  QUOTA,
);

export const handler = create(cloud);
