import type { ComponentChildren } from "preact";
import { useId, useMemo, useRef } from "preact/hooks";
import { acting } from "./acting.ts";
import { Refused } from "./refused.tsx";

/** A button that opens a dialog, and the dialog's form; when the act has gone through, the dialog closes. */
export function AskDialog(props: {
  readonly name: string;
  readonly title: string;
  readonly submit: string;
  readonly onOpen?: () => void;
  readonly act: () => Promise<unknown>;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { refused, isBusy, act } = useMemo(acting, []);
  const submit = (event: Event) => {
    event.preventDefault();
    void act(async () => {
      await props.act();
      dialog.current?.close();
    });
  };
  const open = () => {
    props.onOpen?.();
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" onClick={open}>
        {props.name}
      </button>
      <dialog ref={dialog} aria-labelledby={titleId}>
        <form onSubmit={submit}>
          <h2 id={titleId}>{props.title}</h2>
          {props.children}
          <Refused refused={refused} />
          <div class="menu">
            <button type="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
            <button type="submit" class="primary" disabled={isBusy.value}>
              {props.submit}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
