import { z } from "zod";
import { challengeViewSchema, newChallengeSchema, verifiedChallengeSchema } from "../account-challenge.ts";
import { erasureViewSchema } from "../erasure.ts";
import { erasureFiguresSchema, erasureVerificationSchema } from "../erasure-report.ts";
import { creatorIdSchema } from "../ids.ts";
import { ERASURE_STATUSES, erasureScopeSchema } from "../records.ts";
import { accountNaming, namesOnce, ONE_NAME, oneOfTheNames } from "./account-naming.ts";
import { operationsOf } from "./operation.ts";
import { pageInput, pageOf } from "./page.ts";

const operation = operationsOf("erase-creator");
const openOperation = operationsOf("open");

const erasureId = z
  .string()
  .regex(/^er_[0-9a-z]{1,40}$/, "an erasure id is er_ and letters and digits")
  .describe("Id of an erasure, given when it was asked for.");
const scope = erasureScopeSchema.default("creator");

export const eraseCreator = operation({
  id: "eraseCreator",
  route: "DELETE /creators/{id}",
  role: "privacy_officer",
  summary: "Forget a creator",
  description:
    "From the answer on no search of the caller's tenant shows the creator, and the account can not come back there by a later ingest. A creator of the common catalogue is hidden from the tenant, and proposed to the platform's administrator, who may erase it everywhere: `proposal_id` is the erasure to ask for. `scope=identity` takes mutually linked accounts along.",
  input: z.strictObject({ id: creatorIdSchema, scope }),
  replays: true,
  status: 202,
  answer: erasureViewSchema,
  example: { id: "c_0123456789abcdefghjkmnpqrs", scope: "creator" },
});

const accountSchema = z
  .strictObject({
    ...accountNaming,
    scope,
    everywhere: z
      .boolean()
      .optional()
      .describe(
        "In every tenant, not in the caller's alone. Only the platform's administrator may ask for it.",
      ),
  })
  .refine(namesOnce, ONE_NAME)
  .meta(oneOfTheNames);

export const requestedErasureSchema = erasureViewSchema.extend({
  other_bearers: z
    .array(z.object({ id: creatorIdSchema, last_seen_at: z.iso.datetime() }))
    .optional()
    .describe(
      "The other accounts that had the handle. They are not erased: a handle means the account seen last under it.",
    ),
});
export type RequestedErasure = z.infer<typeof requestedErasureSchema>;

export const requestErasure = operation({
  id: "requestErasure",
  route: "POST /erasures",
  role: "privacy_officer",
  summary: "Forget an account by its name",
  description:
    "For a request that names the account and not our id. A handle means the account that was seen last under it; `other_bearers` are the others, which stay. Also holds for an account that was never stored: its platform is asked for the id, where it can be, and the id is suppressed; otherwise anyone who comes first under the handle within a year is. It holds in the caller's tenant, where the common catalogue's record is hidden too; what is in the catalogue is proposed to the platform's administrator (`proposal_id`). With `everywhere` in every tenant, which that administrator alone may ask for.",
  input: accountSchema,
  replays: true,
  status: 202,
  answer: requestedErasureSchema,
  example: { platform: "x", handle: "someone", scope: "creator" },
});

export const decideErasure = operation({
  id: "decideErasure",
  route: "POST /erasures/{id}/decision",
  role: "admin",
  isPlatforms: true,
  summary: "Decide what a tenant proposed for the common catalogue",
  description:
    "`grant` erases the account in every tenant, by the date that runs since the tenant asked; `refuse` leaves it hidden from that tenant alone. `GET /erasures?status=proposed` lists what waits.",
  input: z.strictObject({
    id: erasureId,
    decision: z
      .enum(["grant", "refuse"])
      .describe(
        "`grant` erases the account in every tenant; `refuse` leaves it hidden from the tenant that asked.",
      ),
  }),
  replays: true,
  status: 202,
  answer: erasureViewSchema,
  example: { id: "er_0123456789abcdefghjkmnpqrs", decision: "grant" },
  problems: [409],
});

