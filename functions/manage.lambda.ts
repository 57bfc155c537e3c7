import { listAudit } from "../lib/audit/list-audit.ts";
import { verifyAudit } from "../lib/audit/verify-audit.ts";
import { requestTargets } from "../lib/crawl/request-targets.ts";
import * as audit from "../lib/domain/api/audit-operations.ts";
import * as targets from "../lib/domain/api/target-operations.ts";
import { httpFunction } from "../lib/lambda/http.ts";
import { route } from "../lib/lambda/route.ts";
import { cloud } from "./cloud.ts";

/** What analysts, operators and administrators may do beside searching. */
export const create = httpFunction([
  route(audit.listAudit, ({ ports, input }) => listAudit(ports, input)),
  route(audit.verifyAudit, ({ ports, input }) => verifyAudit(ports, input)),
  route(targets.addTargets, ({ ports, input }) => requestTargets(ports, input.accounts)),
]);

export const handler = create(cloud);
