import type { ComponentChildren } from "preact";
import type { loadedFrom } from "../api.ts";
import { FailureNote } from "./failure.tsx";

/** A page's things by their names; one of them is open. */
export function Names<T extends { readonly id: string }>(props: {
  loaded: ReturnType<typeof loadedFrom<{ data: T[] }>>;
  /** What is said where there is none. */
  none?: string;
  openId: string | null;
  nameOf: (one: T) => string;
  /** What stands beside a name. */
  beside: (one: T) => ComponentChildren;
  onOpen: (id: string) => void;
}) {
  const { value, failure, isLoading } = props.loaded.state.value;
  return (
    <>
      {failure && <FailureNote failure={failure} again={props.loaded.again} />}
      {!value && isLoading && <p>Asking…</p>}
      {value?.data.length === 0 && props.none && <p>{props.none}</p>}
      <ul>
        {value?.data.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              class="name"
              aria-current={one.id === props.openId}
              onClick={() => props.onOpen(one.id)}
            >
              <bdi>{props.nameOf(one)}</bdi>
            </button>{" "}
            {props.beside(one)}
          </li>
        ))}
      </ul>
    </>
  );
}
