import { requestTargets } from "../lib/crawl/request-targets.ts";
import { addTargets as operation } from "../lib/domain/api/target-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input }) => requestTargets(ports, input.accounts));

export const handler = create(cloud);
