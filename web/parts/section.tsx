import type { ComponentChildren } from "preact";
import type { loadedFrom } from "../api.ts";
import { FailureNote } from "./failure.tsx";

/** One question to the API with its answer, and the states in between. */
export function Section<T>(props: {
  title: string;
  /** What it is, for someone who sees it for the first time. */
  about?: string;
  loaded: ReturnType<typeof loadedFrom<T>>;
  children: (value: T) => ComponentChildren;
}) {
  const { value, failure, isLoading } = props.loaded.state.value;
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.about && <p class="small">{props.about}</p>}
      {failure && <FailureNote failure={failure} again={props.loaded.again} />}
      {value && props.children(value)}
      {!value && isLoading && <p>Asking…</p>}
    </section>
  );
}

/** A table whose cells are ready to show. */
export function Table(props: {
  columns: readonly string[];
  /** Shown if there are no rows. */
  none?: ComponentChildren;
  rows: readonly { readonly id: string; readonly cells: readonly ComponentChildren[] }[];
}) {
  if (props.rows.length === 0 && props.none !== undefined) return <p>{props.none}</p>;
  return (
    <table>
      <thead>
        <tr>
          {props.columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ id, cells }) => (
          <tr key={id}>
            {cells.map((cell, at) =>
              at === 0 ? (
                <th key={props.columns[at]} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={props.columns[at]}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
