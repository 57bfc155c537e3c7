import { eraseCreator as operation } from "../lib/domain/api/erasure-operations.ts";
import { eraseCreator } from "../lib/erasure/erase-creator.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input: { id, scope }, caller }) =>
  eraseCreator(ports, { creatorId: id, scope }, caller.keyId),
);

export const handler = create(cloud);
