import { processEnvironment, uploadOriginFrom } from "../lib/config.ts";
import * as erasure from "../lib/domain/api/erasure-operations.ts";
import openapiDocument from "../lib/domain/api/openapi-document.computed.ts";
import * as system from "../lib/domain/api/system-operations.ts";
import { HOUR_SECONDS } from "../lib/domain/durations.ts";
import { getOwnErasure } from "../lib/erasure/own/get-own-erasure.ts";
import { requestOwnErasure } from "../lib/erasure/own/request-own-erasure.ts";
import { verifyOwnErasure } from "../lib/erasure/own/verify-own-erasure.ts";
import { checkHealth } from "../lib/health/check-health.ts";
import { withConsole } from "../lib/lambda/console-pages.ts";
import { httpFunction } from "../lib/lambda/http.ts";
import { openRoute, staticRoute } from "../lib/lambda/route.ts";
import { cloud } from "./cloud.ts";

/** Each call asks five stores. The limit is enough for any monitor and too low to load the stores. */
const HEALTH = { name: "health", units: 300, windowSeconds: 60 };
/** A person with an account on each platform needs four requests. */
const REQUEST = { name: "own-erasure", units: 10, windowSeconds: HOUR_SECONDS };
/** One check every two minutes, for as long as a platform takes to show a changed bio. */
const PROOF = { name: "own-erasure-proof", units: 30, windowSeconds: HOUR_SECONDS };
const STATUS = { name: "own-erasure-status", units: 60, windowSeconds: HOUR_SECONDS };

const consoleFiles = async () => new Map(await (await import("../web/console-files.computed.ts")).default());

/** What anyone may do without a key, and the console, which holds no data. */
export const create = withConsole(
  httpFunction([
    openRoute(system.health, (ports) => checkHealth(ports), HEALTH),
    staticRoute(system.openapi, openapiDocument),
    openRoute(erasure.requestOwnErasure, (ports, input) => requestOwnErasure(ports, input), REQUEST),
    openRoute(erasure.verifyOwnErasure, (ports, input) => verifyOwnErasure(ports, input), PROOF),
    openRoute(erasure.getOwnErasure, (ports, input) => getOwnErasure(ports, input), STATUS),
  ]),
  consoleFiles,
  () => uploadOriginFrom(processEnvironment()),
);

export const handler = create(cloud);
