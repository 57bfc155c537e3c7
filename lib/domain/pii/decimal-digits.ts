const DECIMAL = /^\p{Nd}$/u;
/** Digits in circles without a compatibility form: the first of each row, and its value. */
const CIRCLED_ROWS = [
  [0x24f5, 1],
  [0x2776, 1],
  [0x2780, 1],
  [0x278a, 1],
] as const;
const CIRCLED_ZEROS: ReadonlySet<number> = new Set([0x24ff, 0x1f10b, 0x1f10c]);

const known = new Map<number, number | null>();

/**
 * The value of a decimal digit of any script, including circled ones; null for everything else. Unicode keeps decimal
 * digits in whole rows of ten in order (The Unicode Standard, section 4.6), so a digit's value is the number of digits
 * before it in its row.
 */
export function decimalOf(character: string): number | null {
  const code = character.codePointAt(0) ?? 0;
  let value = known.get(code);
  if (value === undefined) {
    value = DECIMAL.test(character) ? placeInRow(code) : circledValue(code);
    // Only digits are remembered, so that a text with many different characters cannot fill the memory.
    if (value !== null) known.set(code, value);
  }
  return value;
}

function placeInRow(code: number): number {
  let first = code;
  while (DECIMAL.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

function circledValue(code: number): number | null {
  if (CIRCLED_ZEROS.has(code)) return 0;
  const row = CIRCLED_ROWS.find(([first]) => code >= first && code < first + 9);
  return row === undefined ? null : code - row[0] + row[1];
}
