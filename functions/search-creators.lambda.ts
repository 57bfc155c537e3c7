import { searchByBody, searchByQuery } from "../lib/domain/api/search-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { searchCreators } from "../lib/search/search-creators.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint(
  [searchByQuery, searchByBody],
  ({ ports, input, admitted }) => searchCreators(ports, input, { admitted }),
  { overlapsCounting: true },
);

export const handler = create(cloud);
