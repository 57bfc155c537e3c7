import { composeTokenAccess } from "../lib/compose/token-verifier.ts";
import { authoriser } from "../lib/lambda/authoriser.ts";
import { cloud } from "./cloud.ts";

export const create = authoriser(composeTokenAccess);

export const handler = create(cloud);
