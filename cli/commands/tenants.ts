import type { Command } from "commander";
import type { TenantView } from "../../lib/access/manage-access.ts";
import { PLAN_NAMES } from "../../lib/domain/api/plans.ts";
import type { CommonOptions } from "../common-options.ts";
import { type Io, printJson } from "../io.ts";
import { type Column, table } from "../table.ts";
import { askAccess } from "./keys.ts";

const COLUMNS: readonly Column<TenantView>[] = [
  { title: "TENANT", cell: ({ id }) => id },
  { title: "PLAN", cell: ({ plan }) => plan },
  { title: "SINCE", cell: (tenant) => tenant.created_at },
];

const EXAMPLES = `
Examples:
  increator tenants list
  increator tenants plan acme enterprise

A plan holds within a minute. INCREATOR_PLANS changes what the plans allow.`;

/** `increator tenants list|plan`. */
export function addTenants(program: Command, io: Io): void {
  const tenants = program
    .command("tenants")
    .description("list tenants and say how much each may ask for")
    .addHelpText("after", EXAMPLES);
  tenants
    .command("list")
    .description("show every tenant that something was ever stored for")
    .action((_options: object, self: Command) => run(io, self, { action: "list-tenants" }));
  tenants
    .command("plan")
    .description("put a tenant on a plan")
    .argument("<tenant>", "the tenant's id")
    .argument("<plan>", PLAN_NAMES.join(", "))
    .action((tenant: string, plan: string, _options: object, self: Command) =>
      run(io, self, { action: "set-plan", tenant, plan }),
    );
}

async function run(io: Io, self: Command, asked: unknown): Promise<void> {
  const common = self.optsWithGlobals<CommonOptions>();
  const { tenants } = await askAccess(io, common, asked);
  if (common.json) printJson(io, { tenants });
  else io.out(tenants.length === 0 ? "There are no tenants.\n" : table(COLUMNS, tenants, io.columns));
}
