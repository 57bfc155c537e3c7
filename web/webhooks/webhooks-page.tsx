import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { go, openWebhook } from "../address.ts";
import { acting } from "../parts/acting.ts";
import { Names } from "../parts/names.tsx";
import { Refused } from "../parts/refused.tsx";
import { Share } from "../parts/share.tsx";
import { SureButton } from "../parts/sure-button.tsx";
import { fieldOf } from "../parts/typed.ts";
import { Deliveries } from "./deliveries.tsx";
import {
  createWebhook,
  deleteWebhook,
  deliveriesPath,
  EVENTS,
  freshSecret,
  rotateSecret,
  turn,
  WEBHOOKS_PATH,
  type WebhookView,
  webhooks,
} from "./state.ts";

const { refused, isBusy, act } = acting();

/** Addresses that receive events, and the result of each delivery. */
export function WebhooksPage() {
  const { value } = webhooks.state.value;
  const open = value?.data.find(({ id }) => id === openWebhook.value);
  return (
    <div class="split">
      <section aria-label="Webhooks" class="names">
        <Names
          loaded={webhooks}
          none="None yet."
          openId={openWebhook.value}
          nameOf={({ url }) => url}
          beside={({ is_active }) => !is_active && <b class="alarm">off</b>}
          onOpen={(id) => go({ webhook: id })}
        />
        {value && <NewWebhook />}
      </section>
      <section aria-label="The webhook">
        <Refused refused={refused} />
        {open ? (
          <OpenWebhook webhook={open} />
        ) : (
          <p>
            A webhook is a message to an address of your own system when something happened. It holds ids
            alone, and is signed by the rules of{" "}
            <a href="https://www.standardwebhooks.com">Standard Webhooks</a>. Choose one to see its messages.
          </p>
        )}
        <Share requests={[{ path: deliveriesPath() ?? WEBHOOKS_PATH }]} />
      </section>
      <SecretDialog />
    </div>
  );
}

const newUrl = signal("");
const newEvents = signal<readonly string[]>([]);

function NewWebhook() {
  const create = (event: Event) => {
    event.preventDefault();
    void act(async () => {
      const id = await createWebhook(newUrl.value.trim(), newEvents.value);
      newUrl.value = "";
      newEvents.value = [];
      go({ webhook: id, deliveries: null });
    });
  };
  const toggle = (name: string) => {
    newEvents.value = newEvents.value.includes(name)
      ? newEvents.value.filter((one) => one !== name)
      : [...newEvents.value, name];
  };
  return (
    <form class="stacked" onSubmit={create}>
      <h2>New webhook</h2>
      <label>
        Address
        <input
          inputMode="url"
          required
          maxLength={2_000}
          pattern="\s*https://.+"
          title="An address that begins with https://"
          placeholder="https://"
          {...fieldOf(newUrl)}
        />
      </label>
      <fieldset>
        <legend>Tell it when</legend>
        {Object.entries(EVENTS).map(([name, words]) => (
          <label key={name} class="inline">
            <input type="checkbox" checked={newEvents.value.includes(name)} onChange={() => toggle(name)} />
            {words}
          </label>
        ))}
      </fieldset>
      <button type="submit" disabled={isBusy.value || newEvents.value.length === 0}>
        Create
      </button>
    </form>
  );
}

function OpenWebhook({ webhook: { id, url, events, is_active } }: { readonly webhook: WebhookView }) {
  const remove = () =>
    act(async () => {
      await deleteWebhook(id);
      go({ webhook: null, deliveries: null });
    });
  return (
    <>
      <header>
        <h2>
          <bdi>{url}</bdi>
        </h2>
        <button type="button" onClick={() => void act(() => turn(id, !is_active))}>
          {is_active ? "Turn off" : "Turn on"}
        </button>
        <button type="button" onClick={() => void act(() => rotateSecret(id))}>
          New secret
        </button>
        <SureButton key={id} name="Delete" act={() => void remove()} />
      </header>
      <p class="small">
        Told when {events.map((name) => EVENTS[name]).join("; ")}.
        {!is_active && " It is off: what happens now is not told later."}
      </p>
      <Deliveries webhookId={id} act={act} />
    </>
  );
}

/** Shows a secret once. */
function SecretDialog() {
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
