import names from "unicode-emoji-json/data-by-emoji.json" with { type: "json" };
import categoryVocabulary from "../dictionaries/category-vocabulary.computed.ts";
import { plainEmoji } from "../text/plain-emoji.ts";
import { phraseKey } from "../text/words.ts";

/** Words of Unicode's names that describe an emoji's look, not its meaning. */
const LOOKS =
  /^(?:face|woman|women|man|men|person|people|girl|boy|with|without|in|of|on|and|the|a|light|dark|medium|skin|tone|button|sign|symbol|small|large|black|white|red|green|blue|yellow|orange|purple|brown|facing|left|right|open|closed)$/;
/**
 * What each emoji means, in folded words: Unicode's name, and the categories for which profiles use it. Flags are left
 * out, since they mean countries.
 */
export default function emojiNames(): [emoji: string, words: readonly string[]][] {
  const categories = new Map(categoryVocabulary().exact);
  const named = Object.entries(names).flatMap(([emoji, { name, group }]): [string, string[]][] => {
    if (group === "Flags") return [];
    const plain = plainEmoji(emoji);
    const words = phraseKey(name).split(" ");
    const meaning = words.filter((word) => !LOOKS.test(word));
    const said = meaning.length > 0 ? meaning : words;
    const codes = (categories.get(emoji) ?? categories.get(plain) ?? []).flatMap(({ code }) =>
      code.split("_"),
    );
    return [[plain, [...new Set([...said, ...codes])]]];
  });
  return [...new Map(named.toReversed())];
}
