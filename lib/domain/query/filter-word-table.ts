import type { Platform } from "../platform.ts";
import { fold } from "../text/fold.ts";

/**
 * The words by which queries state filters, in the languages that the reader knows: en, es, pt, fr, de, it, nl, pl, tr,
 * id, ru, ar, he, hi, ja, ko, zh. All are compared folded. `|` separates entries, and several words make a phrase.
 */

/**
 * Names of platforms and of the people on them; a trailing `*` ends a stem. The letter x alone is read elsewhere, with
 * care.
 */
export const PLATFORM_WORDS: Readonly<Record<Platform, string>> = {
  instagram:
    "instagram|instagrams|insta|ig|instagrammer*|instagramer*|instagramm*|instagrame*|instagrami*|instagramow*|instagramda|instagramdaki|инстаграм*|инста|инсте|инстаблогер*|انستغرام|انستقرام|انستجرام|انستا|אינסטגרם|אינסטה|इंस्टाग्राम|इंस्टा|インスタグラム|インスタグラマー|インスタ|인스타그램|인스타|인스타그래머|instagrama|ins博主|bookstagrammer*|instagramie",
  tiktok:
    "tiktok|tiktoks|tik tok|tiktoker*|tiktokeur*|tiktokeuse*|tiktoku|tiktokta|tiktokowy*|tiktoker*|тикток*|тик ток|тик токе|تيك توك|تيكتوك|טיקטוק|टिकटॉक|ティックトック|ティックトッカー|틱톡|틱톡커|抖音|booktoker*",
  x: "twitter|x twitter|twitter x|twitterer*|tweeter*|tweeters|твиттер*|твитер*|تويتر|טוויטר|ट्विटर|ツイッター|ツイッタラー|트위터|推特|twitterze|twitterda",
  youtube:
    "youtube|youtuber*|youtubeur*|youtubeuse*|youtubero*|youtubera*|youtubie|youtubeda|youtubedaki|yt|ytber*|you tube|you tuber|you tubers|ютуб*|ютьюб*|youtube kanal*|يوتيوب|يوتيوبر|يوتيوبرز|يوتيوبرية|יוטיוב|יוטיובר*|यूट्यूब|यूट्यूबर|यूट्यूबर्स|ユーチューブ|ユーチューバー|유튜브|유튜버|油管|booktuber*",
};

