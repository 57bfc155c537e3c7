import type { ComponentChildren } from "preact";
import type { AuditEntryView } from "../../lib/domain/api/audit-operations.ts";
import type { ErasureView } from "../../lib/domain/erasure.ts";
import type { ErasureFigures, ErasureVerification } from "../../lib/domain/erasure-report.ts";
import { page } from "../address.ts";
import { type Loaded, loadedFrom } from "../api.ts";
import { FailureNote } from "../parts/failure.tsx";
import { ago, fullCount, inWords, minuteOf } from "../words.ts";

const onPage = (path: string) => () => (page.value === "operations" ? path : null);

const health = loadedFrom<{ status: string; parts: string[] }>(onPage("/health"));
const erasures = loadedFrom<{ data: ErasureView[] }>(onPage("/erasures?limit=50"));
const report = loadedFrom<{ figures: ErasureFigures; verification: ErasureVerification | null }>(
  onPage("/erasure-report"),
);
const audit = loadedFrom<{ data: AuditEntryView[] }>(onPage("/audit?limit=50"));

/** For who runs the system: what each part answers, erasures with their clocks, privileged acts. */
export function OperationsPage() {
  return (
    <div class="operations">
      <Section title="Health" loaded={health}>
        {({ status, parts }) => (
          <p>
            <b>{status}</b>: {parts.join(", ")} answer.
          </p>
        )}
      </Section>
      <Section title="Erasures of the last 90 days" loaded={report}>
        {({ figures, verification }) => (
          <>
            <p>
              {fullCount(figures.received)} received, {fullCount(figures.done)} done,{" "}
              {fullCount(figures.open)} open, <b>{fullCount(figures.late)} late</b>,{" "}
              {fullCount(figures.overdue)} overdue.
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
      <Section title="Erasures" loaded={erasures}>
        {({ data }) => <Erasures items={data} />}
      </Section>
      <Section title="Privileged acts" loaded={audit}>
        {({ data }) => <Audit items={data} />}
      </Section>
    </div>
  );
}

function Section<T>(props: {
  title: string;
  loaded: { state: { value: Loaded<T> }; again: () => void };
  children: (value: T) => ComponentChildren;
}) {
  const { value, failure, isLoading } = props.loaded.state.value;
  return (
    <section aria-label={props.title} aria-busy={isLoading}>
      <h2>{props.title}</h2>
      {failure && <FailureNote failure={failure} again={props.loaded.again} />}
      {value && props.children(value)}
      {!value && isLoading && <p>Asking…</p>}
    </section>
  );
}

function Erasures({ items }: { readonly items: readonly ErasureView[] }) {
  if (items.length === 0) return <p>Nobody has asked to be forgotten.</p>;
  return (
    <table>
      <thead>
        <tr>
          {["Erasure", "State", "Received", "Due", "Stores read back"].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, status, received_at, due_by, stores }) => (
          <tr key={id}>
            <th scope="row">
              <code>{id}</code>
            </th>
            <td>{status}</td>
            <td>{ago(received_at)}</td>
            <td>{minuteOf(due_by)}</td>
            <td title={stores.map(({ store, status: of }) => `${store}: ${of}`).join("\n")}>
              <meter
                min={0}
                max={stores.length}
                value={stores.filter((one) => one.status === "done").length}
                aria-label="stores read back"
              />{" "}
              {stores.filter((one) => one.status === "done").length} of {stores.length}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Audit({ items }: { readonly items: readonly AuditEntryView[] }) {
  return (
    <table>
      <thead>
        <tr>
          {["When", "Who", "What", "Outcome"].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ seq, at, actor, action, outcome }) => (
          <tr key={seq}>
            <td>{minuteOf(at)}</td>
            <td>{actor}</td>
            <td>{inWords(action)}</td>
            <td>{outcome}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
