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
        API key, or a token of your organisation's sign-in
        <input
          type="password"
          autocomplete="off"
          required
          pattern="\s*(ick_\S+|[\w\-]+\.[\w\-]+\.[\w\-]+)\s*"
          title="A key begins with ick_; a token has three parts with dots between"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary">
        Sign in
      </button>
      <p class="small">It stays in this tab and is forgotten when you close it.</p>
    </form>
  );
}
