import { listAudit, verifyAudit } from "./audit-operations.ts";
import { giveConsent, readContacts, withdrawConsent } from "./consent-operations.ts";
import { getCreator, listDictionary, similarCreators } from "./creator-operations.ts";
import {
  eraseCreator,
  getErasure,
  getOwnErasure,
  listErasures,
  reportErasures,
  requestErasure,
  requestOwnErasure,
  verifyOwnErasure,
} from "./erasure-operations.ts";
import type { Operation } from "./operation.ts";
import { searchByBody, searchByQuery } from "./search-operations.ts";
import { health, openapi } from "./system-operations.ts";
import { addTargets } from "./target-operations.ts";

/** The whole HTTP API. */
export const OPERATIONS: readonly Operation[] = [
  searchByQuery,
  searchByBody,
  getCreator,
  similarCreators,
  listDictionary,
  eraseCreator,
  requestErasure,
  listErasures,
  getErasure,
  reportErasures,
  requestOwnErasure,
  verifyOwnErasure,
  getOwnErasure,
  giveConsent,
  withdrawConsent,
  readContacts,
  listAudit,
  verifyAudit,
  addTargets,
  health,
  openapi,
];
