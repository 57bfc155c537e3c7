import { useState } from "preact/hooks";

/**
 * A button for what cannot be undone. The first press asks, the second one acts. Leaving the button cancels the first
 * press.
 */
export function SureButton({ name, act }: { readonly name: string; readonly act: () => void }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <button
      type="button"
      class="danger"
      onBlur={() => setAsked(false)}
      onClick={({ detail }) => {
        // A double click counts as one press.
        if (detail > 1) return;
        if (isAsked) act();
        setAsked(!isAsked);
      }}
    >
      <span aria-live="polite">{isAsked ? "Press again to delete" : name}</span>
    </button>
  );
}
