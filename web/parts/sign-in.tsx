import { useState } from "preact/hooks";
import { keepKey } from "../api.ts";

/** For a system on another machine: the key is pasted once and forgotten with the tab. */
export function SignIn() {
  const [text, setText] = useState("");
  return (
    <form
      class="note"
      onSubmit={(event) => {
        event.preventDefault();
        keepKey(text.trim());
      }}
    >
      <h2>Sign in</h2>
      <label>
        API key
        <input
          type="password"
          autocomplete="off"
          required
          pattern="\s*ick_\S+\s*"
          title="A key begins with ick_"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary">
        Sign in
      </button>
      <p class="small">The key stays in this tab and is forgotten when you close it.</p>
    </form>
  );
}
