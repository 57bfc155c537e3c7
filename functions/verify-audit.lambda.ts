import { verifyAudit } from "../lib/audit/verify-audit.ts";
import { verifyAudit as operation } from "../lib/domain/api/audit-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input }) => verifyAudit(ports, input));

export const handler = create(cloud);
