import { requestErasure as operation } from "../lib/domain/api/erasure-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { requestErasure } from "../lib/use-cases/request-erasure.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input, caller }) =>
  requestErasure(ports, input, caller),
);

export const handler = create(cloud);
