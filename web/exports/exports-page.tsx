import { go } from "../address.ts";
import { lists } from "../lists/state.ts";
import { acting } from "../parts/acting.ts";
import { Refused } from "../parts/refused.tsx";
import { Section, Table } from "../parts/section.tsx";
import { Share } from "../parts/share.tsx";
import { Described } from "../search/described.tsx";
import { ago, fullCount, inWords, minuteOf } from "../words.ts";
import { download, EXPORTS_PATH, type ExportView, exportsMade } from "./state.ts";

const { refused, act } = acting();

/** The exports of the last day, with their progress and downloads. */
export function ExportsPage() {
  return (
    <div class="page">
      <Refused refused={refused} />
      <Section title="Exports of the last day" loaded={exportsMade}>
        {({ data }) => (data.length === 0 ? <NoExport /> : <Exports items={data} />)}
      </Section>
      <Share requests={[{ path: EXPORTS_PATH }]} />
    </div>
  );
}

function NoExport() {
  return (
    <div class="note">
      <p>No file yet. Begin one with “Export…” at a search or a list.</p>
      <button type="button" onClick={() => go({ page: null })}>
        To the search
      </button>
    </div>
  );
}

const Exports = ({ items }: { readonly items: readonly ExportView[] }) => (
  <Table
    columns={["What", "Format", "Requested", "State", "Creators", "Kept until", "File"]}
    rows={items.map((one) => ({
      id: one.id,
      cells: [
        <Source key="what" source={one.source} />,
        one.format,
        ago(one.created_at),
        <State key="state" one={one} />,
        fullCount(one.rows),
        <time key="until" dateTime={one.expires_at} title={ago(one.expires_at)}>
          {minuteOf(one.expires_at)}
        </time>,
        one.status === "ready" && (
          <button key="file" type="button" onClick={() => void act(() => download(one.id))}>
            Download
          </button>
        ),
      ],
    }))}
  />
);

function Source({ source }: Pick<ExportView, "source">) {
  if ("search" in source) return <Described search={source.search} />;
  const list = lists.state.value.value?.data.find(({ id }) => id === source.list_id);
  return (
    <>
      List <bdi>{list?.name ?? source.list_id}</bdi>
    </>
  );
}

function State({ one: { status, rows, total, failure } }: { readonly one: ExportView }) {
  if (status === "queued") return <>waits for its turn</>;
  if (status === "running")
    return (
      <progress
        aria-label="creators written"
        max={total ?? undefined}
        value={total === null ? undefined : rows}
      />
    );
  if (status === "withdrawn")
    return <b class="alarm">withdrawn: a creator in it was erased. Export it again.</b>;
  if (status === "failed") return <b class="alarm">failed: {inWords(failure ?? "unknown")}</b>;
  return <>ready</>;
}
