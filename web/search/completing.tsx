import { computed, signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { z } from "zod";
import type { suggestAnswerSchema } from "../../lib/domain/api/search-operations.ts";
import { loadedFrom } from "../api.ts";
import { platformName } from "../words.ts";

type Answer = z.infer<typeof suggestAnswerSchema>;
export type Suggestion = Answer["data"][number];

/** Pause before completions are requested. An earlier request is then cancelled. */
const DEBOUNCE_MS = 80;
const SHOWN_MAX = 8;

export interface CompletingProps {
  readonly id: string;
  readonly value: string;
  /** The part of the text to complete; empty for none. */
  readonly fragment: (text: string) => string;
  readonly kinds?: readonly Suggestion["kind"][];
  readonly onInput: (text: string) => void;
  /** Called on Enter if no completion is chosen. If absent, Enter takes the first completion. */
  readonly onSubmit?: (text: string) => void;
  readonly onChoose: (suggestion: Suggestion) => void;
  readonly maxLength: number;
  readonly placeholder: string;
  readonly isFirst?: boolean;
}

/** The completions below one box. */
function completions(kinds: readonly Suggestion["kind"][] | undefined) {
  const asked = signal("");
  const active = signal(-1);
  const loaded = loadedFrom<Answer>(() =>
    asked.value === "" ? null : `/suggest?q=${encodeURIComponent(asked.value)}&limit=10`,
  );
  const shown = computed(() => {
    const found = loaded.state.value.value?.data ?? [];
    return asked.value === ""
      ? []
      : found.filter(({ kind }) => kinds?.includes(kind) ?? true).slice(0, SHOWN_MAX);
  });
  let pause: ReturnType<typeof setTimeout> | undefined;
  const ask = (text: string, wait = DEBOUNCE_MS): void => {
    clearTimeout(pause);
    active.value = -1;
    pause = setTimeout(() => {
      asked.value = text;
    }, wait);
  };
  return { shown, active, ask, close: () => ask("", 0) };
}

/** A text field with completions below it: a combobox as WAI-ARIA describes it, with arrows, Enter and Escape. */
export function Completing(props: CompletingProps) {
  const { id, value, fragment, onInput, onSubmit, onChoose } = props;
  const box = useRef<HTMLInputElement>(null);
  const { shown, active, ask, close } = useMemo(() => completions(props.kinds), []);
  useEffect(() => {
    if (props.isFirst) box.current?.focus();
    return close;
  }, []);
  const choose = (suggestion: Suggestion | undefined): void => {
    close();
    if (suggestion) onChoose(suggestion);
    else onSubmit?.(box.current?.value ?? "");
  };
  const count = shown.value.length;
  const step = (by: number): void => {
    active.value = ((active.value + 1 + by + count + 1) % (count + 1)) - 1;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const act: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Escape: close,
    };
    if (event.key === "Enter") {
      event.preventDefault();
      choose(shown.value[onSubmit ? active.value : Math.max(0, active.value)]);
    } else if (count > 0 && act[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      act[event.key]?.();
    }
  };
  return (
    <span class="completing">
      <input
        type="text"
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        id={id}
        ref={box}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={count > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active.value < 0 ? undefined : `${id}-${active.value}`}
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={({ currentTarget }) => {
          onInput(currentTarget.value);
          ask(fragment(currentTarget.value));
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <Completions id={id} shown={shown.value} active={active.value} onChoose={choose} />
    </span>
  );
}

/** The list below the box. */
function Completions(props: {
  readonly id: string;
  readonly shown: readonly Suggestion[];
  /** Index of the one that the arrows are at; -1 for none. */
  readonly active: number;
  readonly onChoose: (suggestion: Suggestion) => void;
}) {
  const { id, shown, active, onChoose } = props;
  return (
    <div
      id={`${id}-list`}
      class="completions"
      role="listbox"
      aria-label="Completions"
      hidden={shown.length === 0}
    >
      {shown.map((suggestion, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box above takes the keys of a combobox
        <div
          key={`${suggestion.kind} ${suggestion.text} ${suggestion.creator?.id}`}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          // Keeps the focus in the box, which would otherwise close before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
        >
          <bdi>{suggestion.text}</bdi> <span class="count">{aside(suggestion)}</span>
        </div>
      ))}
    </div>
  );
}

const aside = ({ kind, creator }: Suggestion): string =>
  creator === null
    ? kind
    : `${kind === "name" ? `${creator.handle} · ` : ""}${platformName(creator.platform)}`;
