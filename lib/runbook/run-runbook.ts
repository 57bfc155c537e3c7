import { type AuditPorts, writeAudit } from "../audit/audit.ts";
import { eq } from "../domain/condition.ts";
import { isoAfter } from "../domain/durations.ts";
import { isAppError } from "../domain/errors.ts";
import { ACTS, type ActName, HOLD_MS, isInForce, type StandingAct } from "../domain/runbook/acts.ts";
import type { ActView, RunbookReport } from "../domain/runbook/report.ts";
import { type Check, judge } from "../domain/runbook/rules.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { readActs } from "../signals/acts-in-force.ts";
import { readSignals } from "../signals/read-signals.ts";
import type { SignalPorts } from "../signals/tally.ts";
import { EFFECTS, type EffectPorts } from "./effects.ts";

export type RunbookPorts = SignalPorts & EffectPorts & AuditPorts & Pick<Ports, "openDocuments">;

export interface RunbookOptions {
  /**
   * `show` changes nothing. `keep` holds present acts while their signal lasts, ends those that are over, and begins
   * none. `act` also begins new ones.
   */
  readonly mode: "show" | "keep" | "act";
  /** Who runs it: the public id of a key, or a job's name. */
  readonly actor: string;
}

/** The action name of the runbook's entries in the system's audit. */
export const RUNBOOK_ACTION = "runbook";

/**
 * Judges the recent counts and does the helpful acts that `mode` allows. Each act and each end is recorded
 * before it happens.
 * @throws AppError `unavailable` when counts or documents cannot be read.
 */
export async function runRunbook(ports: RunbookPorts, options: RunbookOptions): Promise<RunbookReport> {
  const checks = judge(await readSignals(ports));
  const standing = new Map((await readActs(ports.openDocuments)).map((act) => [act.id, act]));
  const acts: ActView[] = [];
  for (const name of ACTS) {
    const sees = checks.filter((check) => check.acts.includes(name));
    const of = { name, sees, act: standing.get(name) ?? null };
    // Each act separately: a failure of one must not stop the others.
    const view = await settle(ports, options, of).catch((error: unknown) => failed(ports, of, error));
    if (view) acts.push(view);
  }
  return {
    at: ports.clock.now().toISOString(),
    checks: checks.map(({ isWrong, acts: helping, ...check }) => ({
      ...check,
      is_wrong: isWrong,
      acts: [...helping],
    })),
    acts,
  };
}

interface Case {
  readonly name: ActName;
  /** The checks that ask for the act. */
  readonly sees: readonly Check[];
  readonly act: StandingAct | null;
}

/** Brings one act to the state that it should have. Returns null if there is nothing to report. */
async function settle(
  ports: RunbookPorts,
  { mode, actor }: RunbookOptions,
  of: Case,
): Promise<ActView | null> {
  const { name, sees, act } = of;
  const now = ports.clock.now();
  if (act && isInForce(act, now)) {
    const isHeld = sees.length > 0 && mode !== "show";
    return isHeld ? hold(ports, act) : inForce(act, "standing");
  }
  if (act && mode !== "show") await endAct(ports, act, actor);
  if (sees.length > 0) return consider(ports, { mode, actor }, of);
  const says = `over since ${act?.until}${mode === "show" ? ": the job takes it back" : ""}`;
  return act && { act: name, state: "ended", says, until: null, by: act.by };
}

/** Reports an act whose means did not answer. The next look tries again. */
function failed({ clock }: RunbookPorts, { name, act }: Case, error: unknown): ActView {
  if (!isAppError(error)) throw error;
  const still = act && isInForce(act, clock.now()) ? act : null;
  return {
    ...{ act: name, state: "failed", says: error.message },
    ...{ until: still?.until ?? null, by: still?.by ?? null },
  };
}

const inForce = ({ id, reason, until, by }: StandingAct, state: "begun" | "standing"): ActView => ({
  ...{ act: id, state, says: reason, until, by },
});

