import openapiDocument from "../lib/domain/api/openapi-document.computed.ts";
import { openapi as operation } from "../lib/domain/api/system-operations.ts";
import { openEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = openEndpoint([operation], async () => openapiDocument(), null);

export const handler = create(cloud);
