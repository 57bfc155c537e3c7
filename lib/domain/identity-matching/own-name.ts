/** What people write before their name: that it is really they, and titles. */
const BEFORE = [
  ...["official", "officiel", "oficial", "offiziell", "thereal", "theofficial", "real", "the", "its", "iam"],
  ...["mr", "mrs", "dr", "prof", "rep", "sen", "senator", "congressman", "congresswoman", "gov", "mayor"],
];
/** What people write behind it: that it is really they, and what stands there. */
const AFTER = [
  ...["official", "officiel", "oficial", "offiziell", "channel", "vlogs", "vlog"],
  ...["tiktok", "insta", "live", "music", "yt", "ig", "tv", "hq", "xo"],
];
const AT_START = new RegExp(`^(?:${BEFORE.toSorted((a, b) => b.length - a.length).join("|")})`);
const AT_END = new RegExp(`(?:${AFTER.join("|")})$`);
const AFFIXES: ReadonlySet<string> = new Set([...BEFORE, ...AFTER]);
/** What is left must still be somebody's name: "thea" stays, "tedtv" too. */
const LEFT_MIN = 4;

/** A folded handle without one affix at either end: `officialjanedoetv` is `janedoe`. */
export function handleStem(handle: string): string {
  const without = (text: string, affix: RegExp): string => {
    const left = text.replace(affix, "");
    return left.length >= LEFT_MIN ? left : text;
  };
  return without(without(handle, AT_START), AT_END);
}

/** A name's folded words without affixes and initials; all of them where fewer than two would be left. */
export function ownWords(words: readonly string[]): readonly string[] {
  const own = words.filter((word) => !AFFIXES.has(word) && [...word].length > 1);
  return own.length >= 2 ? own : words;
}
