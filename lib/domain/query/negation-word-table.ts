/** Words of exclusion by their force, folded; `|` separates. */

/** After these a noun is excluded wherever they stand. */
export const STRONG_NEGATORS =
  "nada de|without|excluding|exclude|excludes|except|except for|other than|no|avoid|avoiding|nothing about|sin|excepto|excluyendo|salvo|sem|exceto|excluindo|sans|sauf|hors|excepte|pas de|ohne|keine|kein|keinen|ausser|senza|tranne|escluso|esclusi|escludendo|niente|zonder|geen|behalve|bez|oprocz|wykluczajac|tanpa|kecuali|без|кроме|исключая|بدون|باستثناء|ما عدا|עدا|בלי|ללא|חוץ מ|不要|除了|不含";
/** After these a noun is excluded only where they open a clause: ", not crypto", "but not radio hosts". */
export const WEAK_NEGATORS =
  "don t|doesn t|do not|does not|didn t|aren t|isn t|not|non|nao|pas|nicht|niet|nie|nao de|bukan|не|ليس|ولا|לא|no";
/** After what they negate. */
export const NEGATORS_AFTER =
  "haric|disinda|olmayan|olmasin|なし|以外|を除く|除く|無し|抜き|제외|말고|없는|제외하고|नहीं|के बिना|के अलावा|除外";

/** Between a negator and its noun. */
export const NEGATION_FILLERS =
  "hablen de|hablan de|habla de|hablar de|talk about|talks about|talking about|speak about|post about|posts about|posting about|falam de|falem de|falam sobre|parlent de|parlano di|uber|any|related|related to|about|into|on|doing|the|who do|de|del|sobre|sur|uber|su|over|o|про|عن|של|more";
/** Right after a negator: a manner of speaking, not an exclusion. */
export const NEGATION_IDIOMS =
  "gluten|glutine|sugar|zucker|sucre|azucar|acucar|lactosa|lactose|glutenu|filtros|filtro|filtre|filtri|filters|makeup|gi|buy|kill|equipment|equipo|equipamento|gerate|materiel|gym|borders|fronteras|fronteiras|frontieres|grenzen|limits|limites|excuses|excusas|shame|bs|contact|sew|carb|carbs|tabou|tabous|tabu|tabus|bake|code|dig|fuss|a|an|just|only|necessarily|too|so|very|even|really|sure|afraid|matter|doubt|budget|more|less|fewer|over|under|one|longer|nonsense|filter|problem|idea|limit|experience|need|being|having|using|spending|breaking|going|making|taking|yet|at|as|like|all|every|everyone|much|many|solo|solamente|solo|apenas|so|seulement|nur|soltanto|alleen|tylko|sadece|только|is|are|was|in|because|mean|want|what|that|this|these|if|to|it|be|have|be|un|una|um|uma|une|ein|eine|een";
/** Ends of words for how somebody is, which no profile states of itself ("not polished", "not preachy"). */
export const MANNER_ENDINGS = "ed|ly|ful|ous|able|ible|ive|ish|ional|ant|chy|sey|esy";
/** Words between excluded things. */
export const NEGATION_JOINS =
  "and|or|nor|y|o|ni|e|ou|nem|et|und|oder|noch|ne|en|of|i|lub|ani|ve|dan|atau|и|или|ни|و|او|ו|או|और|या|和|或|と|や|&|/";
/** Words that end what is negated. */
export const NEGATION_ENDS =
  "but|with|who|that|which|from|in|on|at|pero|con|que|en|mas|com|em|mais|avec|qui|aber|mit|die|auf|ma|che|maar|met|ale|z|ile|tapi|dengan|yang|но|с|в|на|لكن|مع|في";
