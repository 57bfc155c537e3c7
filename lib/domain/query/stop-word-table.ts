/**
 * Words of a query that belong to the asking and not to what is looked for, folded; `|` separates entries. They are
 * kept by language, since an article in one language is a topic in another: homographs.ts. `es` includes the words that
 * Spanish shares with Portuguese and French.
 */
export const STOP_WORDS = {
  en:
    "a|an|the|and|or|but|of|in|on|at|to|for|from|by|with|without|about|as|into|over|under|between|among|through|per|via|is|are|was|were|be|been|being|am|do|does|did|has|have|had|having|can|could|should|would|will|may|might|must|shall|" +
    "i|me|my|mine|we|us|our|you|your|he|she|it|its|they|them|their|theirs|this|that|these|those|there|here|who|whom|whose|which|what|when|where|why|how|not|no|nor|so|than|then|too|very|just|only|also|more|most|less|least|some|any|all|both|each|other|such|own|same|if|s|t|d|m|l|j|n|qu|ll|re|ve|don|doesn|isn|aren|haven|won|" +
    "find|search|searching|show|give|get|list|need|needs|want|wants|looking|look|looks|seeking|seek|help|please|recommend|suggest|discover|like|likes|top|best|good|great|some|someone|somebody|anyone|people|person|folks|influencer|influencers|creator|creators|kol|kols|account|accounts|profile|profiles|page|pages|channel|channels|user|users|content|platform|follower|followers|subscriber|subscribers|engagement|rate|social|media|based|located|living|lives|live|using|make|makes|making|made|do|doing|post|posts|posting|posted|share|shares|sharing|talk|talks|talking|micro|nano|macro|mega|mid|tier|regularly|lot|lots|many|much|really|actually|specifically|focused|focus|focusing|related|type|kind|called|named|etc",
  es: "el|la|los|las|un|una|unos|unas|y|o|u|e|de|del|en|con|sin|por|para|sobre|entre|que|quien|quienes|se|su|sus|lo|al|es|son|como|mas|menos|muy|pero|busco|buscar|buscando|encontrar|encuentra|quiero|necesito|dame|muestrame|cuentas|cuenta|canales|canal|creadores|creadoras|creador|influenciadores|influenciadoras|seguidores|suscriptores|personas|gente|perfiles|contenido",
  pt: "os|as|um|uma|uns|umas|do|da|dos|das|no|na|nos|nas|em|com|sem|pelo|pela|ou|mas|mais|tenha|tenham|encontre|procuro|procurando|quero|preciso|canais|criadores|criadoras|contas|conta|perfis|pessoas|conteudo|inscritos|possam|so",
  fr: "le|les|des|du|et|ou|au|aux|dans|sur|avec|sans|pour|par|qui|que|est|sont|plus|moins|tres|mais|ce|ces|cette|leur|leurs|je|nous|cherche|chercher|trouve|trouver|trouvez|comptes|compte|chaines|chaine|createurs|createur|creatrices|creatrice|influenceurs|influenceuses|influenceur|abonnes|personnes|contenu",
  de: "der|die|das|den|dem|ein|eine|einen|einer|eines|und|oder|aber|im|am|an|auf|aus|bei|mit|ohne|fur|von|vom|zu|zum|zur|uber|unter|zwischen|ist|sind|hat|haben|nicht|kein|keine|sehr|auch|ich|wir|suche|suchen|finde|finden|zeige|gesucht|konten|kanale|kanal|abonnenten|leute|menschen|followern|influencerinnen",
  nl: "het|een|en|of|van|voor|met|zonder|over|onder|tussen|die|dat|zijn|heeft|hebben|niet|geen|naar|ik|wij|zoek|zoeken|vind|mensen|volgers|abonnees|kanalen",
  it: "il|lo|gli|i|ed|di|del|della|dei|degli|delle|nel|nella|da|dal|con|senza|per|su|tra|fra|che|chi|sono|piu|meno|molto|ma|cerco|cercare|trova|trovare|canali|canale|creatori|creatrici|persone|profili|contenuti",
  pl: "w|we|z|ze|i|oraz|lub|na|do|od|dla|po|o|ktory|ktorzy|ktore|sie|jest|sa|bez|nie|szukam|znajdz|kanaly|konta|tworcy|obserwujacych",
  tr: "ve|veya|ile|icin|bir|bu|olan|olanlar|en|cok|daha|ariyorum|bul|goster|hesaplar|hesaplari|kanallar|kanallari|takipci|abone|yasayan|fazla|az",
  // Of these only what is a stop word without accents: för, în. Includes Danish and Norwegian.
  ...{ sv: "for", ro: "in" },
  id: "yang|di|ke|dari|dan|atau|dengan|tanpa|untuk|pada|adalah|cari|carikan|mencari|temukan|akun|kreator|pengikut",
  // Includes Ukrainian.
  ru: "и|в|во|на|с|со|из|от|до|по|о|об|для|без|не|или|но|что|кто|которые|который|это|как|ищу|найди|найти|покажи|нужны|каналы|канал|аккаунты|блогеры|блогер|подписчиков",
  ar: "في|من|علي|عن|الي|مع|او|و|ان|الذين|التي|الذي|ابحث|اريد|حسابات|مؤثرين|مؤثرات|متابع|بدون",
  he: "של|עם|על|את|או|ו|מ|ב|ל|ה|בלי|אני|מחפש|מחפשת|תמצא",
  hi: "के|का|की|को|में|से|पर|और|या|है|हैं|वाले|वाली|जो|मुझे|चाहिए|खोजें|लिए|ने|भी",
  // Includes Korean and Chinese: particles and the words for the people to find.
  ja: "の|に|は|が|を|で|と|も|へ|や|から|まで|人|方|系|を探して|探して|探す|インフルエンサー|クリエイター|アカウント|チャンネル|의|에|에서|은|는|이|가|을|를|로|으로|와|과|도|만|명|인플루언서|크리에이터|계정|채널|찾아줘|추천|的|在|和|或|与|是|了|有|博主|网红|達人|达人|账号|找|推荐|请",
} as const;

/**
 * Function words of other languages that are topics in English: "die cast models", "van life", "hat makers", "tai chi",
 * "faux fur". They count as topics unless the query has more words of their own language than of English.
 */
export const ENGLISH_TOPICS = "die|van|hat|dal|chi|son|fur|uber|dan|met|plus|den|bin";
/**
 * The same, but rarely meant as topics ("con artists", "para athletes"). They are topics only if the query is English.
 */
export const SELDOM_ENGLISH_TOPICS = "con|para|sin|pour|sans|mas";
/** English function words that are topics in other languages: "Kind", "but" (a goal), "most" (a bridge). */
export const FOREIGN_TOPICS = { kind: ["de", "nl"], but: ["fr"], most: ["pl"] } as const;

/** Words that are removed at the end of a query, or beside words that became filters. */
export const CONNECTORS =
  "with|and|or|on|in|from|at|for|by|of|to|who|that|which|have|has|having|are|is|the|a|an|but|also|based|located|living|lives|live|platform|platforms|only|must|be|account|they|" +
  "con|y|e|o|en|de|que|tengan|tienen|tenga|del|sobre|com|em|no|na|do|da|tenha|tenham|avec|et|sur|qui|ont|a|au|mit|und|auf|aus|die|haben|di|su|che|hanno|met|op|uit|z|ze|na|i|w|oraz|ve|ile|di|dan|yang|dengan|с|и|на|из|в|مع|و|علي|في|من|के|पर|में|से|और|の|で|に|的|在";
