import openapiTS, { astToString } from "openapi-typescript";
import { openapiDocument } from "../../lib/domain/api/openapi.ts";
import { permissionsDocument } from "./permissions.ts";

const HEADER = "/** Made by `npm run docs` from docs/openapi.json: change the operations, not this. */\n";

/** Every file that is generated from the operations, by its path in the repository. */
export async function documents(): Promise<Readonly<Record<string, string>>> {
  const openapi = `${JSON.stringify(openapiDocument(), null, 2)}\n`;
  return {
    "docs/PERMISSIONS.md": permissionsDocument(),
    "docs/openapi.json": openapi,
    "clients/typescript/schema.ts": HEADER + astToString(await openapiTS(openapi)),
  };
}
