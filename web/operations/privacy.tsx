import type { AuditEntryView } from "../../lib/domain/api/audit-operations.ts";
import type { ErasureView } from "../../lib/domain/erasure.ts";
import type { ErasureFigures, ErasureVerification } from "../../lib/domain/erasure-report.ts";
import { loadedFrom, may } from "../api.ts";
import { Section, Table } from "../parts/section.tsx";
import { ago, fullCount, inWords, minuteOf } from "../words.ts";
import { onPage } from "./on-page.ts";

const erasures = loadedFrom<{ data: ErasureView[] }>(onPage("/erasures?limit=50", "listErasures"));
const report = loadedFrom<{ figures: ErasureFigures; verification: ErasureVerification | null }>(
  onPage("/erasure-report", "reportErasures"),
);
const audit = loadedFrom<{ data: AuditEntryView[] }>(onPage("/audit?limit=50", "listAudit"));

/** Erasures with their due dates, and privileged acts, for privacy officers. */
export function Privacy() {
  if (!may("listErasures")) return null;
  return (
    <>
      <Section title="Erasures of the last 90 days" loaded={report}>
        {({ figures, verification }) => (
          <>
            <p>
              {fullCount(figures.received)} received, {fullCount(figures.done)} done,{" "}
              {fullCount(figures.open)} open, {fullCount(figures.late)} late, {fullCount(figures.overdue)}{" "}
              overdue.
              {figures.median_seconds !== null &&
                ` Half were done within ${fullCount(figures.median_seconds)} s.`}
            </p>
            {verification && (
              <p>
                Last verification {ago(verification.at)}: {fullCount(verification.came_back.length)} came back
                of {fullCount(verification.sample)} looked at.
              </p>
            )}
          </>
        )}
      </Section>
      <Section
        title="Erasures"
        about="A creator disappears from every search at once. After that each store removes what it holds and is read again."
        loaded={erasures}
      >
        {({ data }) => <Erasures items={data} />}
      </Section>
      <Section
        title="Privileged acts"
        about="Who did what only some may do, such as erasing or making keys; the newest 50."
        loaded={audit}
      >
        {({ data }) => (
          <Table
            none="None yet."
            columns={["When", "Who", "What", "Outcome"]}
            rows={data.map(({ seq, at, actor, action, outcome }) => ({
              id: String(seq),
              cells: [minuteOf(at), actor, inWords(action), outcome],
            }))}
          />
        )}
      </Section>
    </>
  );
}

function Erasures({ items }: { readonly items: readonly ErasureView[] }) {
  return (
    <Table
      none="Nobody has asked to be forgotten."
      columns={["Erasure", "State", "Received", "Due", "Stores read back"]}
      rows={items.map(({ id, status, received_at, due_by, stores }) => ({
        id,
        cells: [
          <code key="id">{id}</code>,
          status,
          ago(received_at),
          <Due key="due" status={status} by={due_by} />,
          <Stores key="stores" stores={stores} />,
        ],
      }))}
    />
  );
}

const SETTLED: readonly string[] = ["completed", "closed", "refused"];

/** The due date of an open erasure: how much time is left, or how long it is overdue. */
function Due({ status, by }: { readonly status: string; readonly by: string }) {
  if (SETTLED.includes(status)) return <>{minuteOf(by)}</>;
  const isOver = Date.parse(by) < Date.now();
  return (
    <time dateTime={by} title={minuteOf(by)} class={isOver ? "alarm" : undefined}>
      {ago(by)}
      {isOver && ", overdue"}
    </time>
  );
}

function Stores({ stores }: Pick<ErasureView, "stores">) {
  const done = stores.filter(({ status }) => status === "done").length;
  return (
    <details>
      <summary>
        <meter min={0} max={stores.length} value={done} aria-label="stores read back" /> {done} of{" "}
        {stores.length}
      </summary>
      <ul class="small">
        {stores.map(({ store, region, status }) => (
          <li key={`${store} ${region}`}>
            {inWords(store)}
            {region && ` in ${region}`}: {status}
          </li>
        ))}
      </ul>
    </details>
  );
}
