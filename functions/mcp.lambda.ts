import { httpFunction } from "../lib/lambda/http.ts";
import { mcpRoute } from "../lib/lambda/mcp-route.ts";
import { cloud } from "./cloud.ts";
import { routes as managing } from "./manage.lambda.ts";
import { routes as searching } from "./search-creators.lambda.ts";

/** The same routes as tools of the Model Context Protocol. */
export const create = httpFunction([mcpRoute([...searching, ...managing])]);

export const handler = create(cloud);
