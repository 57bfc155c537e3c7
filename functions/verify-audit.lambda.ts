import { verifyAudit as operation } from "../lib/domain/api/audit-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { verifyAudit } from "../lib/use-cases/verify-audit.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input }) => verifyAudit(ports, input));

export const handler = create(cloud);
