/** The JSON of values that many answers hold; empty until the first of them is sent. */
const texts = new WeakMap<object, string>();

/** Lets the JSON of a value be made once for all answers that have it as a field. Nobody may change the value after. */
export function keepJson<T extends object>(value: T): T {
  texts.set(value, "");
  return value;
}

/** The same text as `JSON.stringify`, for an object that is no array. */
export function jsonOf(body: object): string {
  const fields = Object.entries(body);
  if (!fields.some(([, value]) => isKept(value))) return JSON.stringify(body);
  const parts = fields.flatMap(([name, value]) => {
    const text = textOf(value);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${parts.join(",")}}`;
}

const isKept = (value: unknown): value is object =>
  typeof value === "object" && value !== null && texts.has(value);

/** Undefined if JSON leaves the value out. */
function textOf(value: unknown): string | undefined {
  if (!isKept(value)) return JSON.stringify(value);
  const text = texts.get(value) || JSON.stringify(value);
  texts.set(value, text);
  return text;
}