async function consider(
  ports: RunbookPorts,
  { mode, actor }: RunbookOptions,
  { name, sees }: Case,
): Promise<ActView> {
  const reason = sees.map((check) => `${check.check}: ${check.sees}`).join("; ");
  const prospect = await EFFECTS[name].prospect(ports);
  const idle = { act: name, until: null, by: null };
  if ("obstacle" in prospect) return { ...idle, state: "impossible", says: prospect.obstacle };
  if (mode !== "act") return { ...idle, state: "proposed", says: reason };
  const since = ports.clock.now().toISOString();
  const fresh = { reason, since, until: untilOf(ports, name), by: actor, before: prospect.before };
  await record(ports, actor, { act: name, did: "begun", reason, until: fresh.until });
  // If someone else began it meanwhile, their record stays, because replicas of both would add up.
  await ports
    .openDocuments(SYSTEM_SCOPE)
    .upsertMany("acts", [{ id: name, version: ONE_VERSION, set: fresh }]);
  return bringAbout(ports, name, fresh);
}

const ONE_VERSION = "1";

const untilOf = ({ clock }: RunbookPorts, name: ActName): string => isoAfter(clock.now(), HOLD_MS[name]);

/**
 * Moves the act's end later, unless it was ended meanwhile, and repeats what may have been cut off when it began.
 */
async function hold(ports: RunbookPorts, act: StandingAct): Promise<ActView> {
  const when = [eq("until", act.until)];
  const set = { until: untilOf(ports, act.id) };
  await ports.openDocuments(SYSTEM_SCOPE).update("acts", { id: act.id, set, when });
  return bringAbout(ports, act.id, null);
}

/**
 * Does what is on record, and then checks the record again, because an end that came in between did not see what it had
 * to undo. `fresh` is what the caller wanted to begin.
 */
async function bringAbout(
  ports: RunbookPorts,
  name: ActName,
  fresh: Pick<StandingAct, "since" | "by"> | null,
): Promise<ActView> {
  const act = await standing(ports, name);
  if (act) await EFFECTS[name].hold(ports, act);
  const still = act && (await standing(ports, name));
  if (still) {
    const isOurs = fresh !== null && still.since === fresh.since && still.by === fresh.by;
    return inForce(still, isOurs ? "begun" : "standing");
  }
  if (act) await EFFECTS[name].end(ports, act);
  return { act: name, state: "ended", says: "ended meanwhile", until: null, by: null };
}

async function standing({ openDocuments, clock }: RunbookPorts, name: ActName): Promise<StandingAct | null> {
  const act = (await readActs(openDocuments)).find(({ id }) => id === name);
  return act && isInForce(act, clock.now()) ? act : null;
}

/**
 * Ends an act. First the record says that it is no longer in force, so that anyone who holds it right now undoes
 * their own part. The record in `acts` is deleted last, so that an interrupted end is repeated.
 */
async function endAct(ports: RunbookPorts, { id, ...act }: StandingAct, actor: string): Promise<void> {
  const system = ports.openDocuments(SYSTEM_SCOPE);
  await record(ports, actor, { act: id, did: "ended", reason: act.reason, until: act.until });
  await system.update("acts", { id, set: { until: ports.clock.now().toISOString() } });
  await EFFECTS[id].end(ports, act);
  await system.delete("acts", [id]);
}

const record = (
  ports: RunbookPorts,
  actor: string,
  detail: Readonly<Record<"act" | "did" | "reason" | "until", string>>,
): Promise<void> =>
  writeAudit(ports, ports.openDocuments(SYSTEM_SCOPE), {
    ...{ actor, action: RUNBOOK_ACTION, subject: null, outcome: "allowed", detail },
  });

/**
 * Carries out a person's command: shows the report, does the helpful acts, or ends all acts and then shows the report.
 * @throws AppError as `runRunbook`.
 */
export async function commandRunbook(
  ports: RunbookPorts,
  action: "show" | "apply" | "end",
  actor: string,
): Promise<{ readonly data: RunbookReport }> {
  if (action === "end") {
    for (const act of await readActs(ports.openDocuments)) await endAct(ports, act, actor);
  }
  return { data: await runRunbook(ports, { mode: action === "apply" ? "act" : "show", actor }) };
}
