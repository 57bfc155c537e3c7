import { eraseCreator as operation } from "../lib/domain/api/erasure-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { eraseCreator } from "../lib/use-cases/erase-creator.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input: { id, scope }, caller }) =>
  eraseCreator(ports, { creatorId: id, scope }, caller.keyId),
);

export const handler = create(cloud);
