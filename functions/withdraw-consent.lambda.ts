import { withdrawConsent } from "../lib/consent/withdraw-consent.ts";
import { withdrawConsent as operation } from "../lib/domain/api/consent-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input, caller }) =>
  withdrawConsent(ports, input, caller.keyId),
);

export const handler = create(cloud);
