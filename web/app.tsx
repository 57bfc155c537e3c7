import { useEffect, useRef, useState } from "preact/hooks";
import { chosen, type Page, page } from "./address.ts";
import { isOnline, keepKey, key, may, signOut } from "./api.ts";
import { ExportsPage } from "./exports/exports-page.tsx";
import { KEYS, listenToKeys } from "./keyboard.ts";
import { ListsPage } from "./lists/lists-page.tsx";
import { OperationsPage } from "./operations/operations-page.tsx";
import { linkOf } from "./parts/link.ts";
import { ComparePage } from "./profile/compare-page.tsx";
import { ProfilePanel } from "./profile/profile-panel.tsx";
import { SavedPage } from "./saved/saved-page.tsx";
import { SearchPage } from "./search/search-page.tsx";
import { UsagePage } from "./usage/usage-page.tsx";
import { WebhooksPage } from "./webhooks/webhooks-page.tsx";

interface ScreenOf {
  readonly title: string;
  readonly Screen: () => preact.VNode;
  /** An operation that the screen needs. Keys that may not call it do not see the screen. */
  readonly needs?: string;
}

const SCREENS: Readonly<Record<Page, ScreenOf>> = {
  search: { title: "Search", Screen: SearchPage },
  lists: { title: "Lists", Screen: ListsPage },
  saved: { title: "Saved searches", Screen: SavedPage },
  exports: { title: "Exports", Screen: ExportsPage, needs: "listExports" },
  compare: { title: "Compare", Screen: ComparePage },
  webhooks: { title: "Webhooks", Screen: WebhooksPage, needs: "listWebhooks" },
  usage: { title: "Usage", Screen: UsagePage },
  operations: { title: "Operations", Screen: OperationsPage },
};
const offered = () => Object.entries(SCREENS).filter(([, { needs }]) => needs === undefined || may(needs));

export function App() {
  const help = useRef<HTMLDialogElement>(null);
  useEffect(() => listenToKeys(() => help.current?.showModal()), []);
  const { Screen } = SCREENS[page.value];
  return (
    <>
      <nav aria-label="Screens">
        <b class="brand">InCreator</b>
        {offered().map(([name, { title }]) => {
          // Closes the profile, which would cover columns of the other screen.
          const change = { page: name === "search" ? null : name, creator: null };
          return (
            <a key={name} {...linkOf(change)} aria-current={page.value === name ? "page" : undefined}>
              {title}
              {name === "compare" && chosen.value.length > 0 && ` (${chosen.value.length})`}
            </a>
          );
        })}
        <a href="/openapi.json" title="The API's description (OpenAPI), for engineers">
          API
        </a>
        <button type="button" onClick={() => help.current?.showModal()}>
          Shortcuts
        </button>
        {key.value !== null && (
          <button type="button" onClick={signOut}>
            Sign out
          </button>
        )}
      </nav>
      {!isOnline.value && (
        <p class="offline" role="alert">
          You are offline. What is shown is the last answer.
        </p>
      )}
      <main>
        <h1 class="unseen">{SCREENS[page.value].title}</h1>
        {key.value === null ? <SignIn /> : <Screen />}
      </main>
      {key.value !== null && <ProfilePanel />}
      <dialog ref={help} aria-labelledby="keys-title">
        <h2 id="keys-title">Keyboard shortcuts</h2>
        <dl class="keys">
          {KEYS.map(([name, does]) => (
            <div key={name}>
              <dt>
                <kbd>{name}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </dialog>
    </>
  );
}

/** For a system on another machine. The pasted key is forgotten with the tab. */
function SignIn() {
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
