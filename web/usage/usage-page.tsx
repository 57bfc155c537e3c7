import type { z } from "zod";
import type { usageSchema } from "../../lib/domain/api/usage-operations.ts";
import { daysBack, go, page } from "../address.ts";
import { loadedFrom } from "../api.ts";
import { Choice } from "../parts/choice.tsx";
import { Section, Table } from "../parts/section.tsx";
import { Share } from "../parts/share.tsx";
import { dayOf, duration, fullCount } from "../words.ts";

type Usage = z.infer<typeof usageSchema>;
type Used = Usage["used"];

const DAYS_USUAL = 7;
const SPANS = [DAYS_USUAL, 31] as const;
const usagePath = (): string => `/usage?days=${daysBack.value ?? DAYS_USUAL}`;
const usage = loadedFrom<{ data: Usage }>(() => (page.value === "usage" ? usagePath() : null));

/** What this key and its tenant used by day and route, and what is left of their quotas. */
export function UsagePage() {
  return (
    <div class="page">
      <Choice
        isInline
        label="Show"
        value={daysBack.value ?? DAYS_USUAL}
        choices={SPANS.map((days) => [days, `the last ${days} days`])}
        onChoose={(days) => go({ days }, "replace")}
      />
      <Section
        title="Left now"
        about="A unit is what the cheapest request costs: one profile, or a search by words alone. A search by meaning costs more, an export by its size."
        loaded={usage}
      >
        {({ data }) => <Quotas {...data} />}
      </Section>
      {usage.state.value.value && <UsedUnits used={usage.state.value.value.data.used} />}
      <Share requests={[{ path: usagePath() }]} />
    </div>
  );
}

/** The quotas' names in words. An unknown quota is shown with its own name. */
const QUOTAS: Readonly<Record<string, string>> = {
  key: "This key",
  tenant: "All keys of your organisation",
  pages: "Pages of results, this key",
};

function Quotas({ plan, quotas }: Pick<Usage, "plan" | "quotas">) {
  if (quotas.length === 0) return <p>The plan “{plan}” has no limits.</p>;
  return (
    <Table
      columns={["Quota", "Left", "Of", "In each"]}
      rows={quotas.map(({ name, remaining, units, window_seconds }) => ({
        id: `${name} ${window_seconds}`,
        cells: [
          QUOTAS[name] ?? name,
          <Bar key="left" value={remaining} max={units} name={`left of ${QUOTAS[name] ?? name}`} />,
          fullCount(units),
          duration(window_seconds),
        ],
      }))}
    />
  );
}

const Bar = ({ value, max, name }: Readonly<{ value: number; max: number; name: string }>) => (
  <span class="measure">
    <span class="figure">{fullCount(value)}</span>
    <meter min={0} max={Math.max(1, max)} value={value} aria-label={name} />
  </span>
);

/** Adds up the units of all rows with the same name, for this key and for the whole tenant. */
function summed(used: Used, nameOf: (row: Used[number]) => string) {
  return [...Map.groupBy(used, nameOf)].map(([name, rows]) => ({
    name,
    key: rows.reduce((sum, { key_units }) => sum + key_units, 0),
    tenant: rows.reduce((sum, { tenant_units }) => sum + tenant_units, 0),
  }));
}

function UsedUnits({ used }: { readonly used: Used }) {
  if (used.length === 0) return <p>Nothing was used in these days.</p>;
  const days = summed(used, ({ day }) => day).map((one) => ({ ...one, shown: dayOf(one.name) }));
  const routes = summed(used, ({ route }) => route)
    .map((one) => ({ ...one, shown: <code>{one.name}</code> }))
    .toSorted((a, b) => b.tenant - a.tenant);
  return (
    <>
      <Units title="Units by day" what="Day (UTC)" rows={days} />
      <Units title="Units by route" what="Route" rows={routes} />
    </>
  );
}

function Units(props: {
  readonly title: string;
  readonly what: string;
  readonly rows: readonly {
    readonly name: string;
    readonly shown: preact.ComponentChild;
    readonly key: number;
    readonly tenant: number;
  }[];
}) {
  const most = Math.max(...props.rows.map(({ tenant }) => tenant));
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <Table
        columns={[props.what, "This key", "Your organisation"]}
        rows={props.rows.map(({ name, shown, key, tenant }) => ({
          id: name,
          cells: [
            shown,
            <Bar key="key" value={key} max={most} name={`${name}, this key`} />,
            <Bar key="tenant" value={tenant} max={most} name={`${name}, your organisation`} />,
          ],
        }))}
      />
    </section>
  );
}
