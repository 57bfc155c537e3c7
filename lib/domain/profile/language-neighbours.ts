import { languageOfCode } from "../dictionaries/codes.ts";

/*
 * Languages that a detector of short texts cannot tell apart, because their letters and most words are the same. A word
 * or letter that only one of them has decides, or else the account's country.
 */

/**
 * By the detector's names: what one language of a group writes and the others do not. JavaScript's word boundary knows
 * only Latin letters, hence the look-arounds.
 */
const GROUPS: readonly Readonly<Record<string, RegExp>>[] = [
  {
    hi: word(
      "है|हैं|हूँ|हूं|का|के|की|में|से|और|पर|यह|ये|वह|मैं|आप|हम|मेरे|मेरी|मेरा|नहीं|लिए|था|थे|थी|करें|करता|करते|करती|रहा|रही|रहे|तो|भी|जो|क्या|सभी|अपने|अपनी|अपना",
    ),
    mr: word(
      "आहे|आहेत|आहोत|मी|आणि|मला|माझ्या|माझी|माझे|माझा|तुम्ही|तुम्हाला|आम्ही|आपल्या|नाही|करतो|असून|[\\p{L}\\p{M}]{2,}(?:च्या|मध्ये|साठी)",
    ),
    ne: word(
      "छ|छन्|छु|हुन्|हुनुहुन्छ|गर्नुहोस्|मेरो|म|र|लागि|हाम्रो|तपाईं|तपाईंको|भएको|गर्ने|पनि|[\\p{L}\\p{M}]{2,}(?:हरू|हरु|को|मा)",
    ),
  },
  {
    es: /[ñ¿¡]|(?<!\p{L})(?:y|el|los|las|del|muy|pero|una|con|\p{L}+ci[óo]n)(?!\p{L})/gu,
    pt: /[ãõ]|(?<!\p{L})(?:do|da|dos|das|não|uma|com|mas|muito|\p{L}+ção|\p{L}*[ln]h\p{L}+)(?!\p{L})/gu,
    gl: /(?<!\p{L})(?:unha|moi|coa|polo|xa)(?!\p{L})/gu,
    ca: /l·l|(?<!\p{L})(?:i|els|les|amb|molt|però|és)(?!\p{L})/gu,
  },
  {
    no: /(?<!\p{L})(?:hva|noe|hei|ei|øy\p{L}*|\p{L}*øy)(?!\p{L})/gu,
    da: /(?<!\p{L})(?:hvad|noget|hej|af|også)(?!\p{L})/gu,
    sv: /[äö]|(?<!\p{L})(?:och|att|jag|inte)(?!\p{L})/gu,
  },
  {
    cs: /[ěřů]|(?<!\p{L})(?:jsem|jsi|jsme|při|také)(?!\p{L})/gu,
    sk: /[ľĺŕôä]|(?<!\p{L})(?:som|sme|aj|pri|tiež)(?!\p{L})/gu,
  },
  {
    ru: /[ыэё]/gu,
    uk: /[їєґ]/gu,
    be: /[ў]/gu,
    bg: /ъ(?=[бвгджзклмнпрстфхцчшщ])|(?<!\p{L})(?:съм|и|от|за|аз)(?!\p{L})/gu,
  },
  {
    sr: /(?<!\p{L})\p{L}*(?:mlek|vreme|dete|lep)\p{L}*/gu,
    hr: /(?<!\p{L})\p{L}*(?:mlijek|vrijeme|dijete|lijep|tjed)\p{L}*/gu,
  },
];

function word(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${alternatives})(?![\\p{L}\\p{M}])`, "gu");
}

const group = (language: string) => GROUPS.find((one) => Object.hasOwn(one, language));

/** Whether two languages are in one group. */
export const areNeighbours = (one: string, other: string): boolean => {
  const found = group(one);
  return found !== undefined && Object.hasOwn(found, other);
};

/**
 * Which language of the group a text is in: the one with the most marks in the text, or else the one of the account's
 * country (ISO 3166-1 alpha-2). Null if neither decides.
 */
export function amongNeighbours(language: string, text: string, country: string | null): string | null {
  const small = text.toLowerCase();
  const ranked = Object.entries(group(language) ?? {})
    .map(([code, marks]) => ({ code, marks: new Set(small.match(marks)).size }))
    .sort((a, b) => b.marks - a.marks);
  const [first, second] = ranked;
  if (first && first.marks > (second?.marks ?? 0)) return first.code;
  const spoken =
    country === null ? null : languageOfCode(new Intl.Locale(`und-${country}`).maximize().language);
  return ranked.find(({ code, marks }) => code === spoken && marks === first?.marks)?.code ?? null;
}
