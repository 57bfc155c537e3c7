import { createHash } from "node:crypto";
import { type AuditPorts, writeAudit } from "../audit/audit.ts";
import type { SearchMemory } from "../cache/process-memory.ts";
import type { Adapter } from "../domain/adapter/adapter.ts";
import { learnAdapter } from "../domain/adapter/learn.ts";
import { type Lesson, orderedShare, pairsOf } from "../domain/adapter/lessons.ts";
import type { learnAdapter as learnAdapterOperation } from "../domain/api/feedback-operations.ts";
import type { InputOf } from "../domain/api/operation.ts";
import { inChunks } from "../domain/chunks.ts";
import { eq } from "../domain/condition.ts";
import { AppError } from "../domain/errors.ts";
import type { AdapterId, AdapterReport, AdapterView, Interval, StoredAdapter } from "../domain/feedback.ts";
import { idsOf, SHARED_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { PLATFORMS } from "../domain/platform.ts";
import { platformScope, SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import { inTurns } from "../ports/in-turns.ts";
import { ownDocuments, type TenantDocuments } from "../ports/tenant-documents.ts";
import { lookUpCreators } from "../search/creators/look-up-creators.ts";
import { ADAPTERS_KEPT, floatsText, servingAdapter } from "../search/legs/adapted-embedder.ts";
import { type JudgedQuestion, type LessonPorts, lessonsOf, questionsOf } from "./lessons.ts";

export type AdapterPorts = LessonPorts &
  AuditPorts & { readonly documents: TenantDocuments; readonly memory: SearchMemory };

type LearningRequest = InputOf<typeof learnAdapterOperation>;

/** With fewer questions in a half, the result depends on chance. */
const QUESTIONS_MIN = 20;
/** Pairs used for learning: some ten seconds on one core. */
const PAIRS_MAX = 8_000;
/** Grades of a judged set range from 0 to this. */
const GRADE_MAX = 3;
const LOOKED_UP_MAX = 100;

/**
 * Learns from half of the questions and tests on the other half; the words of a question alone decide its half. The
 * adapter that was tested is the one that is kept. If it is not better on the test half, with its whole interval above
 * 0, nothing changes.
 */
export async function learnFromFeedback(
  ports: AdapterPorts,
  actor: string,
  { dry_run, judgements }: LearningRequest,
): Promise<{ data: AdapterReport }> {
  const { embedder } = ports;
  const own = ownDocuments(ports);
  const teachers = await teachersOf(ports);
  const heard = await heardOf(ports, teachers);
  const questions = [...heard.questions, ...(await judgedQuestions(ports, judgements))];
  const lessons = await lessonsOf(ports, readingOf(ports, teachers), questions);
  const [taught, heldOut] = [lessons.filter(isTaught), lessons.filter((one) => !isTaught(one))];
  const pairs = pairsOf(taught.map(({ lesson }) => lesson)).slice(0, PAIRS_MAX);
  const report = {
    model: embedder.model,
    feedback: heard.acts,
    questions: { taught: taught.length, held_out: heldOut.length },
    pairs: pairs.length,
    ...{ ordered: null, gain: null, kept: false, adapter_id: null },
  };
  if (Math.min(taught.length, heldOut.length) < QUESTIONS_MIN)
    return { data: { ...report, reason: tooFew(taught.length, heldOut.length) } };
  const adapter = await inTurns(learnAdapter(pairs, embedder.dimensions));
  const judged = compared(
    heldOut.map(({ lesson }) => lesson),
    await servingAdapter(own, embedder),
    adapter,
  );
  const isBetter = judged.gain.low > 0;
  if (!isBetter || dry_run) return { data: { ...report, ...judged, reason: isBetter ? BETTER : NOT_BETTER } };
  const { model, questions: counted } = report;
  const id = await keep(ports, own, actor, adapter, { model, questions: counted, gain: judged.gain });
  return { data: { ...report, ...judged, kept: true, reason: BETTER, adapter_id: id } };
}

const BETTER = "The half that was held out is better with its 95% interval above 0.";
const NOT_BETTER = "The half that was held out is not better with its 95% interval above 0: nothing changes.";
const tooFew = (taught: number, heldOut: number): string =>
  `Each half needs ${QUESTIONS_MIN} questions with a liked creator; there are ${taught} and ${heldOut}.`;

const isTaught = ({ query }: { readonly query: string }): boolean =>
  (createHash("sha256").update(query).digest()[0] ?? 0) % 2 === 0;

/** The tenants to learn from: the caller's own or, for the common adapter, those that consent. */
async function teachersOf({ documents, openDocuments }: AdapterPorts): Promise<TenantId[]> {
  const { tenantId } = documents.scope;
  if (tenantId !== SHARED_TENANT) return [tenantId];
  const teachers: TenantId[] = [];
  for await (const page of openDocuments(SYSTEM_SCOPE).scan("tenants", ""))
    for (const { id, shares_feedback } of page) if (shares_feedback) teachers.push(tenantIdSchema.parse(id));
  return teachers;
}

async function heardOf(ports: AdapterPorts, teachers: readonly TenantId[]) {
  let acts = 0;
  const questions: JudgedQuestion[] = [];
  for (const tenantId of teachers) {
    const heard = await questionsOf(ports, tenantId);
    acts += heard.acts;
    questions.push(...heard.questions);
  }
  return { acts, questions };
}

/** Where to find the judged creators: what the caller reads or, for the common adapter, what its teachers read. */
const readingOf = (ports: AdapterPorts, teachers: readonly TenantId[]): TenantDocuments =>
  ports.documents.scope.tenantId === SHARED_TENANT
    ? ports.openDocuments(platformScope(teachers))
    : ports.documents;

/** @throws AppError `invalid`, code `bad-judgement`, for a name that is neither an id nor `platform:handle`. */
async function judgedQuestions(
  ports: AdapterPorts,
  judgements: LearningRequest["judgements"],
): Promise<JudgedQuestion[]> {
  const names = [...new Set(judgements.flatMap(({ relevant }) => Object.keys(relevant)))];
  const ids = new Map<string, string>();
  const byPlatform = Map.groupBy(names, platformOf);
  for (const [platform, ones] of byPlatform) {
    for (const part of inChunks(ones, LOOKED_UP_MAX)) {
      const accounts = part.map((name) => (platform ? name.slice(platform.length + 1) : name));
      const { data } = await lookUpCreators(ports, { accounts, ...(platform && { platform }) });
      for (const [index, { creators }] of data.entries())
        if (creators[0]) ids.set(part[index] ?? "", creators[0].id);
    }
  }
  return judgements.map(({ query, relevant }) => ({
    query,
    grades: new Map(
      Object.entries(relevant).flatMap(([name, grade]) => {
        const id = ids.get(name);
        return id ? [[id, grade > 0 ? grade / GRADE_MAX : -1] as const] : [];
      }),
    ),
  }));
}

function platformOf(name: string) {
  if (name.startsWith("c_")) return null;
  const platform = PLATFORMS.find((one) => name.startsWith(`${one}:`));
  if (platform) return platform;
  const message = `"${name}" names no creator: write an id or platform:handle, such as youtube:mkbhd.`;
  throw new AppError("invalid", "bad-judgement", message, { field: "judgements" });
}

/** For each question, by how much the new adapter orders more of its pairs correctly than the present one. */
function compared(lessons: readonly Lesson[], serving: Adapter | null, adapter: Adapter) {
  const pairs = Map.groupBy(pairsOf(lessons), ({ question }) => question);
  const shares = [...pairs.values()].flatMap((ones) => {
    const [before, after] = [orderedShare(ones, serving), orderedShare(ones, adapter)];
    return before === null || after === null ? [] : [{ before, after }];
  });
  return {
    ordered: {
      before: mean(shares.map(({ before }) => before)),
      after: mean(shares.map(({ after }) => after)),
    },
    gain: intervalOf(shares.map(({ before, after }) => after - before)),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** 1.96 standard errors to each side of the mean: 95% of a normal distribution. */
function intervalOf(values: readonly number[]): Interval {
  const middle = mean(values);
  const variance = mean(values.map((value) => (value - middle) ** 2));
  const side = 1.96 * Math.sqrt(variance / Math.max(1, values.length - 1));
  return { mean: middle, low: middle - side, high: middle + side };
}

async function keep(
  ports: AdapterPorts,
  own: TenantDocuments,
  actor: string,
  { rank, u, v }: Adapter,
  about: Pick<StoredAdapter, "model" | "questions" | "gain">,
): Promise<AdapterId> {
  const id: AdapterId = `ad_${ports.ids.random()}`;
  const act = { actor, action: "learn-adapter", subject: id, outcome: "allowed" as const, detail: {} };
  await writeAudit(ports, own, act);
  const learnt_at = ports.clock.now().toISOString();
  const set = { ...about, rank, u: floatsText(u), v: floatsText(v), learnt_at };
  await own.upsertMany("adapters", [{ id, version: "1", set }]);
  await own.delete("adapters", idsOf((await adaptersOf(ports)).slice(ADAPTERS_KEPT)));
  return id;
}

async function adaptersOf(ports: AdapterPorts): Promise<StoredAdapter[]> {
  const { items } = await ownDocuments(ports).find("adapters", {
    where: [eq("model", ports.embedder.model)],
    sort: { field: "learnt_at", direction: "descending" },
    limit: ADAPTERS_KEPT + 1,
  });
  return items.filter(({ tenant_id }) => tenant_id === ports.documents.scope.tenantId);
}

/** The tenant's adapters for the present model, newest first; the first one serves. */
export async function listAdapters(ports: AdapterPorts): Promise<{ data: AdapterView[] }> {
  const adapters = await adaptersOf(ports);
  return {
    data: adapters.map(({ id, model, learnt_at, questions, gain }) => ({
      ...{ id, model, learnt_at, questions, gain },
    })),
  };
}

/** @throws AppError `not-found`, code `adapter-not-found`. */
export async function withdrawAdapter(
  ports: AdapterPorts,
  actor: string,
  id: AdapterId,
): Promise<{ data: { serving: AdapterId | null } }> {
  const own = ownDocuments(ports);
  if (!(await own.get("adapters", id)))
    throw new AppError("not-found", "adapter-not-found", "There is no adapter with this id.", { id });
  await writeAudit(ports, own, {
    ...{ actor, action: "withdraw-adapter", subject: id },
    ...{ outcome: "allowed", detail: {} },
  });
  await own.delete("adapters", [id]);
  return { data: { serving: (await adaptersOf(ports))[0]?.id ?? null } };
}
