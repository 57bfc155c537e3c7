import { listAudit } from "../lib/audit/list-audit.ts";
import { listAudit as operation } from "../lib/domain/api/audit-operations.ts";
import { httpEndpoint } from "../lib/lambda/http.ts";
import { cloud } from "./cloud.ts";

export const create = httpEndpoint([operation], ({ ports, input }) => listAudit(ports, input));

export const handler = create(cloud);
