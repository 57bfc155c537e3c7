import { giveConsent as operation } from "../lib/domain/api/consent-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { giveConsent } from "../lib/use-cases/give-consent.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input, caller }) =>
  giveConsent(ports, input, caller.keyId),
);

export const handler = create(cloud);
