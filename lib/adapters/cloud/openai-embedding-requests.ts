/** Limits of one request to `/embeddings`: https://platform.openai.com/docs/api-reference/embeddings */
const INPUTS_MAX = 2_048;
const INPUT_TOKENS_MAX = 8_192;
const REQUEST_TOKENS_MAX = 300_000;

/**
 * A token is at least one byte, so bytes are an upper bound of tokens for any model and script. This saves the
 * megabytes of a tokeniser in the bundle. A profile's text has at most 6,000 bytes.
 */
const tokensAtMost = (text: string): number => Buffer.byteLength(text);

/**
 * The text to send: the prefix, then one space between words, cut to an input's limit; empty if the text has no content.
 */
export function embeddableText(text: string, prefix = ""): string {
  const words = text.replace(/\s+/gu, " ").trim();
  if (words === "") return "";
  const plain = prefix + words;
  if (tokensAtMost(plain) <= INPUT_TOKENS_MAX) return plain;
  // Half a character at the end decodes to a replacement character.
  const cut = Buffer.from(plain)
    .subarray(0, INPUT_TOKENS_MAX - 2)
    .toString("utf8");
  return cut.replace(/\uFFFD{1,3}$/u, "");
}

/** Cuts inputs, in order, into requests within every limit. */
export function requestsOf<T extends { readonly text: string }>(inputs: readonly T[]): T[][] {
  const requests: T[][] = [];
  let tokens = Number.POSITIVE_INFINITY;
  for (const input of inputs) {
    const more = tokensAtMost(input.text);
    const open = requests.at(-1);
    if (open === undefined || open.length === INPUTS_MAX || tokens + more > REQUEST_TOKENS_MAX) {
      requests.push([input]);
      tokens = more;
    } else {
      open.push(input);
      tokens += more;
    }
  }
  return requests;
}
