import { getCreator as operation } from "../lib/domain/api/creator-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { getCreator } from "../lib/search/get-creator.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], async ({ ports, input }) => ({
  data: await getCreator(ports, input.id),
}));

export const handler = create(cloud);
