import { listDictionary as operation } from "../lib/domain/api/creator-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { listDictionary } from "../lib/search/list-dictionary.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input }) => listDictionary(ports, input.name));

export const handler = create(cloud);
