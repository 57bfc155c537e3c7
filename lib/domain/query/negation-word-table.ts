/** Words of exclusion, grouped by what they say, folded. `|` separates entries, `*` ends a stem. */

export const NEGATION_WORDS = {
  /** Exclude what follows, at any place. */
  exceptWords:
    "excluding|exclude|excludes|except|except for|other than|avoid|avoiding|nothing about|anything but|everything but|anything except|everything except|" +
    "excepto|excluyendo|salvo|todo menos|exceto|excluindo|tudo menos|sauf|hors|excepte|tout sauf|ausser|alles ausser|tranne|escluso|esclusi|escludendo|tutto tranne|" +
    "behalve|alles behalve|oprocz|wykluczajac|wszystko oprocz|kecuali|selain|кроме|исключая|все кроме|باستثناء|ما عدا|חוץ מ|除了|不要",
  /** Said of things, they tell what a thing lacks ("cakes without sugar"). Said of people, they exclude. */
  withoutWords: "without|sin|sem|sans|ohne|senza|zonder|bez|tanpa|без|بدون|עדا|בלי|ללא|不含|没有|沒有",
  /** Like `withoutWords`, but they also begin titles and set phrases: "No Time to Die", "no bake". */
  noWords: "no|nada de|pas de|keine|kein|keinen|niente|geen",
  /** Exclude what follows only at the start of a clause: ", not crypto", "but not radio hosts". */
  notWords:
    "don t|doesn t|do not|does not|didn t|aren t|isn t|not|non|nao|pas|nicht|niet|nie|nao de|bukan|не|ليس|ولا|לא|no",
  /** Come after the word that they exclude. */
  exceptAfter: "haric|disinda|以外|を除く|除く|제외|말고|제외하고|के अलावा|除外",
  /** Come after the word for what is missing: "砂糖なし". */
  withoutAfter: "olmayan|olmasin|olmadan|なし|無し|抜き|없는|없이|नहीं|के बिना",
  /**
   * Things that people exclude in searches about any subject: politics, religion, crypto, advertising, prize draws,
   * gambling.
   */
  unwanted:
    "politi*|polityk*|политик*|siyaset*|政治|정치|سياسه|פוליטיק*|राजनीति|relig*|религи*|宗教|종교|דת|धर्म|" +
    "crypto*|krypto*|cripto*|kripto*|крипто*|קריפטו|暗号通貨|仮想通貨|暗号資産|" +
    "ads|ad|advert*|sponsor*|sponsoring|promo*|giveaway*|publi|publicid*|publicit*|patrocin*|pubblicit*|werbung*|reclame|reklam*|iklan|реклам*|спонсор*|اعلان*|اعلانات|广告|廣告|広告|광고|विज्ञापन|פרסומ*|" +
    "gewinnspiel*|sorteo*|sorteio*|concours|concorsi|gambling|betting|casino*|apuesta*|aposta*|scommess*|wetten|glucksspiel*|gokken|hazard*|judi|азартн*|ставк*",
  /** Words between a negator and its noun. */
  negationFillers:
    "do|work for|work at|work with|works for|write for|report for|belong to|promote|accept|feature|cover|discuss|la|le|les|los|las|el|der|die|das|den|il|lo|gli|het|hablen de|hablan de|habla de|hablar de|talk about|talks about|talking about|speak about|post about|posts about|posting about|falam de|falem de|falam sobre|parlent de|parlano di|uber|any|related|related to|about|into|on|doing|the|who do|de|del|sobre|sur|uber|su|over|o|про|عن|של|more",
  /** Right after a negator they make an idiom, not an exclusion. */
  negationIdioms:
    "spend|churn|knead|mow|cook|heat|stir|iron|wash|nut|strings|pressure|brainer|gluten|glutine|sugar|zucker|sucre|azucar|acucar|lactosa|lactose|glutenu|filtros|filtro|filtre|filtri|filters|makeup|gi|buy|kill|equipment|equipo|equipamento|gerate|materiel|gym|borders|fronteras|fronteiras|frontieres|grenzen|limits|limites|excuses|excusas|shame|bs|contact|sew|carb|carbs|tabou|tabous|tabu|tabus|bake|code|dig|fuss|a|an|just|only|necessarily|too|so|very|even|really|sure|afraid|matter|doubt|budget|more|less|fewer|over|under|one|longer|nonsense|filter|problem|idea|limit|experience|need|being|having|using|spending|breaking|going|making|taking|yet|at|as|like|all|every|everyone|much|many|solo|solamente|solo|apenas|so|seulement|nur|soltanto|alleen|tylko|sadece|только|is|are|was|in|because|mean|want|what|that|this|these|if|to|it|be|have|be|un|una|um|uma|une|ein|eine|een",
  /** Words between excluded things. */
  negationJoins:
    "and|or|nor|y|o|ni|e|ou|nem|et|und|oder|noch|ne|en|of|i|lub|ani|ve|dan|atau|и|или|ни|و|او|ו|או|और|या|和|或|と|や|&|/",
} satisfies Readonly<Record<string, string>>;

/** Fields that name their products by what is not in them. */
export const FREE_FROM_FIELDS = "food|vegan|coffee|drinks";

/** Word endings that describe a manner, which no profile states about itself ("not polished", "not preachy"). */
export const MANNER_ENDINGS = "ed|ly|ful|ous|able|ible|ive|ish|ional|ant|chy|sey|esy";
