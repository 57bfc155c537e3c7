import { requestOwnErasure as operation } from "../lib/domain/api/erasure-operations.ts";
import { requestOwnErasure } from "../lib/erasure/request-own-erasure.ts";
import { openEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

/** Somebody with an account on each platform needs four. */
const QUOTA = { name: "own-erasure", units: 10, windowSeconds: 3_600 };

export const create = openEndpoint(
  [operation],
  async ({ compose }, input) => requestOwnErasure((await compose()).services, input),
  QUOTA,
);

export const handler = create(cloud);
