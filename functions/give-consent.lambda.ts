import { giveConsent } from "../lib/consent/give-consent.ts";
import { giveConsent as operation } from "../lib/domain/api/consent-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input, caller }) =>
  giveConsent(ports, input, caller.keyId),
);

export const handler = create(cloud);
