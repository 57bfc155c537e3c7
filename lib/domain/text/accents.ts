/** Whether a Latin letter has a mark that `fold` takes off. The dot of a Turkish capital İ is none. */
export const hasAccents = (text: string): boolean =>
  !ASCII.test(text) && /(?:(?!i)\p{sc=Latin}|i(?!\u0307))\p{M}/iu.test(text.normalize("NFD"));

const ASCII = /^[\0-\x7f]*$/;

/**
 * The letters beyond a to z of languages in Latin script, after CLDR. A word with other letters is of another language,
 * whatever it folds to: "thé" is not the English "the", nor is Vietnamese "chế" the Italian "che".
 */
const LETTERS = {
  ...{ en: "", id: "", es: "áéíñóúü", pt: "àáâãçéêíòóôõú", fr: "àâæçèéêëîïôœùûüÿ", de: "äöüß" },
  ...{ nl: "áäéëíïóöúü", it: "àèéìòóù", pl: "ąćęłńóśźż", tr: "âçğıîöşüû", sv: "àåäéöæø", ro: "ăâîșşțţ" },
} as const;
export type LatinLanguage = keyof typeof LETTERS;
export const isLatinLanguage = (language: string): language is LatinLanguage =>
  Object.hasOwn(LETTERS, language);

/** Whether a word has only letters of one of the languages. */
export const isSpelledIn = (word: string, languages: readonly LatinLanguage[]): boolean => {
  const beyond = Array.from(word.toLowerCase().normalize("NFC")).filter((letter) => !ASCII.test(letter));
  return languages.some((language) => beyond.every((letter) => LETTERS[language].includes(letter)));
};