export const FILTER_WORDS = {
  /** YouTube's own word for an account. Nobody uses it for the other platforms. */
  channels:
    "channels|channel|canales|canal|canais|chaine|chaines|kanal|kanale|kanalen|kanaele|canali|canale|kanalen|kanaly|kanalow|kanallari|kanallar|kanali|kanaler|канал|каналы|каналов|قناه|قنوات|ערוץ|ערוצי|ערוצים|चैनल|チャンネル|채널|频道|頻道",
  /** Words before "channel" that mean another kind of channel. */
  otherChannels: "telegram|whatsapp|discord|tv|television|marketing|sales|distribution|twitch|slack|retail",
  followers:
    "followers|follower|followern|subs|subscribers|subscriber|subscribed|fans|follower count|follower base|seguidores|seguidoras|seguidor|suscriptores|suscriptoras|suscritores|subscritores|inscritos|inscrito|abonnes|abonnees|abonne|abonnenten|abonnent|abos|iscritti|follower|seguaci|volgers|abonnees|obserwujacych|obserwujacymi|subskrybentow|subskrypcji|subow|followersow|takipci|takipcisi|takipcili|takipciye|takipciden|abone|abonesi|aboneli|pengikut|pelanggan|подписчиков|подписчика|подписчики|подписчиками|фолловеров|подписками|متابع|متابعين|متابعا|مشترك|مشتركين|עוקבים|עוקבות|מנויים|फॉलोअर्स|फॉलोअर|फ़ॉलोअर्स|फॉलोवर्स|सब्सक्राइबर|सब्सक्राइबर्स|अनुयायी|フォロワー|フォロワー数|登録者|登録者数|チャンネル登録者|チャンネル登録者数|팔로워|구독자|팔로워수|구독자수|粉丝|粉絲|订阅者|訂閱|粉|关注者|followings",
  /** Words between a number and its word for followers: the kind of followers, and counters. */
  followerKinds:
    "real|active|organic|genuine|engaged|loyal|total|combined|average|social|media|of|" +
    "de|d|di|reales|activos|reais|ativos|vrais|actifs|reels|reali|attivi|echte|echten|aktive|aktiven|actieve|" +
    "prawdziwych|aktywnych|gercek|aktif|nyata|реальных|живых|активных|" +
    "人|人の|名|名の|位|个|個|명|명의|の|의|的",
  /** Words before a number that make it a lower bound. */
  minBefore:
    "over|above|more than|at least|at leest|atleast|at lest|at the least|no less than|not less than|no fewer than|not fewer than|greater than|higher than|larger than|bigger than|upwards of|upward of|north of|exceeding|exceeds|starting at|starting from|minimum|minimum of|min|min of|a minimum of|beyond|past|more then|" +
    "mas de|mas que|al menos|por lo menos|como minimo|minimo|minimo de|un minimo de|superior a|superiores a|mayor a|mayor que|mayores a|a partir de|por encima de|desde|supera los|" +
    "mais de|mais que|mais do que|pelo menos|ao menos|no minimo|acima de|acima dos|" +
    "plus de|plus que|au moins|minimum|superieur a|superieure a|superieurs a|superieures a|au dessus de|des|" +
    "mehr als|uber|ueber|mindestens|wenigstens|ab|" +
    "piu di|piu che|oltre|oltre i|almeno|sopra i|superiore a|superiori a|come minimo|" +
    "meer dan|minstens|minimaal|ten minste|tenminste|boven de|boven|vanaf|" +
    "ponad|powyzej|wiecej niz|co najmniej|przynajmniej|minimum|" +
    "en az|minimum|asgari|" +
    "lebih dari|di atas|diatas|minimal|minimum|setidaknya|paling sedikit|" +
    "более|более чем|больше|больше чем|свыше|не менее|минимум|выше|" +
    "اكثر من|فوق|ما لا يقل عن|لا يقل عن|علي الاقل|يزيد عن|" +
    "יותר מ|מעל|לפחות|מינימום|" +
    "कम से कम|न्यूनतम|" +
    "最低|少なくとも|最少|至少|超过|超過|多于|大于|不少于|高于|최소|적어도",
  /** Words before a number that make it an upper bound. */
  maxBefore:
    "sub|under|below|less than|fewer than|at most|at the most|up to|upto|no more than|not more than|not over|smaller than|lower than|maximum|maximum of|max|max of|a maximum of|less then|beneath|capped at|within|" +
    "not exceeding|not to exceed|que no superen|que no supere|no superen|no superior a|que nao passem de|nao mais de|ne depassant pas|не превышает|menos de|menos que|hasta|como maximo|maximo|maximo de|un maximo de|inferior a|inferiores a|menor a|menor que|por debajo de|no mas de|" +
    "ate|no maximo|abaixo de|abaixo dos|menos do que|" +
    "moins de|moins que|au plus|au maximum|jusqu a|inferieur a|inferieure a|inferieurs a|en dessous de|pas plus de|" +
    "weniger als|unter|hochstens|maximal|bis zu|bis|nicht mehr als|" +
    "meno di|meno che|sotto i|fino a|massimo|al massimo|inferiore a|inferiori a|non piu di|" +
    "minder dan|onder de|onder|maximaal|hoogstens|tot|niet meer dan|" +
    "ponizej|mniej niz|do|maksymalnie|najwyzej|nie wiecej niz|" +
    "en fazla|en cok|azami|" +
    "kurang dari|di bawah|dibawah|maksimal|paling banyak|hingga|sampai|" +
    "менее|менее чем|меньше|меньше чем|до|не более|не больше|максимум|ниже|" +
    "اقل من|تحت|لا يزيد عن|بحد اقصي|" +
    "פחות מ|מתחת ל|עד|מקסימום|לכל היותר|" +
    "अधिकतम|" +
    "最高|最多|少于|不到|低于|小于|不超过|최대",
  /** Words after a number (or after its word for followers) that bound it. */
  minAfter:
    "or more|and more|or above|and above|and up|or over|and over|or higher|plus|minimum|min|at least|upwards|o mas|y mas|en adelante|ou mais|e mais|no minimo|minimo|ou plus|et plus|au moins|oder mehr|und mehr|mindestens|aufwarts|o piu|e oltre|in su|of meer|minimaal|lub wiecej|i wiecej|wzwyz|fazla|dan fazla|den fazla|tan fazla|ten fazla|uzeri|ustu|uzerinde|ustunde|ve uzeri|ve ustu|atau lebih|keatas|ke atas|и более|и больше|и выше|فاكثر|او اكثر|علي الاقل|ומעלה|से ज़्यादा|से ज्यादा|से अधिक|से ऊपर|以上|人以上|名以上|超え|超|人超|を超える|以上の|이상|명 이상|넘는|초과|多",
  maxAfter:
    "or less|or fewer|or below|or under|and below|and under|at most|maximum|max|tops|o menos|maximo|como maximo|ou menos|no maximo|ou moins|maximum|oder weniger|hochstens|maximal|o meno|massimo|of minder|maximaal|lub mniej|dan az|den az|tan az|ten az|alti|altinda|altindaki|atau kurang|и менее|и меньше|او اقل|ומטה|से कम|से नीचे|以下|人以下|未満|人未満|以内|以下の|이하|미만|이내|명 이하",
  /** Words that open a range of two numbers. */
  rangeOpen:
    "between|from|anywhere from|entre|de|del|desde|zwischen|von|tra|fra|da|dai|tussen|van|od|miedzy|pomiedzy|antara|dari|от|между|من|بين|מ|בין",
  /** Words between the two numbers of a range. */
  rangeJoin:
    "to|and|through|till|until|up to|thru|y|a|e|ate|hasta|et|a|und|bis|en|tot|al|ai|fino a|i|do|a|ile|ve|hingga|sampai|dan|и|до|الي|و|حتي|עד|ל|से|から|에서|부터|到|至",
  /** Other things than followers that a number with a magnitude may count. */
  otherUnits:
    "budget|budgets|price|priced|pricing|cost|costs|costing|pay|paying|salary|revenue|income|earning|earn|earns|spend|sales|gmv|fee|fees|rate|rates|views|view|likes|presupuesto|precio|orcamento|preco|prix|preis|prezzo|budzet|butce|anggaran|бюджет|ميزانيه|予算|예산|预算|deal|deals|cash|dollars|usd|euros|eur|inr|rs|rupees|reais|pesos|mxn|gbp|brl|worth|distance|steps|run|race|mile|miles|km|calories|hours|words|photos|reels|posts|videos",
  engagement:
    "engagement|engagement rate|er|engagements|eng|interaccion|interacao|engajamento|engagementrate|interaktionsrate|interaktion|coinvolgimento|interazione|betrokkenheid|zaangazowania|zaangazowanie|etkilesim|keterlibatan|engagement rates|вовлеченность|вовлеченности|вовлеченностью|تفاعل|التفاعل|מעורבות|एंगेजमेंट|エンゲージメント|エンゲージメント率|참여율|互动率|taux d engagement|tasa de interaccion|tasa de engagement|taxa de engajamento|tasso di coinvolgimento|wskaznik zaangazowania|participation rate",
  verified:
    "verified|verificado|verificados|verificada|verificadas|verifie|verifies|verifiee|verifiees|verifiziert|verifizierte|verifizierten|verifizierter|verificato|verificati|verificata|verificate|geverifieerd|geverifieerde|zweryfikowany|zweryfikowani|zweryfikowane|zweryfikowanych|onayli|dogrulanmis|terverifikasi|верифицированный|верифицированные|верифицированных|подтвержденные|موثق|موثقه|موثقين|מאומת|מאומתים|מאומתות|सत्यापित|वेरिफाइड|認証済み|認証済|公式マーク|인증된|인증|已认证|认证|blue tick|blue check|blue checkmark|bluetick",
  unverified: "unverified|non verified|nonverified|unverifiziert|неверифицированные|未認証",
  /** Words after "verified" that make it describe something else ("verified audience"). */
  verifiedOther:
    "audience|audiences|buyers|reviews|purchase|results|data|sources|facts|information|leads|customers|followers|email|emails|seller|sellers",
  contact:
    "email|emails|e mail|e mails|mail address|contact|contacts|contact details|contact info|contact information|contact email|email address|business email|phone number|whatsapp number|correo|correo electronico|correo de contacto|contacto|datos de contacto|contato|e mail de contato|email de contato|contact|adresse mail|adresse e mail|coordonnees|e mail adresse|emailadresse|mailadresse|kontaktdaten|kontaktadresse|kontakt|mail|contatto|contatti|indirizzo email|e mailadres|contactgegevens|adres e mail|e mail|kontakt|dane kontaktowe|e posta|eposta|iletisim bilgileri|iletisim|alamat email|kontak|почта|почтой|контакты|контактами|email ом|ايميل|بريد الكتروني|ارقام تواصل|אימייל|מייל|פרטי קשר|ईमेल|संपर्क|メールアドレス|連絡先|이메일|연락처|邮箱|联系方式|contactable",
  /** Words before a contact word that make it a filter. */
  withWords:
    "reachable by|reachable via|joignable par|joignables par|contactables por|contactaveis por|erreichbar per|raggiungibili via|with|with a|with an|with public|with their|with visible|with business|have|has|having|has an|have an|has a|have a|that have|who have|including|includes|list|lists|w|con|con un|con su|que tengan|que tienen|tengan|tienen|com|com um|que tenham|tenham|avec|avec un|avec une|qui ont|mit|mit einer|mit einem|mit angegebener|met|met een|z|ze|z podanym|dengan|punya|memiliki|с|со|с указанной|مع|لديهم|לה|עם|con una|della|com uma",
  /** Words after a contact word, in languages that put them there. */
  havingAfter:
    "olan|olanlar|available|listed|in bio|provided|disponible|disponivel|あり|有り|がある|있는|공개|वाले|के साथ",
  /** Words that demand recent posts. */
  activity:
    "active|posted|posts|posting|uploaded|uploads|uploading|published|publishing|tweeted|tweeting|activity|activo|activos|activas|publicado|publicaron|publicaram|publicaron|ativo|ativos|ativas|postado|postaram|actif|actifs|active|actives|publie|poste|aktiv|aktive|aktiven|gepostet|veroffentlicht|attivi|attive|attivo|pubblicato|postato|actief|geplaatst|gepost|aktywni|aktywne|aktywny|opublikowali|publikowali|aktif|paylasim|paylasan|memposting|активные|активных|активны|постили|публиковали|публикующие|نشط|نشطون|نشروا|פעילים|פרסמו|सक्रिय|投稿|更新|활동|업로드|更新|活跃|发布",
  last: "last|past|this|within the last|within the past|in the last|in the past|previous|within|ultimos|ultimas|ultimo|ultima|este|esta|pasado|pasados|nos ultimos|derniers|dernieres|dernier|derniere|ce|cette|letzten|letzter|letzte|diesen|dieser|diesem|ultimi|ultime|questo|questa|afgelopen|deze|laatste|ostatnich|ostatnim|ostatniego|tym|son|bu|terakhir|ini|последние|последних|diese|dieses|ces|cet|essa|neste|nesta|nessa|esse|последний|этот|этом|اخر|هذا|خلال|האחרונים|האחרון|पिछले|इस|過去|直近|今|最近|지난|최근|이번|近|过去|本",
  lastAfter: "terakhir|ini|ago|pasado|pasada|passado|האחרונים|האחרון|以内|内|이내",
} satisfies Readonly<Record<string, string>>;

