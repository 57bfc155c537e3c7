import type { RunbookReport } from "../../lib/domain/runbook/report.ts";
import { ask, loadedFrom, may } from "../api.ts";
import { acting } from "../parts/acting.ts";
import { Refused } from "../parts/refused.tsx";
import { Section, Table } from "../parts/section.tsx";
import { ago } from "../words.ts";
import { onPage } from "./on-page.ts";

const PATH = "/system/runbook";
const SELDOM_MS = 30_000;

const runbook = loadedFrom<{ data: RunbookReport }>(onPage(PATH, "showRunbook"), SELDOM_MS);
const { refused, isBusy, act } = acting();

const run = (action: "apply" | "end") =>
  act(async () => {
    await ask(PATH, { method: "POST", body: { action } });
    runbook.again();
  });

/** Shows whether there is an outage, and which acts are in force or would help. */
export const Runbook = () => (
  <Section title="Runbook" about="Whether an outage is seen, and what helps against it." loaded={runbook}>
    {({ data: { checks, acts } }) => (
      <>
        <Table
          columns={["Check", "Sees", "What helps"]}
          rows={checks.map(({ check, sees, is_wrong, acts: helping }) => ({
            id: check,
            cells: [check, is_wrong ? <b class="alarm">{sees}</b> : sees, helping.join(", ")],
          }))}
        />
        {acts.length > 0 && (
          <Table
            columns={["Act", "State", "Why", "Until", "By"]}
            rows={acts.map(({ act: name, state, says, until, by }) => ({
              id: name,
              cells: [name, state, says, until === null ? "" : ago(until), by ?? ""],
            }))}
          />
        )}
        {may("runRunbook") && <Buttons acts={acts} />}
        <Refused refused={refused} />
      </>
    )}
  </Section>
);

const Buttons = ({ acts }: Pick<RunbookReport, "acts">) => (
  <>
    {acts.some(({ state }) => state === "proposed") && (
      <button type="button" disabled={isBusy.value} onClick={() => void run("apply")}>
        Do what helps
      </button>
    )}
    {acts.some(({ until }) => until !== null) && (
      <button type="button" disabled={isBusy.value} onClick={() => void run("end")}>
        Take it back
      </button>
    )}
  </>
);
