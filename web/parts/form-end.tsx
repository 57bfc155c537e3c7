import type { RefObject } from "preact";
import type { Acting } from "./acting.ts";
import { Refused } from "./refused.tsx";

/** The end of a form in a dialog: why it was refused, and its two buttons. */
export function FormEnd(props: {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly acting: Pick<Acting, "refused" | "isBusy">;
  readonly submit: string;
}) {
  const { refused, isBusy } = props.acting;
  return (
    <>
      <Refused refused={refused} />
      <div class="menu">
        <button type="button" onClick={() => props.dialog.current?.close()}>
          Cancel
        </button>
        <button type="submit" class="primary" disabled={isBusy.value}>
          {props.submit}
        </button>
      </div>
    </>
  );
}
