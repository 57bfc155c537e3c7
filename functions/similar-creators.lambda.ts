import { similarCreators as operation } from "../lib/domain/api/creator-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { similarCreators } from "../lib/search/similar-creators.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input }) =>
  similarCreators(ports, input.id, input),
);

export const handler = create(cloud);
