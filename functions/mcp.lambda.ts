import { httpFunction } from "../lib/lambda/http.ts";
import { mcpRoute } from "../lib/lambda/mcp-route.ts";
import { cloud } from "./cloud.ts";

/** The same routes as tools of the Model Context Protocol. */
export const create = httpFunction([mcpRoute(allRoutes)]);

/** Loaded with the first tool that is called. */
async function allRoutes() {
  const functions = await Promise.all([import("./search-creators.lambda.ts"), import("./manage.lambda.ts")]);
  return functions.flatMap(({ routes }) => routes);
}

export const handler = create(cloud);
