/**
 * ISO 639-1, plus Filipino and Cantonese, which have no two-letter code. Each language that people ask for has one
 * code, the one that `languageOfCode` gives.
 */
export const LANGUAGE_CODES: readonly string[] = (
  "aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cs cu cv cy da de dv dz ee el en eo es et eu " +
  "fa ff fi fil fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj " +
  "kk kl km kn ko ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nd ne ng nl no nr " +
  "nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg " +
  "th ti tk tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo yue za zh zu"
).split(" ");

/**
 * Languages whose names are recognised in texts. They are widely spoken, and their names are not everyday words of
 * another language.
 */
export const NAMED_LANGUAGES: readonly string[] = (
  "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is it ja ka kk km " +
  "kn ko ku ky lo lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tr uk ur uz vi " +
  "xh yo yue zh zu"
).split(" ");

/** Other names and inflected forms. They have priority over the runtime's names. */
export const LANGUAGE_ALIASES: Readonly<Record<string, string>> = {
  ar: "arabic|arabe|árabe|arabo|العربية|عربي|بالعربية|بالعربي|arapça|арабском",
  bn: "bangla|bengali",
  de: "deutsch|deutschsprachig|deutschsprachige|germanophone|germanophones|немецком|niemiecku|almanca|בגרמנית",
  el: "greek|ελληνικά",
  en: "english|inglés|inglês|ingles|anglais|englisch|englischsprachig|englischsprachige|anglophone|anglophones|inglese|engels|angielsku|ingilizce|английском|англоязычные|بالإنجليزية|अंग्रेज़ी|अंग्रेजी|באנגלית",
  es: "castellano|español|castilian|spanish|hispanophone|hispanophones|spanischsprachig|spanischsprachige|hispanohablante|hispanohablantes|hiszpańsku|ispanyolca|испанском|بالإسبانية",
  fa: "farsi|persian|فارسی",
  fil: "tagalog|filipino",
  fr: "francophone|francophones|französischsprachig|französischsprachige|francuskim|francusku|fransızca|французском|بالفرنسية",
  he: "hebrew|עברית|בעברית|иврите",
  hi: "hindi|हिंदी|हिन्दी",
  id: "bahasa|bahasa indonesia",
  it: "italophone|włosku|italyanca|итальянском",
  ja: "日本語|japonca|японском",
  ko: "한국어|korece|корейском",
  nl: "flemish|vlaams|nederlands|nederlandstalig|nederlandstalige|dutch",
  pl: "po polsku|polsku|polskojęzyczni|polskojęzyczne|польском",
  pt: "português brasileiro|lusophone|lusophones|portugalsku|portekizce|португальском",
  ru: "russophone|russischsprachig|russischsprachige|rosyjsku|rusça|русском|русскоязычные|русскоязычных|по русски|ברוסית",
  tr: "türkçe|турецком",
  uk: "українською|украинском|ukraińsku",
  zh: "mandarin|putonghua|中文|汉语|普通话|çince|китайском",
  yue: "cantonese|粤语|廣東話",
};
