interface Props {
  readonly label: string;
  readonly value: string | number;
  /** The value of each choice, and what is shown of it. */
  readonly choices: readonly (readonly [value: string | number, shown: string])[];
  readonly onChoose: (value: string) => void;
  readonly disabled?: boolean;
  /** Beside its label, not below it. */
  readonly isInline?: boolean;
}

/** One of several, with its label. */
export const Choice = ({ label, value, choices, onChoose, disabled, isInline = false }: Props) => (
  <label class={isInline ? "inline" : undefined}>
    {label}
    <select value={value} disabled={disabled} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      {choices.map(([one, shown]) => (
        <option key={one} value={one}>
          {shown}
        </option>
      ))}
    </select>
  </label>
);
