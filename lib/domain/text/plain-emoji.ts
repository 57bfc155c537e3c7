/** Variations of one emoji: presentation, skin, gender. */
const VARIANTS = /[\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]|\u200d[♀♂]/gu;

/** An emoji without skin, gender and presentation. */
export const plainEmoji = (emoji: string): string => emoji.replace(VARIANTS, "");
