import { gzipSync } from "node:zlib";
import * as embed from "../../functions/embed-creators.lambda.ts";
import * as ingest from "../../functions/ingest-raw.lambda.ts";
import * as search from "../../functions/search-creators.lambda.ts";
import type { CloudComposition } from "../../lib/compose/cloud.ts";
import { ingestMessage } from "../../lib/use-cases/ingest-raw.ts";
import { lambdaContext } from "../../local/lambda-context.ts";
import { CREATOR, envelope, httpEvent, sqsEvent, WARM_QUERY } from "./cold-cases.ts";

/** Stores and embeds the creator that answers are about, and lets the shared cache keep one page. */
export async function warmUp(composition: CloudComposition): Promise<void> {
  // The doubles have no Atlas Search, and a page that lacks its keyword leg is not kept.
  const keywords = { search: async () => [], facets: async () => [] };
  const services = { ...composition.services, keywords };
  const host = {
    compose: async () => ({ ...composition, services }),
    log: { info: () => undefined, warn: console.error, error: console.error },
  };
  const context = () => lambdaContext("warm-up", "bench", { timeoutMs: 120_000 });
  const key = "inbox/local/warm-up.json.gz";
  await services.objects.put(key, gzipSync(JSON.stringify(envelope(1))));
  await ingest.create(host)(sqsEvent("ingest", ingestMessage(key)), context());
  const ids = JSON.stringify({ tenant_id: "local", creator_ids: [CREATOR] });
  await embed.create(host)(sqsEvent("embed-high", ids), context());
  const asked = httpEvent("/search", { queryStringParameters: { q: WARM_QUERY } });
  const { statusCode, body } = await search.create(host)(asked, context());
  if (statusCode !== 200) throw new Error(`The warm-up search failed: ${body}`);
}