/** Words for units of time, each with its number of days. */
export const TIME_UNITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1: "day|days|d|dia|dias|jour|jours|tag|tage|tagen|giorno|giorni|dag|dagen|dzien|dni|gun|gunde|hari|день|дня|дней|يوم|ايام|יום|ימים|दिन|दिनों|日|日間|일|天",
    7: "week|weeks|semana|semanas|semaine|semaines|woche|wochen|settimana|settimane|weken|tydzien|tygodnie|tygodni|hafta|haftada|minggu|неделя|неделю|недели|недель|اسبوع|اسابيع|שבוע|שבועות|हफ्ते|सप्ताह|週間|週|주|周|星期",
    30: "month|months|mes|meses|mois|monat|monate|monaten|mese|mesi|maand|maanden|miesiac|miesiaca|miesiace|miesiecy|ay|ayda|bulan|месяц|месяца|месяцев|شهر|اشهر|שהור|חודש|חודשים|महीने|महीना|ヶ月|か月|月|개월|달|个月",
    365: "year|years|ano|anos|annee|annees|an|ans|jahr|jahre|jahren|anno|anni|jaar|rok|roku|lat|yil|yilda|tahun|год|года|лет|سنه|سنوات|שנה|שנים|साल|年|년",
  }).flatMap(([days, words]) => words.split("|").map((word): [string, number] => [fold(word), Number(days)])),
);
