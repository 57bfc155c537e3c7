import { gzipSync } from "node:zlib";
import { z } from "zod";
import * as embed from "../../functions/embed-creators.lambda.ts";
import * as ingest from "../../functions/ingest-raw.lambda.ts";
import * as search from "../../functions/search-creators.lambda.ts";
import type { CloudComposition } from "../../lib/compose/cloud.ts";
import { LOCAL_SCOPE } from "../../lib/domain/tenant-scope.ts";
import { ingestMessage } from "../../lib/ingest/ingest-raw.ts";
import { lambdaContext } from "../../local/lambda-context.ts";
import { getEvent, sqsEvent } from "../../test/doubles/cloud/events.ts";
import { CREATOR, envelope, WARM_QUERY } from "./cold-cases.ts";

const TRIES = 5;
const answerSchema = z.object({ meta: z.object({ degraded: z.array(z.unknown()).max(0) }) });

/** Stores and embeds the creator that the answers are about, and puts one page into the shared cache. */
export async function warmUp(composition: CloudComposition): Promise<void> {
  // The doubles have no Atlas Search, and a page without its keyword leg is not cached. So an empty keyword index
  // stands in.
  const browse = async () => ({ ids: [], cursor: null, total: 0 });
  const none = async () => [];
  const keywords = { search: none, facets: none, suggest: none, browse };
  const services = { ...composition.services, keywords };
  const host = {
    compose: async () => ({ ...composition, services }),
    log: { info: () => undefined, warn: console.error, error: console.error },
    origins: () => [],
  };
  const context = () => lambdaContext("warm-up", "bench", { timeoutMs: 120_000 });
  const key = "inbox/local/warm-up.json.gz";
  await services.objects.put(key, gzipSync(JSON.stringify(envelope(1))));
  await ingest.create(host)(sqsEvent("ingest", [ingestMessage(key)]), context());
  // FerretDB drops the nulls of $setOnInsert, which MongoDB keeps. Without them no cached page has the right shape.
  const set = { identity_id: null, consent: null };
  await services.openDocuments(LOCAL_SCOPE).update("creators", { id: CREATOR, set });
  const ids = JSON.stringify({ tenant_id: "local", creator_ids: [CREATOR] });
  await embed.create(host)(sqsEvent("embed-high", [ids]), context());
  const asked = getEvent("/search", { queryStringParameters: { q: WARM_QUERY } });
  // The first search loads the SDKs and may run out of time. A page without a leg is not cached, so try again.
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { body } = await search.create(host)(asked, context());
    if (answerSchema.safeParse(JSON.parse(body)).success) return;
  }
  throw new Error("No whole page could be had to warm the cache with.");
}
