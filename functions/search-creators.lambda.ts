import * as creators from "../lib/domain/api/creator-operations.ts";
import {
  searchByBody,
  searchByQuery,
  suggest as suggestOperation,
} from "../lib/domain/api/search-operations.ts";
import { madeOnce } from "../lib/domain/made-once.ts";
import type { SearchRequest } from "../lib/domain/search-request.ts";
import { httpFunction } from "../lib/lambda/http.ts";
import { type Call, route } from "../lib/lambda/route.ts";
import { creatorHistory } from "../lib/search/creators/creator-history.ts";
import { getCreator } from "../lib/search/creators/get-creator.ts";
import { getIdentity } from "../lib/search/creators/get-identity.ts";
import { searchCreators } from "../lib/search/search-creators.ts";
import { suggest } from "../lib/search/suggest.ts";
import { cloud } from "./cloud.ts";

const search = ({ ports, input, admitted }: Call<SearchRequest>) =>
  searchCreators(ports, input, { admitted });

// Loaded late: a search from a cache needs none of these.
const loadLookUp = madeOnce(() => import("../lib/search/creators/look-up-creators.ts"));
const loadSimilar = madeOnce(() => import("../lib/search/similar/similar-creators.ts"));
const loadRank = madeOnce(() => import("../lib/search/rank-creators.ts"));
const loadDictionary = madeOnce(() => import("../lib/search/list-dictionary.ts"));

/** What viewers may do. It changes no creator. It notes what was asked for, so that crawling can follow. */
export const routes = [
  route(searchByQuery, search, { overlapsCounting: true }),
  route(searchByBody, search, { overlapsCounting: true }),
  route(suggestOperation, ({ ports, input }) => suggest(ports, input)),
  route(creators.getCreator, ({ ports, input }) => getCreator(ports, input.id)),
  route(creators.lookUpCreators, async ({ ports, input }) => {
    const { lookUpCreators } = await loadLookUp();
    return lookUpCreators(ports, input);
  }),
  route(creators.creatorHistory, ({ ports, input }) => creatorHistory(ports, input.id)),
  route(creators.getIdentity, ({ ports, input }) => getIdentity(ports, input.id)),
  route(creators.similarCreators, async ({ ports, input }) => {
    const { similarCreators } = await loadSimilar();
    return similarCreators(ports, input.id, input);
  }),
  route(creators.similarToSeveral, async ({ ports, input }) => {
    const { similarToSeveral } = await loadSimilar();
    return similarToSeveral(ports, input);
  }),
  route(creators.rankCreators, async ({ ports, input }) => {
    const { rankCreators } = await loadRank();
    return rankCreators(ports, input);
  }),
  route(creators.listDictionary, async ({ ports, input }) => {
    const { listDictionary } = await loadDictionary();
    return listDictionary(ports, input.name);
  }),
];

export const create = httpFunction(routes);

export const handler = create(cloud);
