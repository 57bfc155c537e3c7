/** Words around names of places, peoples and languages, folded; `|` separates entries. */

export const PLACE_WORDS = {
  /** Nouns for the people or accounts to find. A demonym or a place may describe them. */
  persons:
    "chef|coach|trainer|dj|fotografo|fotografa|cantante|musicista|giornalista|comico|cuoco|cuoca|medico|attore|attrice|artista|actor|actriz|people|person|persons|men|women|man|woman|guys|girls|boys|ladies|moms|mums|moms|dads|mothers|fathers|parents|couples|families|teens|kids|" +
    "accounts|account|profiles|profile|pages|page|channels|channel|influencers|influencer|creators|creator|kol|kols|bloggers|blogger|vloggers|vlogger|youtubers|youtuber|" +
    "instagrammers|tiktokers|podcasters|streamers|gamers|models|chefs|coaches|coach|athletes|djs|mcs|brands|talents|talent|ambassadors|stars|celebrities|celebs|personalities|voices|experts|" +
    "students|founders|nurses|doctors|photographers|poets|monks|nuns|cooks|guides|friends|singers|bands|duo|duos|hosts|presenters|those|ones|anyone|someone|somebody|folks|locals|natives|citizens|expats|nomads|shops|stores|studios|agencies|freelancers|entrepreneurs|investors|developers|vets|clowns|magicians|stylists|" +
    "influenciadores|influenciadoras|influenciador|influenciadora|creadores|creadoras|creador|creadora|criadores|criadoras|criador|criadora|cuentas|cuenta|contas|perfiles|perfil|perfis|canales|canal|canais|blogueros|blogueras|blogueiros|blogueiras|blogueira|personas|pessoas|gente|mujeres|hombres|mulheres|homens|chicas|chicos|mamas|madres|padres|maes|pais|cocineros|cocineras|cantantes|cantores|cantoras|musicos|musicas|artistas|fotografos|fotografas|youtuberos|comediantes|humoristas|famosos|modelos|medicos|medicas|atores|atrizes|actores|actrices|tiktokeros|tiktokeras|instagramers|profesores|profesoras|professores|professoras|maestros|" +
    "influenceurs|influenceuses|influenceur|influenceuse|createurs|creatrices|createur|creatrice|comptes|compte|chaines|chaine|profils|profs|danseurs|danseuses|blogueurs|blogueuses|blogueuse|gens|femmes|hommes|filles|mamans|papas|photographes|chanteurs|chanteuses|journalistes|humoristes|artistes|chefs|cuisiniers|cuisinieres|medecins|sportifs|sportives|youtubeurs|youtubeuses|tiktokeurs|tiktokeuses|" +
    "leute|menschen|frauen|manner|konten|accounts|profile|seiten|kanale|kanal|influencerinnen|influencerin|bloggerinnen|bloggerin|vloggerinnen|mutter|mamas|vater|koche|kochinnen|kunstler|kunstlerinnen|fotografen|fotografinnen|sanger|sangerinnen|podcaster|journalisten|journalistinnen|musiker|musikerinnen|trainer|trainerinnen|" +
    "persone|donne|uomini|ballerini|ballerine|insegnanti|infermieri|pasticcieri|pasticcere|viaggiatori|viaggiatrici|ragazze|ragazzi|canali|canale|profili|creatori|creatrici|fotografi|fotografe|cantanti|artisti|giornalisti|cuochi|mamme|blogger|attori|attrici|comici|musicisti|allenatori|" +
    "mensen|vrouwen|mannen|moeders|vaders|kanalen|fotografen|reisfotografen|zangers|koks|journalisten|kunstenaars|bloggers|" +
    "ludzie|kobiety|kanaly|konta|profile|tworcy|tworczynie|blogerki|blogerzy|blogerow|youtuberzy|youtuberki|fotografowie|trenerzy|trenerki|influencerzy|influencerki|influencerow|mamy|dziennikarze|wokalisci|artysci|kucharze|" +
    "kisiler|insanlar|hesaplar|hesabi|kanallari|kanallar|fenomenler|fenomenleri|youtuberlar|youtuberlari|blogculari|blogcular|bloggerlar|bloggerlari|sanatcilar|anneler|fotografcilar|icerik ureticileri|ureticileri|ureticiler|sarkicilar|komedyenler|" +
    "kreator|pembuat konten|akun|orang|selebgram|fotografer|penyanyi|koki|ibu|" +
    "люди|блогеры|блогер|блогеров|блогерши|каналы|каналов|аккаунты|аккаунтов|ютуберы|ютуберов|тиктокеры|тиктокеров|инфлюенсеры|фотографы|певцы|певицы|повара|мамы|журналисты|тренеры|художники|музыканты|женщины|мужчины|стримеры|девушки|" +
    "محتوي|صانعات|صانعي|طباخين|طباخات|مصورات|رياضيين|لاعبين|معلمين|اطباء|كاتبات|ممثلين|كوميديين|مؤثرين|مؤثرات|المؤثرين|مؤثرون|مؤثر|مؤثره|يوتيوبر|يوتيوبرز|صناع|صانع|صناع محتوي|حسابات|قنوات|مصورين|مدونين|مدونات|فنانين|بلوجر|طهاه|" +
    "משפיענים|משפיעניות|בלוגרים|בלוגריות|יוצרים|יוצרות|חשבונות|ערוצים|ערוצי|יוטיוברים|אנשים|צלמים|שפים|נשים|" +
    "ब्लॉगर|ब्लॉगर्स|यूट्यूबर|यूट्यूबर्स|इन्फ्लुएंसर|इन्फ्लुएंसर्स|क्रिएटर|क्रिएटर्स|लोग|चैनल|अभिनेता|गायक|" +
    "インフルエンサー|クリエイター|ブロガー|ユーチューバー|インスタグラマー|ティックトッカー|アカウント|チャンネル|歌手|芸人|モデル|写真家|인플루언서|크리에이터|블로거|유튜버|틱톡커|채널|계정|가수|작가|사람|博主|网红|網紅|达人|创作者|創作者|账号|频道|主播|up主|明星|画家|摄影师",
  notPersons:
    "others|numbers|letters|computers|flowers|papers|posters|stickers|sneakers|towers|waters|dinners|colors|colours|flavors|flavours|doors|floors|outdoors|indoors|scooters|trailers|headers|covers|layers|burgers|motors|tractors|sensors|monitors|mirrors|indicators|rumors|errors|humors|sectors|colores|sabores|valores|flores|mejores|mayores|menores|melhores|maiores|primeros|otras|otros|outras|outros|enteros|numeros|caracteres|maneras|carreras|fronteras|heures|leurs|ailleurs|fleurs|couleurs|plusieurs|antes|durantes|restaurantes|importantes|interesantes|guitars|liste|artiste|followers|subscribers|seguidores|suscriptores|women s|matters|offers|filters|rollers|hangers|specimen|regimen|abdomen|dineros|joggers|slippers|trousers|members|customers|users|viewers|consumers|buyers|readers|millennials",
  /**
   * Things that are named after a country. Right after a demonym they make it part of the topic ("Korean skincare",
   * "French cooking", "Japanese learning"), so that it does not say where somebody lives.
   */
  nationalTopics:
    "skincare|skin|espresso|coffee|cooking|cook|cuisine|cuisines|food|foods|foodie|recipe|recipes|dish|dishes|kitchen|baking|bakery|pastry|pastries|dessert|desserts|bbq|barbecue|rug|rugs|carpet|carpets|tiles|textiles|furniture|ceramics|design|wine|wines|beer|beers|whisky|whiskey|vodka|rum|tea|bread|cheese|pasta|pizza|sushi|ramen|curry|tacos|taco|noodles|chocolate|yogurt|salad|sauce|spices|sweets|delight|toast|fries|breakfast|lunch|dinner|" +
    "learning|learner|learners|lesson|lessons|course|courses|class|classes|language|languages|grammar|vocabulary|teacher|teachers|tutor|tutors|teaching|alphabet|pronunciation|speaking|subtitles|literature|history|culture|cultures|mythology|philosophy|architecture|art|arts|folk|folklore|traditional|dance|dances|dancing|songs|classical|opera|drama|dramas|cinema|movie|movies|anime|manga|pop|reggae|salsa|tango|samba|flamenco|jiu|jitsu|bjj|waxing|wax|massage|yoga|kickboxing|boxing|football|bully|bulldog|bulldogs|shepherd|shepherds|terrier|terriers|retriever|mastiff|spitz|husky|setter|hound|poodle|cat|cats|dog|dogs|horse|horses|lop|pottery|porcelain|leather|watch|watches|car|cars|muscle|gardens|garden|style|inspired|roulette|manicure|nails|braids|hair|garage|knots|calligraphy|tableware|products|brands|politics|army|military|war|revolution|empire|royal|election|elections|market|stocks|stock|economy|visa|passport|citizenship|dream|medicine|herbal|astrology|ocean|riviera|alps|open|gp|league|premier|super|grand|vogue|" +
    "cocina|comida|receta|recetas|gastronomia|culinaria|receitas|cozinha|vino|vinos|vinho|lengua|idioma|literatura|historia|cultura|cine|arte|futbol|futebol|cafe|carro|coches|" +
    "cuisine|recettes|vin|vins|langue|litterature|histoire|cinema|football|patisserie|" +
    "kuche|kochen|rezepte|wein|sprache|geschichte|kultur|bier|fussball|schaferhund|" +
    "cucina|ricette|lingua|letteratura|storia|vini|keuken|recepten|kuchnia|przepisy|mutfagi|yemekleri|yemek|tarifleri|" +
    "кухня|кухни|рецепты|язык|язык|музыка|история|еда|блюда|المطبخ|طبخ|وصفات|لغه|料理|語|语|菜|旅行|留学|歷史|요리|음식|어|여행|드라마|문화|역사|खाना|व्यंजन|भाषा|संगीत",
  /** Also these after Korean and Japanese: K-beauty and J-beauty are topics of their own. */
  asianTopics:
    "beauty|makeup|cosmetics|fashion|streetwear|glass|variety|idol|idols|stationery|denim|knives|joinery|minimalism|convenience",
  /** Prepositions and verbs that say where somebody is. */
  placePrepositions:
    "base a|bases a|basee a|basees a|installes a|installees a|vivant a|habitant a|residenti a|che vivono a|con base a|in|across|throughout|around|near|within|inside|from|based in|located in|living in|lives in|live in|based out of|out of|via|residing in|of|at|basedin|" +
    "en|de|del|desde|dans|a|au|aux|em|no|na|nos|nas|do|da|dos|das|du|d|des|aus|im|in der|aus der|in den|aus den|nach|di|dal|dalla|nel|nella|negli|nei|della|degli|delle|del|uit|te|vanuit|van|" +
    "z|ze|w|we|na|di|dari|asal|yang tinggal di|в|во|из|по|на|с|في|من|ب|ב|מ|with residence in",
  /** Those of the above that need a noun for people before them: "canales de España", but not "cocina de México". */
  genitives:
    "of|de|del|do|da|dos|das|du|d|des|di|della|degli|delle|van|z|ze|a|from|dari|из|من|uit|dal|dalla|no|na|des",
  /** Postpositions and cases: "İstanbul'da", "मुंबई के", "東京の". */
  placePostpositions:
    "da|de|ta|te|dan|den|tan|ten|daki|deki|taki|teki|li|lu|nin|nun|in|un|yasayan|merkezli|के|का|की|में|से|वाले|の|在住|に住む|で|にいる|出身|발|에|의|에서|에 사는|거주|출신|的|在|地区|based|resident|residents|native|natives|area|born|ish",
  /** Before a preposition they make the place a topic: "travel in Japan", "interested in Italy". */
  placeTopics:
    "travel|travels|traveling|travelling|traveled|travelled|trip|trips|tour|tours|touring|visit|visits|visiting|visited|vacation|vacations|holiday|holidays|interested|interest|invest|investing|believe|specialize|specializes|specializing|specialised|hike|hikes|adventure|adventures|war|wars|wildlife|love|loves|made|born|expert|experts|flights|hotels|things|manufactured|ship|ships|shipping|ancient|life|study|studying|viajar|viajes|viaje|viagens|viagem|voyage|voyages|voyager|reisen|reise|viaggi|viaggio|viaggiare|reizen|podroze|gezi|seyahat|путешествия|السفر|旅行|여행",
  /** Words for an audience or a market. Near a place they say that the place is the audience's. */
  audience:
    "audience|audiences|demographic|demographics|followers|follower|viewers|viewership|fanbase|fans|customers|consumers|market|markets|audiencia|publico|audience|zielgruppe|pubblico|publiek|odbiorcy|kitle|аудитория|جمهور",
  possessives:
    "my|our|minha|meu|minhas|meus|nossa|nosso|mi|mis|nuestro|nuestra|mon|ma|mes|notre|nos|mein|meine|meinen|meiner|unser|unsere|unseren|mio|mia|nostro|nostra|mijn|onze|moj|moja|nasz|nasza|benim|bizim|saya|kami|мой|моя|мое|моего|наш|наша|нашего|私の|우리|我的|我们",
  /** Prepositions and verbs before a language: "in German", "habla español". */
  languageBefore:
    "in|speaking|speak|speaks|spoken|content in|en|habla|hablan|hablen|hablando|idioma|falam|fala|falem|falando|em|parlent|parle|parlant|auf|sprechen|spricht|sprechende|parlano|parla|che parlano|in het|op|po|mowiacy|mowiacych|w jezyku|berbahasa|bahasa|на|по|говорящие|говорящий|ب|باللغه|يتحدثون|يتحدث|ב|דוברי|dalam",
  /** Words after a language: "Spanish-speaking", "Deutschsprachig", "हिंदी में". */
  languageAfter:
    "speaking|speaker|speakers|speak|language|content|subtitles|sprachig|sprachige|sprachigen|sprechende|parlant|parlants|parlantes|hablante|hablantes|konusan|konusanlar|icerik|dilinde|में|बोलने|を話す|話者|話せる|가능|で|語で|로|로 된|语|語|speaking|dublado",
  /** After a language's name they make it a subject ("Spanish teachers", "learn German"). */
  languageSubjects:
    "教学|教育|学习|學習|会话|会話|勉強|教室|교육|수업|회화|공부|learning|learners|lessons|lesson|course|courses|class|classes|grammar|vocabulary|teacher|teachers|tutor|tutors|teaching|literature|books|subtitles|pronunciation|lernen|aprender|apprendre|ogretmen|breakfast|premier|muffin|muffins|garden|gardens|bulldog|setter|tea|history|toffee",
  languageSubjectBefore:
    "learn|learning|teach|teaches|teaching|study|studying|aprender|aprendiendo|ensenan|ensinam|apprendre|lernen|imparare|leren|uczyc|ogrenmek|belajar|учить|изучать|تعلم|ללמוד|學|学",
  /**
   * Fields of work, the only words allowed between a place and its people: "London fashion bloggers", not "Paris
   * fashion week guests".
   */
  fieldsOfWork:
    "fitness|beauty|street|interview|kids|family|history|science|education|podcast|cooking|diy|crypto|motivation|horror|fashion|food|tech|travel|lifestyle|gaming|finance|music|comedy|parenting|mom|art|design|photography|sport|sports|news|politics|business|startup|makeup|skincare|vegan|wellness|yoga|running|dance|film|book|pet|car|micro|nano|based|뷰티|맛집|패션|게임|여행|요리|먹방|운동|美妆|美食|时尚|旅游|游戏|科技|健身|母婴|美容|美容系|ゲーム実況|グルメ|ファッション|メイク|コスメ|料理|旅行",
} satisfies Readonly<Record<string, string>>;

/**
 * Endings of nouns for people. They cover the many nouns that the table does not list ("comedians", "ilustradoras",
 * "Reiseblogger").
 */
export const PERSON_ENDINGS =
  "steiger|sportler|lehrer|fahrer|spieler|macher|gartner|kletterer|musiker|schneider|tischler|backer|niczki|iczki|arki|istki|erki|orki|owie|arze|owcy|isci|ницы|щицы|истки|исты|еры|тели|ники|чики|ологи|овцы|ers|ors|ists|ysts|ians|men|women|eers|blogger|vlogger|blogs|tuber|influencer|creator|bloggerinnen|influencerinnen|erinnen|istas|astes|logues|logos|logas|adores|adoras|eros|eras|ores|oras|antes|istes|eurs|euses|rices|iens|iennes|grafi|graphes|isti|iste|atori|atrici|fotografen|bloger|blogerki";
