import { lookupAnswerSchema } from "../lib/domain/api/creator-operations.ts";
import { requestedErasureSchema } from "../lib/domain/api/erasure-operations.ts";
import { MINUTE_MS } from "../lib/domain/durations.ts";
import { type ErasureView, erasureViewSchema } from "../lib/domain/erasure.ts";
import { Fault } from "./fault.ts";
import { type InventedCreator, MARK } from "./invented-creator.ts";
import { search } from "./search-steps.ts";
import { type Seen, type Smoke, until } from "./step.ts";

/** Longer than any run takes, so that a run under way is left alone. */
const LEFT_MS = 15 * MINUTE_MS;

/** Forgets the creators of earlier runs that were killed before they forgot them. */
export async function removeLeftovers(smoke: Smoke): Seen {
  const { data } = await search(smoke, { q: MARK, mode: "keyword", limit: 100 });
  const left = data.filter(({ fetched_at: at }) => Date.now() - Date.parse(at) > LEFT_MS);
  for (const { id } of left) await forgets(smoke, id);
  return [left.length === 0 ? "none" : `${left.length} of earlier runs are being forgotten`, null];
}

/** Puts the creator into the inbox and waits until it is stored. Returns its id. */
export async function takesIn(smoke: Smoke, creator: InventedCreator): Seen<string> {
  const { api, inside, tenant, signal } = smoke;
  await inside.drop(tenant, creator.envelope);
  const started = performance.now();
  const late = new Fault(
    `What was put into inbox/${tenant}/ is not stored`,
    `docs/RUNBOOK.md, Ingestion outage. Or ${tenant} is not the key's tenant (--tenant): then erase there what was put in, increator erase --platform youtube --platform-user-id ${creator.platformUserId}`,
  );
  const body = { accounts: [`@${creator.handle}`], platform: "youtube" };
  const id = await until(smoke, late, async () => {
    const { data } = await api.get(lookupAnswerSchema, "/creators/lookup", { method: "POST", body, signal });
    return data[0]?.creators[0]?.id ?? null;
  });
  return [`${id} of ${tenant} after ${Math.round(performance.now() - started)} ms`, id];
}

export async function forgets({ api, signal }: Smoke, id: string): Seen<string> {
  const call = { method: "DELETE", status: 202, signal };
  const erasure = await api.get(erasureViewSchema, `/creators/${id}`, call);
  return [`${erasure.id}, ${erasure.status}`, erasure.id];
}

/**
 * Checks that no address and no search shows the creator. Other processes may show pages in memory for up to a minute.
 */
export async function forgetsOnPages(smoke: Smoke, creator: InventedCreator, id: string): Seen {
  const { api, signal } = smoke;
  const remedy = "docs/RUNBOOK.md, Erased creator came back.";
  for (const path of [`/creators/${id}`, `/creators/${id}/similar`]) {
    const { status } = await api.ask(path, { signal, headers: { "x-api-key": api.key } });
    if (status !== 404) throw new Fault(`${path} still answers ${status}`, remedy);
  }
  const questions = [
    // No one asks for this number of results, so no cache has an answer.
    { q: creator.word, mode: "keyword", limit: 19 },
    { q: creator.meaning, mode: "vector", limit: 19 },
    { q: `${creator.word} ${creator.meaning}`, platforms: "x,youtube", explain: "true" },
  ];
  for (const question of questions) {
    await until(smoke, new Fault("A search still shows the erased creator", remedy), async () => {
      const { data } = await search(smoke, question);
      return data.some((item) => item.id === id) ? null : true;
    });
  }
  return ["404 by its id; in no search by word, by meaning, or from the cache", null];
}

/** Waits until every store was read back, including the one of vectors. */
export async function isForgotten(smoke: Smoke, erasure: string): Seen {
  const { api, signal } = smoke;
  let last: ErasureView | null = null;
  const ask = async () => {
    last = await api.get(erasureViewSchema, `/erasures/${erasure}`, { signal });
    return last.status === "completed" || last.status === "closed" ? last : null;
  };
  const late = new Fault(`Erasure ${erasure} does not come to its end`, "docs/RUNBOOK.md, Erasure overdue.");
  const { stores } = await until(smoke, late, ask).catch((error: unknown) => {
    throw error === late ? new Fault(`${late.message}: ${open(last)}`, late.remedy) : error;
  });
  const vectors = stores.find(({ store }) => store === "vectors");
  // The number of removed vectors proves nothing, because the embedder may have seen the tombstone first.
  if (vectors?.status !== "done" || vectors.left !== 0) {
    const remedy = `Look for ${erasure} in the log of run-erasure (docs/RUNBOOK.md, Erasure overdue).`;
    throw new Fault(`Of its vector the evidence says ${vectors?.status}, ${vectors?.left} left`, remedy);
  }
  const done = stores.flatMap(({ store, status, removed }) =>
    status === "done" ? [`${store} ${removed}`] : [],
  );
  const later = stores.flatMap(({ store, status }) => (status === "done" ? [] : [store]));
  return [
    `read back empty, with removals: ${done.join(", ")}${later.length > 0 ? `; later: ${later}` : ""}`,
    null,
  ];
}

const open = (erasure: ErasureView | null): string =>
  (erasure?.stores ?? [])
    .flatMap(({ store, status }) => (status === "done" ? [] : [`${store} ${status}`]))
    .join(", ");

/** Names the account, so that it works whether or not the creator is stored already. */
export async function askToForget({ api, signal }: Smoke, { platformUserId }: InventedCreator): Seen {
  const body = { platform: "youtube", platform_user_id: platformUserId };
  const call = { method: "POST", body, status: 202, signal };
  const { id } = await api.get(requestedErasureSchema, "/erasures", call).catch((error: unknown) => {
    const remedy = `Do it by hand: increator erase --platform youtube --platform-user-id ${platformUserId}`;
    throw new Fault(`The invented creator may be left behind: ${error}`, remedy);
  });
  return [`the invented creator is being forgotten: ${id}`, null];
}