export const getErasure = operation({
  id: "getErasure",
  route: "GET /erasures/{id}",
  role: "privacy_officer",
  summary: "How far an erasure is",
  description: "Store by store, with the time at which it was read back.",
  input: z.strictObject({ id: erasureId }),
  answer: erasureViewSchema,
  example: { id: "er_0123456789abcdefghjkmnpqrs" },
});

export const erasureListSchema = pageOf(erasureViewSchema);

export const listErasures = operation({
  id: "listErasures",
  route: "GET /erasures",
  role: "privacy_officer",
  summary: "Erasures, newest first",
  description: "Those of the caller's tenant.",
  input: z.strictObject({
    status: z.enum(ERASURE_STATUSES).optional().describe("Only erasures in this state."),
    ...pageInput,
  }),
  answer: erasureListSchema,
  example: { status: "running", limit: 50 },
});

export const erasureReportAnswerSchema = z.object({
  at: z.iso.datetime(),
  figures: erasureFiguresSchema,
  verification: erasureVerificationSchema.nullable(),
});

export const reportErasures = operation({
  id: "reportErasures",
  route: "GET /erasure-report",
  role: "privacy_officer",
  summary: "The figures that a data protection officer asks for",
  description:
    "Of the last 90 days: received, done, open, late, median and worst time, removals by store, failures; with what the daily verification of completed erasures found.",
  answer: erasureReportAnswerSchema,
});

/** The account that a person claims to own. */
const { platform, handle, url } = accountNaming;
const ownAccount = { platform, handle, url };
const byOneName = ({ handle, url }: { handle?: string | undefined; url?: string | undefined }) =>
  (handle === undefined) !== (url === undefined);
const ONE_OWN_NAME = "name the account by exactly one of handle and url";
const oneName = { oneOf: ["handle", "url"].map((way) => ({ required: [way] })) };

const challengeId = z
  .string()
  .regex(/^ch_[0-9a-z]{26}$/, "an id is ch_ and 26 letters and digits")
  .describe("Id of the request, given when it was made.");

export const requestOwnErasure = openOperation({
  id: "requestOwnErasure",
  route: "POST /erasure-requests",
  role: null,
  summary: "Ask to be forgotten",
  description:
    "For the person behind an account; no key is needed. Gives a code to place in the account's bio, which proves that the account is theirs. The answer is the same whether or not anything is stored.",
  input: z.strictObject(ownAccount).refine(byOneName, ONE_OWN_NAME).meta(oneName),
  status: 202,
  answer: newChallengeSchema,
  example: { platform: "x", handle: "someone" },
});

export const verifyOwnErasure = openOperation({
  id: "verifyOwnErasure",
  route: "POST /erasure-requests/{id}/verify",
  role: null,
  summary: "Say that the code is in place",
  description:
    "The platform is asked for the account at once, and when its bio shows the code the account is forgotten in every tenant. `look` tells what was looked at: where the platform can not be asked just now, the system's next fetch counts. Until the code is seen the answer is `waiting`: ask again after some minutes. Name the account as before: it is kept as a digest only.",
  input: z
    .strictObject({ id: challengeId, ...ownAccount })
    .refine(byOneName, ONE_OWN_NAME)
    .meta(oneName),
  answer: verifiedChallengeSchema,
  example: { id: "ch_0123456789abcdefghjkmnpqrs", platform: "x", handle: "someone" },
});

export const getOwnErasure = openOperation({
  id: "getOwnErasure",
  route: "GET /erasure-requests/{id}",
  role: null,
  summary: "How far one's own request is",
  description: "`waiting` for the proof, `expired`, or how far the erasure is.",
  input: z.strictObject({ id: challengeId }),
  answer: challengeViewSchema,
  example: { id: "ch_0123456789abcdefghjkmnpqrs" },
});
