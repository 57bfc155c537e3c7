import { useState } from "preact/hooks";

/** For what cannot be undone: the first press asks, the second one does it. Leaving the button takes the first one back. */
export function SureButton({ name, act }: { readonly name: string; readonly act: () => void }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <button
      type="button"
      class="danger"
      onBlur={() => setAsked(false)}
      onClick={({ detail }) => {
        // A double click is one press.
        if (detail > 1) return;
        if (isAsked) act();
        setAsked(!isAsked);
      }}
    >
      <span aria-live="polite">{isAsked ? "Press again to delete" : name}</span>
    </button>
  );
}
