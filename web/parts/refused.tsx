import type { Acting } from "./acting.ts";
import { FailureNote } from "./failure.tsx";

/** Why the last act did not go through; its button takes the note away, so that the act can be done again. */
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
