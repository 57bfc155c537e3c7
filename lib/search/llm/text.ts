/**
 * Untrusted text inside a prompt. JSON keeps quotes and line breaks from ending a field, and without angle brackets
 * no text can close the fence that it stands in.
 */
export const fenced = (name: string, value: unknown): string =>
  `<${name}>\n${JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e")}\n</${name}>`;

/** Words with which a text speaks to a model instead of to people. */
const TO_MODELS =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|above|previous|prior|filters?)\b|\b(?:system|developer) (?:prompt|message|instructions?)\b|\b(?:rank|put|place|list|score|rate|return)\b.{0,30}\b(?:me|us|this (?:account|profile|creator|candidate)|candidate \d+)\b.{0,30}\b(?:first|top|highest|above|number one|no\.? ?1|#1|100)\b|\b(?:as an ai|language model|llm|chatgpt)\b.{0,60}\b(?:must|should|rank|prefer|always)\b|\bset (?:the )?filters?\b|<\/?(?:system|candidates?|query|instructions?)>/isu;

/** Whether a text seems to give orders to the model that reads it; such text is kept from it. A guess, not a wall. */
export const givesOrders = (text: string): boolean => TO_MODELS.test(text.normalize("NFKC"));
