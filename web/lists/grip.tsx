import { useEffect, useRef } from "preact/hooks";
import type { Acting } from "../parts/acting.ts";
import { dragged, moveEntry } from "./order.ts";
import { type EntryView, entries } from "./state.ts";

export interface EntryProps {
  readonly listId: string;
  readonly entry: EntryView;
  readonly act: Acting["act"];
}

const STEPS: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

const placeOf = (id: string): number =>
  entries.state.peek().value?.data.findIndex(({ creator }) => creator.id === id) ?? -1;

const countShown = (): number => entries.state.peek().value?.data.length ?? 0;

/** The entry whose row is at a point of the window. */
const entryAt = ({ clientX, clientY }: PointerEvent): string | undefined =>
  document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("tr[data-entry]")?.dataset.entry;

/** Moves its entry with arrow keys, or by dragging with mouse, pen or finger. */
export function Grip({ listId, entry: { creator }, act }: EntryProps) {
  const button = useRef<HTMLButtonElement>(null);
  const isMoving = useRef(false);
  useEffect(() => {
    // A row that moves in the page loses the focus.
    if (isMoving.current) button.current?.focus();
    isMoving.current = false;
  });
  const moveTo = (place: number) => act(() => moveEntry(listId, placeOf(creator.id), place));
  const byKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const place = placeOf(creator.id) + step;
    if (place < 0 || place >= countShown()) return;
    isMoving.current = true;
    void moveTo(place);
  };
  const drop = () => {
    const over = dragged.peek()?.over;
    dragged.value = null;
    if (over !== undefined && over !== creator.id) void moveTo(placeOf(over));
  };
  return (
    <button
      ref={button}
      type="button"
      class="grip"
      aria-label={`Move ${creator.handle}`}
      title="Drag, or press the arrow keys up and down"
      onKeyDown={byKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.value = { id: creator.id, over: creator.id };
      }}
      onPointerMove={(event) => {
        const over = entryAt(event);
        if (dragged.peek()?.id === creator.id && over) dragged.value = { id: creator.id, over };
      }}
      onPointerUp={drop}
      onPointerCancel={() => {
        dragged.value = null;
      }}
    >
      <span aria-hidden="true">⠿</span>
    </button>
  );
}
