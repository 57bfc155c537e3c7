import type { Acting } from "./acting.ts";
import { FailureNote } from "./failure.tsx";

/** Why the last action failed. The button closes the note, so that the action can be tried again. */
export function Refused({ refused }: Pick<Acting, "refused">) {
  if (!refused.value) return null;
  return (
    <FailureNote
      failure={refused.value}
      name="Close"
      again={() => {
        refused.value = null;
      }}
    />
  );
}
