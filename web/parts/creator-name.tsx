import type { ComponentChildren } from "preact";
import { go } from "../address.ts";

/** A creator's name; it opens the profile. */
export const CreatorName = ({
  id,
  children,
}: {
  readonly id: string;
  readonly children: ComponentChildren;
}) => (
  <button type="button" class="name" onClick={() => go({ creator: id })}>
    {children}
  </button>
);

/** The name that a creator goes by. */
export const nameOf = ({ display_name, handle }: { display_name: string; handle: string }) => (
  <bdi>{display_name || handle}</bdi>
);
