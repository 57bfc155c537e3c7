import { useState } from "preact/hooks";
import type { CreatorView } from "../../lib/domain/creator-view.ts";

/** A platform learns who looks at a picture, so none is loaded before a person asks for it. */
export function Picture({ creator: { avatar_url, display_name } }: { readonly creator: CreatorView }) {
  const [isShown, setShown] = useState(false);
  if (!avatar_url?.startsWith("https://")) return null;
  if (!isShown)
    return (
      <button type="button" class="picture" onClick={() => setShown(true)}>
        Load picture
      </button>
    );
  return (
    <img
      class="picture"
      src={avatar_url}
      alt={display_name}
      referrerpolicy="no-referrer"
      width="72"
      height="72"
    />
  );
}
