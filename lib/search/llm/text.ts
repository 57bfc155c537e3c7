/**
 * Puts untrusted text inside a prompt. JSON keeps quotes and line breaks from ending a field. Angle brackets are
 * escaped, so no text can close its own fence.
 */
export const fenced = (name: string, value: unknown): string =>
  `<${name}>\n${JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e")}\n</${name}>`;

/** Words that address a model instead of people. */
const TO_MODELS =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|above|previous|prior|filters?)\b|\b(?:system|developer) (?:prompt|message|instructions?)\b|\b(?:rank|put|place|list|score|rate|return)\b.{0,30}\b(?:me|us|this (?:account|profile|creator|candidate)|candidate \d+)\b.{0,30}\b(?:first|top|highest|above|number one|no\.? ?1|#1|100)\b|\b(?:as an ai|language model|llm|chatgpt)\b.{0,60}\b(?:must|should|rank|prefer|always)\b|\bset (?:the )?filters?\b|<\/?(?:system|candidates?|query|instructions?)>/isu;

/**
 * Whether a text seems to give orders to a model. Such a text is not shown to it. This is a guess, not a reliable
 * barrier.
 */
export const givesOrders = (text: string): boolean => TO_MODELS.test(text.normalize("NFKC"));
