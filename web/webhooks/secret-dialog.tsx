import { useEffect, useRef, useState } from "preact/hooks";
import { freshSecret } from "./state.ts";

/** Shows a secret once. */
export function SecretDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isCopied, setCopied] = useState(false);
  const secret = freshSecret.value;
  useEffect(() => {
    if (secret !== null) dialog.current?.showModal();
    setCopied(false);
  }, [secret]);
  if (secret === null) return null;
  return (
    <dialog
      ref={dialog}
      aria-labelledby="secret-title"
      onClose={() => {
        freshSecret.value = null;
      }}
    >
      <form method="dialog">
        <h2 id="secret-title">The webhook's secret</h2>
        <p>Give it to the receiver now: nobody can show it again. A new secret can be made at any time.</p>
        <code class="secret">{secret}</code>
        <div class="menu">
          <button
            type="button"
            onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}
          >
            {isCopied ? "Copied" : "Copy"}
          </button>
          <button type="submit" class="primary">
            I have it
          </button>
        </div>
      </form>
    </dialog>
  );
}
