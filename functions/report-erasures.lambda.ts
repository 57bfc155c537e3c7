import { reportErasures as operation } from "../lib/domain/api/erasure-operations.ts";
import { reportErasures } from "../lib/erasure/report-erasures.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports }) => reportErasures(ports));

export const handler = create(cloud);
