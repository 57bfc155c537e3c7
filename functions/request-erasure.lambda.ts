import { requestErasure as operation } from "../lib/domain/api/erasure-operations.ts";
import { requestErasure } from "../lib/erasure/request-erasure.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input, caller }) =>
  requestErasure(ports, input, caller),
);

export const handler = create(cloud);
