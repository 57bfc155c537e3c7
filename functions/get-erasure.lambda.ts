import { getErasure as operation } from "../lib/domain/api/erasure-operations.ts";
import { getErasure } from "../lib/erasure/get-erasure.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input }) =>
  getErasure(ports, { erasureId: input.id }),
);

export const handler = create(cloud);
