import type { Operation } from "../../lib/domain/api/operation.ts";
import { OPERATIONS } from "../../lib/domain/api/operations.ts";
import { PLANS } from "../../lib/domain/api/plans.ts";
import { mayActAs, ROLES } from "../../lib/domain/api/roles.ts";

/** Which roles may call an operation. It reads the operations' own roles, so the document says what is enforced. */
const mayCall = (operation: Operation): string[] =>
  ROLES.map((role) =>
    operation.isPlatforms ? "–" : operation.role === null || mayActAs([role], operation.role) ? "yes" : "–",
  );

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(titles),
  row(titles.map(() => "---")),
  ...rows.map(row),
];

/** `docs/PERMISSIONS.md`. `npm run docs` writes it, and a test compares them. */
export const permissionsDocument = (): string =>
  [
    "# Who may do what",
    "",
    "Made by `npm run docs` from `lib/domain/api/operations.ts` and `roles.ts`, which are what requests are judged by.",
    "`test/integration/access/permissions.test.ts` asks every route as every role, with a good, an expired, a revoked and a",
    "tampered key, with none, and as another tenant.",
    "",
    "## Routes",
    "",
    ...table(
      ["route", "least role", ...ROLES, "without a key"],
      OPERATIONS.map((operation) => [
        `\`${operation.method} ${operation.path}\``,
        operation.isPlatforms ? `the platform's ${operation.role}` : (operation.role ?? "none"),
        ...mayCall(operation),
        operation.role === null ? "yes" : "–",
      ]),
    ),
    "",
    "A record of another tenant is answered as one that is not there: 404. A key of the tenant `system` acts for the",
    "common catalogue. As its admin it is the platform's administrator, who alone decides for every tenant",
    "(`everywhere`, `POST /erasures/{id}/decision`). As its operator it sees queues, jobs and checks (`/system/...`); their",
    "figures are those of all tenants together. `shared` can have no key, and no token speaks for either.",
    "",
    "## Keys and tokens",
    "",
    "- `increator keys create|list|rotate|revoke`: shown once, stored as a keyed digest, with roles, a tenant and an end.",
    "- A revoked key is refused within 60 seconds: each copy of the authoriser believes what it looked up for no longer,",
    "  counted from before the look-up. A key or token that runs out is refused from that second on.",
    "- Tokens of an OpenID Connect issuer are taken when `INCREATOR_OIDC_ISSUER` is set; see the runbook.",
    "- Anyone who can read the data folder of a one-machine system may do everything with it: the command line does.",
    "",
    "## Limits",
    "",
    "A unit is what the cheapest request costs: one creator, one dictionary, a search by words alone. A search by meaning",
    "costs 2, one ordered by a model 20 more. RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-10) say",
    "in every answer what is left; beyond it the answer is 429 `quota-exceeded` with Retry-After.",
    "",
    ...table(
      ["plan", "units a minute, tenant", "units a minute, key", "pages of results a day, key"],
      Object.entries(PLANS).map(([name, plan]) => [
        name,
        String(plan.tenantUnitsPerMinute),
        String(plan.keyUnitsPerMinute),
        String(plan.pagesPerDay),
      ]),
    ),
    "",
    "`increator tenants plan <tenant> <plan>` puts a tenant on a plan (default: team); `INCREATOR_PLANS` changes the table.",
    "While the counters do not answer, requests are let through and the log says `uncounted`.",
    "",
  ].join("\n");
