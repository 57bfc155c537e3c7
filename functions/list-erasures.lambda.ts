import { listErasures as operation } from "../lib/domain/api/erasure-operations.ts";
import { listErasures } from "../lib/erasure/list-erasures.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input }) => listErasures(ports, input));

export const handler = create(cloud);
