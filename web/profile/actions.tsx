import { useRef, useState } from "preact/hooks";
import type { CreatorView } from "../../lib/domain/creator-view.ts";
import type { ErasureView } from "../../lib/domain/erasure.ts";
import { chosen, go, isFull, toggleChosen } from "../address.ts";
import { ask, type Failure, failureFrom, may } from "../api.ts";
import { AddToList } from "../lists/add-to-list.tsx";
import { FailureNote } from "../parts/failure.tsx";
import { isAnswer, tell } from "../search/feedback.ts";
import { searchAgain } from "../search/state.ts";
import { minuteOf } from "../words.ts";

/** What a person may do with a creator with this key. */
export function Actions({ creator }: { readonly creator: CreatorView }) {
  const [said, say] = useState<string | null>(null);
  const [failure, fail] = useState<Failure | null>(null);
  const attempt = async (act: () => Promise<string>) => {
    fail(null);
    try {
      say(await act());
    } catch (error) {
      fail(failureFrom(error));
    }
  };
  const isChosen = chosen.value.includes(creator.id);
  return (
    <section aria-label="Actions" class="actions">
      <button type="button" disabled={!isChosen && isFull.value} onClick={() => toggleChosen(creator.id)}>
        {isChosen ? "Take out of the comparison" : "Compare"}
      </button>
      {may("addToList") && <AddToList creatorId={creator.id} />}
      {isAnswer(creator.id) && may("giveFeedback") && (
        <button
          type="button"
          onClick={() => {
            tell(creator.id, "hidden");
            say("Noted: it does not answer this search.");
          }}
        >
          Not what I asked for
        </button>
      )}
      {may("addTargets") && (
        <button type="button" onClick={() => void attempt(() => fetchAgain(creator))}>
          Fetch again
        </button>
      )}
      {may("eraseCreator") && <Erase creator={creator} erase={() => attempt(() => erase(creator))} />}
      {said && <p role="status">{said}</p>}
      {failure && <FailureNote failure={failure} again={() => fail(null)} />}
    </section>
  );
}

async function fetchAgain({ platform, url }: CreatorView): Promise<string> {
  const { data } = await ask<{ data: { outcome: string }[] }>("/targets", {
    method: "POST",
    body: { accounts: [{ platform, url }] },
  });
  const outcome = data[0]?.outcome;
  return outcome === "added" || outcome === "known"
    ? "It will be fetched as soon as the platform's quota allows."
    : `Not fetched: ${outcome}.`;
}

async function erase({ id }: CreatorView): Promise<string> {
  const erasure = await ask<ErasureView>(`/creators/${id}`, { method: "DELETE", replays: true });
  searchAgain();
  return `No search shows it any more. Every store will be read back by ${minuteOf(erasure.due_by)}: erasure ${erasure.id}.`;
}

/** An erasure cannot be undone, so the handle must be typed first. */
function Erase({ creator, erase }: { readonly creator: CreatorView; readonly erase: () => Promise<void> }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const confirm = async (event: Event) => {
    event.preventDefault();
    dialog.current?.close();
    await erase();
    go({ creator: creator.id }, "replace");
  };
  return (
    <>
      <button type="button" class="danger" onClick={() => dialog.current?.showModal()}>
        Erase…
      </button>
      <dialog ref={dialog} aria-labelledby="erase-title">
        <form onSubmit={(event) => void confirm(event)}>
          <h2 id="erase-title">
            Erase <bdi>{creator.display_name || creator.handle}</bdi>?
          </h2>
          <p>
            The creator disappears from every search at once and from every store, and cannot come back by a
            later fetch. This cannot be undone.
          </p>
          <label>
            Type <b>{creator.handle}</b> to confirm
            <input
              type="text"
              autocomplete="off"
              value={typed}
              onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          </label>
          <div class="menu">
            <button type="button" onClick={() => dialog.current?.close()}>
              Keep
            </button>
            <button type="submit" class="danger" disabled={typed.trim() !== creator.handle}>
              Erase
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
