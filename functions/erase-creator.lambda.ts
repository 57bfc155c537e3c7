import { giveConsent } from "../lib/consent/give-consent.ts";
import { readContacts } from "../lib/consent/read-contacts.ts";
import { withdrawConsent } from "../lib/consent/withdraw-consent.ts";
import * as consent from "../lib/domain/api/consent-operations.ts";
import * as erasure from "../lib/domain/api/erasure-operations.ts";
import { decideErasure } from "../lib/erasure/decide-erasure.ts";
import { eraseCreator } from "../lib/erasure/erase-creator.ts";
import { getErasure } from "../lib/erasure/get-erasure.ts";
import { listErasures } from "../lib/erasure/list-erasures.ts";
import { reportErasures } from "../lib/erasure/report-erasures.ts";
import { requestErasure } from "../lib/erasure/request-erasure.ts";
import { httpFunction } from "../lib/lambda/http.ts";
import { route } from "../lib/lambda/route.ts";
import { cloud } from "./cloud.ts";

/** What privacy officers may do: erasures and consent. */
export const create = httpFunction([
  route(erasure.eraseCreator, ({ ports, input: { id, scope }, caller }) =>
    eraseCreator(ports, { creatorId: id, scope }, caller.keyId),
  ),
  route(erasure.requestErasure, ({ ports, input, caller }) => requestErasure(ports, input, caller)),
  route(erasure.decideErasure, ({ ports, input, caller }) => decideErasure(ports, input, caller.keyId)),
  route(erasure.getErasure, ({ ports, input }) => getErasure(ports, { erasureId: input.id })),
  route(erasure.listErasures, ({ ports, input }) => listErasures(ports, input)),
  route(erasure.reportErasures, ({ ports }) => reportErasures(ports)),
  route(consent.giveConsent, ({ ports, input, caller }) => giveConsent(ports, input, caller.keyId)),
  route(consent.withdrawConsent, ({ ports, input, caller }) => withdrawConsent(ports, input, caller.keyId)),
  route(consent.readContacts, ({ ports, input, caller }) => readContacts(ports, input, caller.keyId)),
]);

export const handler = create(cloud);
