import { signal } from "@preact/signals";
import type { IngestView } from "../../lib/domain/api/ingest-operations.ts";
import { ask, type Failure, failureFrom, may } from "../api.ts";
import { FailureNote } from "../parts/failure.tsx";
import { Table } from "../parts/section.tsx";
import { fullCount } from "../words.ts";

/** A file that is sent and then read line by line. */
interface Drop {
  readonly at: number;
  readonly name: string;
  /** Share of bytes sent, 0 to 1. */
  readonly sent: number;
  readonly view: IngestView | null;
  readonly failure: Failure | null;
}

const drops = signal<readonly Drop[]>([]);
let taken = 0;
const POLL_MS = 700;

/** Accepts files of envelopes, and shows the progress and the refused lines of each. */
export function Ingest() {
  if (!may("createIngest")) return null;
  return (
    <section aria-label="Bring profiles in">
      <h2>Bring profiles in</h2>
      <label
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          takeAll(event.dataTransfer?.files);
        }}
      >
        <span>
          Drop files of profiles here, or choose them: one profile a line (.ndjson) or JSON values (.json),
          gzipped or not, up to 100 MB each. A profile is what its platform's API answers, with the platform
          and the time of the fetch beside it.
        </span>
        <input
          type="file"
          multiple
          accept=".json,.ndjson,.jsonl,.gz"
          onChange={({ currentTarget }) => {
            takeAll(currentTarget.files);
            currentTarget.value = "";
          }}
        />
      </label>
      <div aria-live="polite">
        {drops.value.map((drop) => (
          <DropState key={drop.at} drop={drop} again={() => remove(drop.at)} />
        ))}
      </div>
    </section>
  );
}

function DropState({ drop, again }: { readonly drop: Drop; readonly again: () => void }) {
  const { name, sent, view, failure } = drop;
  return (
    <article class="card" aria-label={name}>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {failure ? <FailureNote failure={failure} again={again} /> : <Progress sent={sent} view={view} />}
      {view && view.quarantined.length > 0 && (
        <details>
          <summary>
            {fullCount(view.quarantined_count)} refused, and why
            {view.quarantined_count > view.quarantined.length &&
              `, the first ${fullCount(view.quarantined.length)}`}
          </summary>
          <Table
            columns={["Line", "Why", "Field"]}
            rows={view.quarantined.map(({ line, code, reason, field }) => ({
              id: `${line} ${code}`,
              cells: [fullCount(line), reason, field ?? ""],
            }))}
          />
        </details>
      )}
    </article>
  );
}

function Progress({ sent, view }: Pick<Drop, "sent" | "view">) {
  if (sent < 1)
    return (
      <p>
        Sending <progress value={sent} aria-label="sent" />
      </p>
    );
  if (!view || view.state === "waiting") return <p>Waits to be read…</p>;
  return (
    <p>
      {view.state === "done" ? "Read" : "Reading…"} {fullCount(view.read)}: {fullCount(view.stored)} stored,{" "}
      {fullCount(view.unchanged)} unchanged, {fullCount(view.suppressed)} of erased creators,{" "}
      {fullCount(view.quarantined_count)} refused.
    </p>
  );
}

const takeAll = (files: FileList | null | undefined): void => {
  for (const file of files ?? []) void take(file);
};

const change = (at: number, part: Partial<Drop>): void => {
  drops.value = drops.value.map((drop) => (drop.at === at ? { ...drop, ...part } : drop));
};
const remove = (at: number): void => {
  drops.value = drops.value.filter((drop) => drop.at !== at);
};

async function take(file: File): Promise<void> {
  taken += 1;
  const at = taken;
  drops.value = [...drops.value, { at, name: file.name, sent: 0, view: null, failure: null }];
  try {
    const { data } = await ask<{ data: { id: string; upload: { url: string } } }>("/ingests", {
      method: "POST",
      body: { name: file.name, bytes: file.size },
    });
    await send(data.upload.url, file, (sent) => change(at, { sent }));
    change(at, { sent: 1 });
    await follow(data.id, (view) => change(at, { view }));
  } catch (error) {
    change(at, { failure: failureFrom(error) });
  }
}

/** Uses XMLHttpRequest, because only it reports how much was sent. No key is sent, since the address is signed. */
const send = (url: string, file: File, onSent: (share: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.upload.onprogress = ({ loaded, total }) => onSent(loaded / total);
    request.onload = () =>
      request.status === 200 ? resolve() : reject(new Error(request.responseText || "The file was refused."));
    request.onerror = () => reject(new Error("The file could not be sent. Try it again."));
    request.send(file);
  });

async function follow(id: string, onView: (view: IngestView) => void): Promise<void> {
  for (;;) {
    const { data } = await ask<{ data: IngestView }>(`/ingests/${id}`);
    onView(data);
    if (data.state === "done") return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
