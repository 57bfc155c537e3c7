import { verifyOwnErasure as operation } from "../lib/domain/api/erasure-operations.ts";
import { verifyOwnErasure } from "../lib/erasure/verify-own-erasure.ts";
import { openEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

/** One look every two minutes, for as long as a platform takes to show a changed bio. */
const QUOTA = { name: "own-erasure-proof", units: 30, windowSeconds: 3_600 };

export const create = openEndpoint(
  [operation],
  async ({ compose }, input) => {
    const { services, search } = await compose();
    return verifyOwnErasure({ ...services, ...search }, input);
  },
  QUOTA,
);

export const handler = create(cloud);
