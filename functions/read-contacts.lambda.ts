import { readContacts } from "../lib/consent/read-contacts.ts";
import { readContacts as operation } from "../lib/domain/api/consent-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input, caller }) =>
  readContacts(ports, input, caller.keyId),
);

export const handler = create(cloud);
