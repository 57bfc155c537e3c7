import { healthAnswerSchema } from "../lib/domain/api/answers.ts";
import { searchAnswerSchema } from "../lib/domain/search-request.ts";
import { refused } from "./api.ts";
import { barredByPreflight, barredFromReading } from "./cross-origin.ts";
import { Fault } from "./fault.ts";
import type { Seen, Smoke } from "./step.ts";

const PAGE = "/search?limit=1";

export async function isHealthy({ api, signal }: Smoke): Seen {
  const { status, parts } = await api.get(healthAnswerSchema, "/health", { signal });
  return [`${status}: ${parts.join(", ")}`, null];
}

/** Checks that a request without a key is refused, and one with a key is answered. */
export async function answersWithKeys({ api, signal }: Smoke): Seen {
  const answer = await api.ask(PAGE, { signal });
  if (answer.status !== 401) {
    const remedy = "The authoriser does not stand before the API: deploy it again, and look at what changed.";
    throw new Fault(`A search without a key is answered ${answer.status}`, remedy);
  }
  const { data } = await api.get(searchAnswerSchema, PAGE, { signal });
  return [`401 without a key; ${data.length} creator with it`, null];
}

/**
 * Asks as a browser would for a page of the origin: with a preflight, with the request, and with one that is refused.
 */
export async function answersPages(smoke: Smoke): Seen {
  const { api, origin, signal } = smoke;
  const asPage = { origin: origin ?? "https://page.example" };
  const asksForKey = {
    "access-control-request-method": "GET",
    "access-control-request-headers": "x-api-key",
  };
  const preflight = await api.ask(PAGE, { signal, method: "OPTIONS", headers: { ...asPage, ...asksForKey } });
  const answer = await api.ask(PAGE, { signal, headers: { ...asPage, "x-api-key": api.key } });
  const refusal = await api.ask(PAGE, { signal, headers: asPage });
  if (answer.status !== 200) throw refused(PAGE, answer);
  const page = { ...asPage, method: "GET", headers: ["x-api-key"] };
  const barred = {
    "a preflight": barredByPreflight(preflight, page),
    "an answer": barredFromReading(answer.headers, page.origin),
    "a refusal": barredFromReading(refusal.headers, page.origin),
  };
  if (origin === null) return letsNobodyRead(barred);
  for (const [what, why] of Object.entries(barred)) {
    if (why === null) continue;
    throw new Fault(
      `A page of ${origin} may not read ${what}: ${why}`,
      "Add the origin to INCREATOR_CORS_ORIGINS and deploy, or name one that is there: --origin; none: no page may read.",
    );
  }
  return [`a page of ${origin} may read preflight, answer and refusal`, null];
}

function letsNobodyRead(barred: Readonly<Record<string, string | null>>): readonly [string, null] {
  const open = Object.keys(barred).filter((what) => barred[what] === null);
  if (open.length === 0) return ["no page may read answers", null];
  throw new Fault(
    `Any page may read ${open.join(", ")}`,
    "Name the origin of your page: --origin https://..., or take it out of INCREATOR_CORS_ORIGINS.",
  );
}
