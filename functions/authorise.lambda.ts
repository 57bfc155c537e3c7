import { authoriser } from "../lib/lambda/authoriser.ts";
import { cloud } from "./cloud.ts";

export const create = authoriser;

export const handler = create(cloud);
