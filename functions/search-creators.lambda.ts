import * as creators from "../lib/domain/api/creator-operations.ts";
import {
  searchByBody,
  searchByQuery,
  suggest as suggestOperation,
} from "../lib/domain/api/search-operations.ts";
import type { SearchRequest } from "../lib/domain/search-request.ts";
import { httpFunction } from "../lib/lambda/http.ts";
import { type Call, route } from "../lib/lambda/route.ts";
import { creatorHistory } from "../lib/search/creators/creator-history.ts";
import { getCreator } from "../lib/search/creators/get-creator.ts";
import { getIdentity } from "../lib/search/creators/get-identity.ts";
import { lookUpCreators } from "../lib/search/creators/look-up-creators.ts";
import { listDictionary } from "../lib/search/list-dictionary.ts";
import { searchCreators } from "../lib/search/search-creators.ts";
import { similarCreators, similarToSeveral } from "../lib/search/similar/similar-creators.ts";
import { suggest } from "../lib/search/suggest.ts";
import { cloud } from "./cloud.ts";

const search = ({ ports, input, admitted }: Call<SearchRequest>) =>
  searchCreators(ports, input, { admitted });

/** What viewers may do. It changes no creator. It notes what was asked for, so that crawling can follow. */
export const routes = [
  route(searchByQuery, search, { overlapsCounting: true }),
  route(searchByBody, search, { overlapsCounting: true }),
  route(suggestOperation, ({ ports, input }) => suggest(ports, input)),
  route(creators.getCreator, ({ ports, input }) => getCreator(ports, input.id)),
  route(creators.lookUpCreators, ({ ports, input }) => lookUpCreators(ports, input)),
  route(creators.creatorHistory, ({ ports, input }) => creatorHistory(ports, input.id)),
  route(creators.getIdentity, ({ ports, input }) => getIdentity(ports, input.id)),
  route(creators.similarCreators, ({ ports, input }) => similarCreators(ports, input.id, input)),
  route(creators.similarToSeveral, ({ ports, input }) => similarToSeveral(ports, input)),
  route(creators.rankCreators, async ({ ports, input }) => {
    // Loaded late, as in a search: most requests do not need the reader's dictionaries.
    const { rankCreators } = await import("../lib/search/rank-creators.ts");
    return rankCreators(ports, input);
  }),
  route(creators.listDictionary, ({ ports, input }) => listDictionary(ports, input.name)),
];

export const create = httpFunction(routes);

export const handler = create(cloud);
