/** One field of the creator economy, and the words that show that a profile belongs to it. */
export interface CategoryEntry {
  readonly code: string;
  readonly name: string;
  /** Words and phrases; a single one is enough evidence. Compared folded; `*` ends a stem. */
  readonly words: readonly string[];
  /** Weak words: two of them are needed, or one beside a strong word of the same field. */
  readonly hints: readonly string[];
}

/**
 * A code and its name, then the words, and after `~` the hints. Codes are part of the API and never change their
 * meaning. The vocabulary covers en, es, pt, fr, de, it, nl, pl, tr, id, ru, ar, hi, ja, ko and zh, as far as creators
 * describe themselves with these words.
 */
const CATEGORIES = `
fitness: Fitness
  fitness*|fit coach|workout*|gym*|bodybuild*|crossfit*|calisthenic*|calistenia|personal trainer|pt coach|powerlift*|weightlift*|pilates|strength coach|strength training|musculation|muscula*|entrenador personal|entrenamiento|treino*|antrenman|antrenor|krafttraining|kraftsport|palestra|ginnastica|trening*|trener personaln*|фитнес*|тренировк*|لياقة|كمال الاجسام|फिटनेस|筋トレ|ジム|フィットネス|헬스|피트니스|운동|健身|spor salonu|olahraga
  ~ trainer|coach|fit|muscle|💪|🏋|🏋️|lift|abs|gains|athlete
yoga: Yoga
  yoga|yogi|yogini|yogalehrer*|yogateacher|asana*|vinyasa|ashtanga|йога|योग|योगा|ヨガ|요가|瑜伽|يوغا
  ~ 🧘|namaste|breathwork
beauty: Beauty
  beauty|makeup|mua|skincare|skin care|cosmetic*|cosmetolog*|maquill*|maquiagem|maquiador*|maquillage|beaute|belleza|beleza|bellezza|schminke|kosmetik*|trucco|makijaz*|kosmetyk*|makyaj|guzellik|kecantikan|skincare routine|косметик*|макияж*|визажист*|красот*|бьюти|مكياج|تجميل|ميك اب|मेकअप|メイク|コスメ|美容|スキンケア|뷰티|메이크업|화장품|스킨케어|美妆|护肤|化妆|nails|nail art|nailart|hairstyl*|hairdress*|haircare|lipstick|lash*|esthetician|perfum*|parfum*
  ~ 💄|💅|hair|glow|skin|glam|lips|blush|barber
fashion: Fashion
  fashion*|ootd|streetwear|stylist*|estilista|styliste|outfit*|moda|mode bloggerin|modeblog*|modebloggerin|modist*|lookbook|haute couture|sneakerhead*|sneakers|fashionista|vintage clothing|мода|модн*|стилист*|موضة|ازياء|फैशन|ファッション|コーデ|패션|코디|穿搭|时尚|時尚|lookdodia|abbigliamento|mode femme|tesettur|hijab fashion|plus size model
  ~ 👗|👠|👟|style|estilo|stil|mode|trend*|model|dress|clothing|clothes|jewel*|couture|wardrobe|runway|busana
modeling: Modelling
  modeling|modelling|supermodel*|top model|fashion model|fitness model|img models|elite models|ford models|wilhelmina|mannequin|modelo fotografic*|fotomodel*|모델|モデル|模特|модель
  ~ model|modelo|modella|runway|castings
food: Food
  food*|cook*|chef*|recipe*|baker|bakery|baking|bakes|pastry|cuisine|culinar*|gastronom*|receta*|cocina*|cocinero*|comida|receita*|culinaria|cozinha*|cozinheir*|recette*|cuisinier*|cuisiniere*|patissi*|kochen|rezept*|backen|ricett*|cucina*|cuoc*|pasticcer*|koken|recepten|bakken|przepis*|kuchni*|gotowani*|yemek*|tarif*|mutfak|masak*|resep*|kuliner*|рецепт*|кулинар*|повар*|готовк*|طبخ|وصفات|اكل|खाना|रेसिपी|रसोई|料理|レシピ|グルメ|お菓子|요리|먹방|맛집|레시피|美食|烹饪|食谱|mukbang|streetfood|restaurant*|foodie*|bbq|barbecue|sourdough
  ~ 🍳|🍕|🍔|🍰|🍜|🥘|👨‍🍳|👩‍🍳|delicious|tasty|eat*|dinner|kitchen|cake*|dessert*|wine|pizza|meal*|eats
vegan: Vegan and plant-based
  vegan*|plant based|plantbased|vegetarian*|vegetarien*|vegetar*|vege|wege|веган*|نباتي|वीगन|ヴィーガン|비건|纯素
  ~ 🌱|cruelty free|crueltyfree|tofu
coffee: Coffee and tea
  coffee*|barista*|espresso|latte art|cafe latte|cafeteria de especialidad|kaffee|kahve|kawa|кофе|бариста|قهوة|コーヒー|커피|咖啡|roaster*|tea sommelier|matcha
  ~ ☕|cafe|caffe|brew*|tea
drinks: Wine, beer and spirits
  sommelier*|wine|wines|winemak*|vino|vinho*|vin naturel|wein|winzer*|craft beer|brewery|brewer|homebrew*|cocktail*|bartender*|mixolog*|whisky|whiskey|bourbon|вино|ワイン|日本酒|와인|红酒
  ~ 🍷|🍺|🍸|🥃|beer|bier|bar
travel: Travel
  travel*|wanderlust|backpack*|globetrott*|digital nomad*|nomade digital*|nomada digital*|viaj*|viagem|viagens|voyag*|reise*|reisen|viaggi*|reizen|reisblog*|podroz*|gezgin|seyahat*|gezi|jalan jalan|wisata*|путешеств*|туризм|سفر|سياحة|यात्रा|घूमना|旅行|旅|トラベル|여행|旅游|旅遊|vanlife|van life|tourism|turismo|tourisme|tourist guide|tour guide|touring the world|world explorer|roadtrip*
  ~ ✈|🌍|🌎|🌏|🗺|🧳|🏝|explor*|adventur*|aventura*|hotels|hotel|trip*|passport|nomad|countries
gaming: Gaming
  gaming|gamer*|gameplay*|videogame*|video game*|lets play*|let's play*|walkthrough*|esport*|e sports|twitch|streamer*|minecraft*|fortnite|roblox*|valorant|pubg|free fire|freefire|call of duty|warzone|gta|gta v|league of legends|dota*|csgo|cs2|counter strike|genshin|pokemon*|nintendo|playstation|xbox|speedrun*|videojuego*|jeux video|jogos|gamers|videospiel*|zocken|videogioc*|gry|graczy|oyun|oyuncu|game online|mobile legends|игр|игры|геймер*|геймплей|летсплей*|العاب|جيمر|गेमिंग|गेमर|ゲーム|実況|ゲーム実況|게임|게이머|游戏|電競|电竞|遊戲|indie game*|speedrunner*|retrogaming
  ~ 🎮|🕹|game|games|stream|streams|twitchtv|play|steam|console
tech: Technology
  tech|technolog*|tecnolog*|gadget*|smartphone*|unboxing|techie*|tech review*|technik|technologie*|teknoloji|teknologi|техно*|технологии|гаджет*|تقنية|تكنولوجيا|टेक|तकनीक|テクノロジー|ガジェット|테크|전자기기|科技|数码|數碼|artificial intelligence|ai tools|machine learning|generative ai|cybersecurity|cyber security|infosec|robotics|robot*|smart home|smarthome|saas|cloud computing|semiconductor*|pc build*|hardware review*|electronics|arduino|raspberry pi|raspberrypi|linux|openai|chatgpt|ai engineer|ai researcher|white hat|ethical hack*|pentest*|iphone*|android
  ~ 📱|💻|🤖|ai|apps|hardware|software|startup*|computer*|laptop*|apple|google|hack*|security|innovation|internet|digital|pc
programming: Programming
  programming|programmer*|software engineer*|software develop*|web develop*|webdev|web dev|full stack|fullstack|frontend|front end|backend develop*|coder*|coding|javascript|typescript|reactjs|react native|nodejs|node js|python|django|golang|rustlang|kotlin|c++|devops|open source|opensource|programador*|programacion|programacao|developpeur*|programmation|programmierer*|entwickler*|programmatore*|sviluppator*|programist*|programowani*|yazilim*|pemrograman|программист*|программировани*|разработчик*|برمجة|مبرمج|प्रोग्रामिंग|कोडिंग|プログラミング|エンジニア|프로그래밍|개발자|编程|程序员|程式|leetcode|data structures|algorithm*|github|data scientist|data science|kubernetes|game dev*|gamedev|game developer*|css|html|css3|html5
  ~ code|codes|developer*|dev|devs|react|java|php|ruby|swift|programs|stack|engineer
education: Education
  education*|teacher*|teaching|tutor|tutors|tutoring|tutorial*|tuition|lecture*|professor*|edtech|e learning|elearning|study tips|studygram|studytok|exam prep|educaci*|educac*|profesor*|professora|ensino|enseign*|professeur*|lehrer*|bildung|unterricht|insegnant*|scuola|didattica|leraar|onderwijs|nauczyciel*|edukacj*|ogretmen*|egitim|pendidikan|belajar|учител*|образован*|обучени*|репетитор*|تعليم|معلم|शिक्षा|शिक्षक|पढ़ाई|教育|勉強|学習|教師|교육|공부|선생님|学习|教学|老师|online course*|language learning|learn english|course creator|ielts|upsc|neet|jee|khan academy
  ~ 📚|🎓|learn*|school*|student*|lesson*|course*|academy|class|classes|study|university|college|universidad|universidade
science: Science
  science|sciences|scientist*|physics|physicist*|chemist*|biolog*|astronom*|astrophysic*|neuroscien*|mathematic*|maths|math|geolog*|ecolog*|phd|researcher*|paleontolog*|ciencia*|cientific*|cientista*|fisica|quimica|matematica*|scientifique*|physique|mathematiques|wissenschaft*|physik|chemie|mathe|mathematik|scienz*|scienziat*|wetenschap*|nauka|naukow*|naukowiec|fizyk*|matematyk*|bilim*|ilmu pengetahuan|sains|наук*|учен*|физик*|хими*|математик*|علوم|فيزياء|विज्ञान|गणित|科学|物理|数学|과학|수학|物理学|nasa|spacex|space exploration|cosmos|quantum|equation*|theorem*|engineering|engenharia|ingenieria
  ~ 🔬|🧬|🔭|🧪|space|research|nature|evolution|planet|stem|lab|experiment*
music: Music
  music|musician*|singer*|songwrit*|rapper*|hip hop|hiphop|music producer|record label|recording artist|dj|djs|guitarist*|pianist*|drummer*|vocalist*|composer*|new album|new single|debut album|ep out now|itunes|spotify|soundcloud|grammy*|musica*|cantante*|cantaut*|cantor|cantora|rapero|musico*|musique*|musicien*|chanteu*|musik*|sanger*|sangerin|rapperin|muziek*|zanger*|zangeres|muzyk*|piosenkar*|wokalist*|muzik|sarkici|musisi|penyanyi|lagu|музык*|певец|певица|рэп*|композитор*|موسيقى|مغني*|فنان|संगीत|गायक|गायिका|गाना|音楽|歌手|歌い手|ミュージシャン|シンガー|음악|가수|래퍼|音乐|音樂|说唱|kpop|k pop|edm|techno|jazz|indie rock|orchestra|opera singer|reggaeton|trap artist|beatmaker*|lyrics|songs|remix*|country music|rock band|metal band|punk rock
  ~ 🎵|🎶|🎤|🎸|🎧|🎹|🎼|🎻|🥁|song|album|band|tour|artist|single|producer|sing*|guitar*|piano|rap|rock|concert*|gigs|booking*|records|mixtape|ep|beats
dance: Dance
  dance|dances|dancer*|dancing|choreograph*|coreograf*|choregraph*|ballet|ballerina*|bailarin*|bailar|baile|dancarin*|danca|danseu*|danse|tanz*|tanzer*|danza|ballerin*|dans|danser*|dansci*|taniec|tancer*|tancerk*|penari|menari|танц*|хореограф*|балет*|رقص|नृत्य|डांस|ダンス|ダンサー|댄스|댄서|안무|舞蹈|跳舞|salsa|bachata|twerk|breakdanc*|bboy*|bgirl*
  ~ 💃|🕺|hiphop|moves|studio
comedy: Comedy
  comedy|comedian*|comedic|stand up|standup|comic actor|improv|sketch*|skits|skit|parody|parodies|prank*|satir*|humor|humour|humorist*|humorista*|comico*|comica|comediante*|comedia|comediant*|humoriste*|comique*|komik*|komiker*|kabarett*|comici|cabaret*|komedi*|komedian*|komediowy|kabaret|stand upper|pelawak|юмор*|комик*|стендап*|пранк*|كوميدي*|مضحك|कॉमेडी|कॉमेडियन|हास्य|お笑い|コメディ|芸人|코미디|개그맨|개그|搞笑|喜剧|脱口秀|memes|meme page|funny videos|videos engracados|videos graciosos|memes diarios|meme
  ~ 😂|🤣|funny|jokes|joke|laugh*|hilarious|comic|comedies|divertido|engracado|lustig|drole|zabawne|snl
film_tv: Film and TV
  film|films|filmmak*|film maker*|movie*|cinema*|cinephile*|cineast*|screenwrit*|film director|film critic*|tv series|tv show*|tv host|tv presenter|television*|hollywood|bollywood|netflix|hbo|box office|pelicula*|cine|peliculas|filme|filmes|serien|novelas|telenovela*|cinefilo|realisateur*|series tv|kino|filmy|dizi|dizi film|sinema|perfilman|кино|кинематограф*|фильм*|сериал*|режиссер*|افلام|سينما|مسلسل*|फिल्म|सिनेमा|映画|ドラマ|俳優|영화|드라마|电影|電影|电视剧|anime series|trailers|documentar*|imdb|sag aftra|showrunner*|director of photography|video editor|oscar winn*|emmy*
  ~ 🎬|🎥|📺|🍿|director|producer|actor|actress|series|tv|writer|studio|trailer
actors: Acting
  actor|actors|actress*|acting|actriz|actores|atriz|ator|atores|acteur|acteurs|actrice*|schauspieler*|attore|attrice|attori|aktor*|aktork*|oyuncusu|aktris|pemeran|актер*|актриса|ممثل*|अभिनेता|अभिनेत्री|女優|俳優|배우|演员|演員|thespian|theatre actor|voice actor|voice actress|voiceover artist|tv and film actor|starring|broadway
  ~ 🎭|theatre|theater|teatro|sag|imdb|film|stage|castings|role
photography: Photography
  photograph*|photog|photos by|fotograf*|photographe*|fotos|portrait photograph*|street photograph*|lightroom|canon eos|sony alpha|nikon*|leica|fuji x|fujifilm|cinematograph*|videograph*|фото|фотограф*|съемка|تصوير|مصور*|फोटोग्राफी|फोटोग्राफर|写真|カメラ|フォトグラファー|사진|사진작가|摄影|攝影|drone pilot|35mm|analog photography
  ~ 📷|📸|photo|camera|portraits|lens|shots|drone|canon
art: Art and illustration
  illustrat*|painter*|painting*|watercolo*|drawing*|sketchbook|concept art*|artwork*|fine art*|digital art*|pixel art|comic artist|cartoonist*|sculpt*|ceramic*|pottery|tattoo*|calligraph*|art teacher|art gallery|artista plastic*|ilustra*|pintor*|pintura|dibujo*|dibujant*|desenho*|desenhista|dessin*|peintre*|peinture*|artiste peintre|zeichn*|malerei|kunstler*|kunst|disegn*|pittor*|pittura|tekenen|tekenaar|schilder*|rysun*|malarstw*|malark*|sztuka|ressam*|cizim|seni rupa|ilustrator*|lukis*|художник*|художниц*|рисун*|рисую|иллюстра*|живопис*|искусств*|رسام*|فن|رسم|चित्रकार|कला|イラスト|絵師|絵描き|漫画家|アート|일러스트|그림|화가|插画|绘画|画家|arttok|procreate|anime art|street art|graffiti*|curator
  ~ 🎨|🖌|✏|art|arts|artist|gallery|arte|draw*|paint*|creative|comics|museum
design: Design
  graphic design*|web design*|ux|ui|ui ux|product design*|interaction design*|designer*|typograph*|logo design*|branding|brand identity|motion graphics|motion design*|figma|dribbble|behance|industrial design*|diseno grafico|disenador*|design grafico|graphiste*|grafikdesign*|grafico|grafik tasarim*|tasarimci|desain*|desainer|дизайн*|مصمم*|تصميم|डिज़ाइन*|डिजाइन*|デザイン|デザイナー|디자인|디자이너|设计|設計|architect|architects|architecture*|arquitect*|arquitet*|architekt*|architett*|mimar*|архитект*
  ~ design|designs|designing|creative|fonts|illustrator|brand
anime: Anime, manga and cosplay
  anime|animes|manga*|otaku|cosplay*|weeb|weeaboo|one piece|naruto|dragon ball|animefan|аниме|косплей*|манга|انمي|アニメ|マンガ|漫画|コスプレ|애니|애니메이션|코스프레|만화|动漫|动画|vtuber*|вокалоид|webtoon*
  ~ japan|comics|nerd|waifu|figures
sports: Sports
  sports|sport|sportsman|sportswoman|athlete*|athletic*|olympi*|basketball|nba|wnba|tennis|baseball|mlb|nfl|quarterback|nhl|hockey|golf|golfer*|volleyball|cricket*|ipl|rugby|swimmer*|swimming|runner|marathon*|triathl*|cycling|cyclist*|skateboard*|skater*|surfer*|surfing|snowboard*|skier|skiing|boxing|boxer|mma|ufc|martial art*|jiu jitsu|bjj|judo|karate|kickbox*|muay thai|taekwondo|wrestl*|wwe|gymnast*|badminton|table tennis|formula 1|deport*|deportista|esporte*|atleta*|sportif*|sportive|athlete pro|sportler*|sportlerin|atlet*|sportowiec|sportow*|sporcu|basketbol*|voleybol|olahragawan|спорт*|спортсмен*|бокс*|баскетбол*|теннис*|хоккей*|رياضة|رياضي*|كرة السلة|खेल|क्रिकेट|खिलाड़ी|スポーツ|野球|バスケ|格闘技|スポーツ選手|스포츠|야구|농구|운동선수|体育|篮球|籃球|격투기|运动员|sportscaster|espn
  ~ 🏀|🏈|⚾|🎾|🏐|🏆|🥇|🥊|🏄|🏂|team|player|coach|champion*|league|fighter*|draft|season|game day|fan
football: Football (soccer)
  soccer*|footballer*|futbol*|futebol*|fussball*|football club|premier league|champions league|la liga|laliga|serie a|bundesliga|fifa|uefa|world cup|mls|calcio|calciator*|voetbal*|pilka nozna|pilkarz*|pilkarsk*|sepak bola|sepakbola|футбол*|كرة القدم|كرة قدم|फुटबॉल|サッカー|サッカー選手|축구|축구선수|足球|goalkeeper|midfielder|striker for|real madrid|barcelona fc|manchester united|arsenal fc|liverpool fc|juventus|footy|futsal
  ~ ⚽|football|fc|goal|goals|match|jogador|jugador
running: Running and endurance
  ultrarunner*|trail running|trailrunning|marathoner*|marathon runner|running coach|runner|runners|triathlete*|ironman|corredor*|corrida de rua|course a pied|laufen|laufer|lauferin|maratoneta|hardlopen|hardloper|biegani*|biegacz*|kosucu|pelari|бегун*|марафон*|عداء|ランナー|マラソン|러닝|마라톤|跑步|马拉松|ultramarathon*|parkrun*|strava
  ~ 🏃|running|run|runs|10k|5k|race|marathon
news: News and journalism
  news|newsroom|breaking news|journalis*|reporter*|correspondent*|news anchor|news editor|newspaper|press freedom|investigative|muckrak*|periodist*|noticia*|periodismo|jornalis*|noticias|journaliste*|actualites|nachrichten|journalist*|giornalist*|notizie|nieuws|dziennikar*|wiadomosci|gazeteci*|haber*|muhabir*|jurnalis*|wartawan|berita|журналист*|новост*|корреспондент*|صحفي*|صحافة|اخبار|पत्रकार*|समाचार|खबर*|ニュース|記者|報道|ジャーナリスト|뉴스|기자|언론|新闻|新聞|记者|bbc news|cnn|buzzfeed news|reuters|associated press|nytimes|new york times|washington post|the guardian
  ~ 📰|editor|columnist|columnista|bbc|reporting|bureau|anchor|magazine|press|tips|media|writer at|stories
politics: Politics and society
  politic*|senator*|congressman|congresswoman|congress|parliament*|democrat*|republican*|conservative*|liberal|libertarian*|socialist*|activis*|feminis*|human rights|climate activist|election*|campaign manager|government|mayor of|governor*|maga|resist|blm|black lives matter|lgbtq*|diputad*|gobierno|deputad*|vereador*|ministr*|militant*|politik*|politisch|aktivist*|regierung|attivist*|polityk*|polityczn*|aktywist*|siyaset*|siyasi|pemerintah|политик*|политич*|депутат*|активист*|سياسة|سياسي*|ناشط*|राजनीति|नेता|政治|政治家|議員|活動家|정치|정치인|国会|政策|foreign policy|public policy|policy analyst|geopolitic*
  ~ vote|policy|justice|rights|law|president|candidate|party|🗳|democracy|freedom|union
finance: Finance and investing
  finance|finances|financ*|investing|investor*|investment*|stock market|stocks|trader|traders|trading|forex|wealth|money tips|personal finance|budgeting|economist*|economics|economy|fintech|banking|accountant*|accounting|real estate invest*|etf*|fire movement|passive income|venture capital*|vc|angel investor*|inversion*|inversor*|finanzas|finanz*|economia|investiment*|investidor*|finances personnelles|investisseur*|bourse|aktien|geldanlage|borse|borsa|risparmio|investimenti|beleggen|aandelen|inwestowani*|inwestor*|gielda|ekonomi*|yatirim*|hisse|saham|investasi|keuangan|инвест*|финанс*|трейд*|экономи*|استثمار|مالية|تداول|اقتصاد|निवेश|शेयर बाजार|वित्त|投資|株|金融|資産運用|お金|투자|주식|재테크|投资|理财|股票
  ~ 💰|💵|💸|📈|money|dinero|dinheiro|market*|capital|wealthy|tax|taxes|fund|funds|bank
crypto: Crypto and web3
  crypto*|cripto*|krypto*|kripto*|bitcoin*|btc|ethereum|eth|blockchain*|web3|nft|nfts|defi|altcoin*|solana|dogecoin|hodl|крипт*|биткоин*|блокчейн*|بيتكوين|كريبتو|العملات الرقمية|क्रिप्टो|बिटकॉइन|仮想通貨|暗号資産|ビットコイン|가상화폐|비트코인|암호화폐|코인|比特币|加密货币|区块链
  ~ token|tokens|dao|metaverse|trader|coin|wallet
business: Business and startups
  business|entrepreneur*|startup*|start up*|founder|cofounder|co founder|founders|ceo|coo|small business|solopreneur*|side hustle|leadership|management consult*|consultant|emprend*|empresari*|empresa|empresas|negocio*|empreend*|negocios|fundador*|entreprise*|entrepris*|fondateur*|fondatrice*|dirigeant*|unternehm*|grunder*|geschaftsfuhrer*|imprendit*|azienda|aziende|fondator*|ondernem*|oprichter|przedsiebior*|biznes*|zalozyciel*|girisimci*|kurucu|is dunyasi|pengusaha|bisnis|wirausaha|бизнес*|предпринимател*|основател*|стартап*|رائد اعمال|رواد الاعمال|اعمال|مؤسس|व्यवसाय|उद्यमी|बिज़नेस|ビジネス|起業家|経営者|社長|비즈니스|사업|창업|대표|商业|创业|创始人|企业家|productivity|career coach|executive coach|b2b|sales coach|ecommerce|e commerce|dropship*|amazon fba
  ~ 💼|brand|company|ventures|hustle|owner|investor|productivity|career*|sales|leader|manager|partner|boss|growth|enterprise
marketing: Marketing
  marketing|marketer*|seo|social media manager|social media strateg*|social media market*|copywrit*|content strateg*|growth hack*|advertising|digital marketing|publicidad|publicidade|mercadeo|marketeer*|redaktor|werbung|pubblicita|reklam*|pemasaran|маркетинг*|маркетолог*|смм|smm|таргетолог*|تسويق|मार्केटिंग|マーケティング|集客|마케팅|营销|運營|ugc|ugc creator|ugccreator|public relations|pr agency|brand strategist|affiliate market*|email marketing|brand strategy|community manager
  ~ 📣|brand*|agency|ads|content|social media|strategy|pr|growth
parenting: Parenting and family
  parenting|mom of|mum of|dad of|mother of|father of|momblog*|mom blog*|mommy blog*|mumblog*|momlife|mumlife|mom life|mum life|dadlife|motherhood|fatherhood|mama blog*|mompreneur|homeschool*|pregnan*|breastfeed*|toddler*|newborn*|maternidad|maternidade|madre de|mamma di|mama de|mamae|mae de|papa de|maman de|maman|maternite|parentalite|grossesse|mama von|papa von|zweifachmama|mutter von|schwangerschaft|elternblog*|mamablog*|familie leben|familienleben|mamma|maternita|gravidanza|genitori|moeder van|ouderschap|zwanger*|macierzynstwo|rodzicielstwo|mama blizniakow|annelik|ebeveyn*|parenting anak|ibu dari|мама|материнств*|мамочк*|родител*|беременн*|امومة|تربية|माँ|पेरेंटिंग|育児|子育て|ママ|パパ|육아|엄마|워킹맘|育儿|母婴|宝妈|family vlog*|familyvlog*
  ~ 👶|👨‍👩‍👧|👨‍👩‍👧‍👦|🤱|mom|mum|mama|dad|kids|children|baby|babies|family|familia|famille|wife|husband|boys|girls|daughter|son|parents|twins
kids: Kids
  kids channel|kids songs|nursery rhyme*|for kids|for children|kidstv|kids tv|toys|toy review*|cartoons for|infantil|canciones infantiles|para ninos|para criancas|comptines|kinderlieder|fur kinder|per bambini|bambini|kinderen|dla dzieci|cocuk*|cocuklar|anak anak|lagu anak|для детей|детск*|мультик*|للاطفال|اطفال|बच्चों|キッズ|子供向け|키즈|어린이|동요|儿童|兒歌|儿歌|cocomelon|peppa pig|preschool*
  ~ 🧸|kids|toy|children|cartoon*|baby|learning|dessins animes|slime
pets: Pets and animals
  pets|dogs|puppy|puppies|cats|kitten*|dogmom|dog mom|dog dad|cat mom|catmom|dog lover|dog owner|cat lover|dogsof*|catsof*|dog trainer|golden retriever*|corgi*|bulldog*|labrador*|dachshund*|aquarium*|veterinar*|animal rescue|animal lover|equestrian*|horses|mascota*|perros|perro|gatos|animais|cachorro*|caes|chiens|chien|animaux|animalerie|hunde|hund|katzen|haustier*|cani|cane|gatti|animali|honden|hond|katten|huisdier*|psy i koty|zwierzet*|zwierzak*|kopek*|kedi*|evcil hayvan*|hewan|kucing|anjing|собак*|кошк*|животн*|питом*|حيوانات|قطط|कुत्ता|पालतू|ペット|猫|犬|ねこ|いぬ|わんこ|반려동물|강아지|고양이|宠物|寵物|猫咪|狗狗|paws|petsof*|pet|pet care|petcare|wildlife rescue|zoo
  ~ 🐶|🐱|🐾|🐕|🐈|🐴|🐹|dog|cat|animal*|horse*|rescue|fur
diy: DIY and crafts
  diy|do it yourself|handmade|hand made|crafts|crafting|crafter*|woodwork*|carpent*|knit*|crochet*|sewing|seamstress|quilt*|embroider*|scrapbook*|upcycl*|maker space|makerspace|3d print*|manualidades|hecho a mano|artesan*|bricolage|bricolaje|couture maison|fait main|artisan*|basteln|heimwerk*|selbermachen|nahen|hakeln|stricken|faidate|fai da te|uncinetto|artigian*|knutsel*|zelfgemaakt|haken en breien|rekodziel*|szydelk*|majsterkowani*|el yapimi|orgu|kerajinan|своими руками|рукодел*|вязан*|шить*|اشغال يدوية|يدوي|हस्तशिल्प|ハンドメイド|手芸|手作り|수공예|핸드메이드|뜨개질|手工|手作|blacksmith*|leathercraft|restorat*
  ~ maker|makers|🧶|🪡|🔨|🛠|craft|wood|tools|creative|hobby|build*|etsy
home_decor: Home and interiors
  interior design*|interiors|home decor*|homedecor*|decor|home renovat*|home improvement|house renovation|room makeover|organizing|declutter*|cleaning tips|cleantok|decoracion|decoracao|decoration|decorateur*|decoratrice*|wohnen|einrichtung*|inneneinrichtung|arredamento|arredare|interieur*|woonaccessoires|wnetrz*|aranzacj*|dekorasyon|ev dekor*|dekorasi*|rumah minimalis|интерьер*|декор|ремонт|ديكور|सजावट|インテリア|部屋作り|収納|인테리어|홈데코|家居|装修|室内设计|farmhouse|minimalist home|real estate agent|realtor*|real estate|inmobiliari*|immobilien*|immobilier|imoveis|corretor de imoveis
  ~ 🏡|🏠|🛋|home|house|room|casa|maison|haus|cleaning|decorating
gardening: Gardening and farming
  garden|gardens|gardener*|gardening|houseplant*|plant mom|plantmom|homestead*|permaculture|farmer*|farming|farm life|horticultur*|jardin*|jardinier*|jardinage|jardineria|jardinagem|huerto|horta|garten*|gartner*|giardin*|orto|tuinieren|tuin|ogrod*|bahce*|bahcivan|berkebun|petani|pertanian|сад|садовод*|огород*|фермер*|زراعة|مزارع|बागवानी|किसान|खेती|園芸|ガーデニング|家庭菜園|농사|정원|가드닝|园艺|种植|agricultur*|agricola|agricultor*|landwirt*|agriculteur*|beekeep*
  ~ 🌿|🌻|🪴|🌵|🚜|plants|plant|farm|organic|grow*|seeds
cars: Cars and motorcycles
  car|cars|automotive|automobil*|supercar*|motorsport*|formula one|formula 1|f1|nascar|drift|drifting|car review*|mechanic|mechanics|motorcycl*|motorbike*|biker|bikers|motovlog*|autos|coches|carros|automovil*|motos|moto|motociclis*|voiture*|motard*|auto mobil|motorrad*|tuning|macchine|motori|autotest|motorfiets*|samochod*|motoryzac*|motocykl*|araba*|otomobil*|motosiklet|mobil|otomotif|автомобил*|авто|машин*|мотоцикл*|سيارات|دراجات نارية|कार|गाड़ी|バイク|自動車|車|자동차|오토바이|汽车|汽車|摩托|bmw|porsche|ferrari|lamborghini|tesla|mustang|jdm|offroad*|4x4|tires|detailing|racing driver|race car
  ~ 🚗|🏎|🏍|🚙|driver|racing|auto|drive|motor*|garage|engine*|trucks|vehicles
books: Books and writing
  book|books|bookstagram*|booktok*|booktube*|book review*|bookish|bibliophil*|author|authors|novelist*|bestselling|poet|poets|poetry|poem*|literatur*|literary|librar*|storytell*|libro|libros|lectora|lector|escritor*|poesia|poeta*|leitura|livro*|autora|autor|livres|lecture|ecrivain*|autrice|auteur*|poesie|bucher|lesen|buchblog*|autorin|schriftsteller*|libri|lettura|scrittor*|boeken|lezen|schrijver*|ksiazk*|czytani*|pisarz*|pisark*|kitap*|yazar*|sair*|buku|penulis|puisi|книг*|писател*|поэт*|литератур*|чтени*|كتب|كاتب*|روائي|شاعر*|किताब*|लेखक*|कवि|साहित्य|読書|本|小説|小説家|作家|書評|독서|책|작가|소설|시인|读书|小说|书评|作者|诗人|screenwriter|wattpad|goodreads|fantasy writer|ya author
  ~ 📖|📕|📗|📚|✍|writer*|writing|novel*|read*|reader|story|stories|publisher*|words|fiction
health: Health and nutrition
  health|healthcare|health care|wellness|well being|wellbeing|nutrition*|dietitian*|dietician*|healthy|holistic*|doctor|doctors|physician*|md|surgeon*|nurse*|nursing|pharmacist*|dentist*|medical|medicine|physio*|chiropract*|naturopath*|weight loss|keto|diabet*|salud|saludable|nutricion*|nutri|nutricionista*|medico|medica|medicos|dentista*|enfermer*|saude|saudavel|emagreci*|sante|nutritionniste*|dieteticien*|medecin*|infirmier*|gesund*|ernahrung*|arzt*|arztin|krankenschwester|pflege|salute|benessere|nutrizion*|dietolog*|gezond*|voeding*|dietist*|zdrow*|dietety*|lekarz*|lekark*|pielegniar*|saglik*|diyetisyen*|doktor|beslenme|kesehatan|dokter|diet|gizi|здоровь*|врач*|нутрициолог*|диетолог*|медицин*|доктор|صحة|طبيب*|دكتور*|تغذية|स्वास्थ्य|डॉक्टर|आयुर्वेद|健康|医師|医者|栄養|管理栄養士|ダイエット|건강|의사|영양사|다이어트|健身减脂|医生|营养|养生|biohack*|longevity|sobriety|cancer survivor
  ~ 🩺|💊|🥗|dr|diet*|clinic|clinica|care|body|patient*|sleep|hospital|therap*
mental_health: Mental health
  mental health|mentalhealth*|psycholog*|psychiatr*|therapist*|psychotherap*|counsel*|anxiety|depression|adhd|autis*|trauma|self care|selfcare|self love|mindful*|salud mental|psicolog*|psicoterap*|terapeuta*|ansiedad|ansiedade|saude mental|autoestima|sante mentale|psychologue*|therapeute*|psychische gesundheit|psychologe*|psychologin|achtsamkeit|salute mentale|ansia|psycholoog|psycholoo*|zdrowie psychiczne|terapeut*|psikolog*|terapist*|kesehatan mental|психолог*|психотерап*|тревог*|صحة نفسية|نفسي|معالج نفسي|मानसिक स्वास्थ्य|मनोवैज्ञानिक|メンタル|心理|カウンセラー|心理学|멘탈|심리|상담사|정신건강|心理健康|心理咨询|bipolar|burnout|ptsd
  ~ 🧠|therapy|healing|heal|terapia|mind|emotional|recovery|boundaries
motivation: Motivation and self-improvement
  motivation*|motivator*|inspirational|self improvement|selfimprovement|self help|personal development|personal growth|life coach*|lifecoach*|mindset*|success coach|public speaker|keynote speaker|motivational speaker|superacion personal|desarrollo personal|crecimiento personal|desenvolvimento pessoal|developpement personnel|personlichkeitsentwicklung|crescita personale|persoonlijke ontwikkeling|rozwoj osobisty|rozwoju osobist*|kisisel gelisim|motivasi|pengembangan diri|саморазвит*|мотивац*|تطوير الذات|تحفيز|प्रेरणा|मोटिवेशन*|自己啓発|コーチング|자기계발|동기부여|个人成长|自我提升|励志|stoic*|habits
  ~ ✨|inspir*|coach|speaker|success|goals|growth|dream*|quotes|mentor
spirituality: Religion and spirituality
  spiritual*|meditat*|tarot*|astrolog*|horoscope*|reiki|zodiac|witch*|manifestation|law of attraction|christian|christians|jesus|bible|pastor*|church|god first|ministry|preacher*|gospel|catholic*|muslim*|islam*|quran|hijab*|rabbi|jewish|buddhis*|hindu*|dharma|espiritual*|dios|iglesia|cristian*|catolic*|deus|igreja|evangel*|spiritualite|dieu|chretien*|eglise|spirituell*|glaube|gott|kirche|spirit guide|spiritualita|chiesa|spiritueel|geloof|kerk|duchow*|kosciol|wiara|maneviyat|allah|ilahiyat*|dakwah|ustadz|ustaz|hijrah|эзотери*|астролог*|таро|духовн*|православ*|церковь|اسلام*|قران|دعاء|الله|داعية|भक्ति|ज्योतिष|आध्यात्म*|धर्म|占い|スピリチュアル|タロット|聖書|영성|타로|교회|목사|하나님|占星|塔罗|佛教|灵性|基督
  ~ 🙏|🔮|✝|☪|🕉|🧿|✡|faith|soul|energy|prayer|blessed|god|angel*|healing|crystals|dua
nature: Nature and wildlife
  wildlife|nature|naturalist*|birdwatch*|birding|birder*|conservation*|ocean conservation|marine biolog*|naturaleza|natureza|naturfotograf*|natur|natura|natuur|przyrod*|природ*|طبيعة|प्रकृति|वन्यजीव|自然|野鳥|野生動物|자연|야생|大自然|野生动物|environmental*|environment|climate|sustainab*|eco friendly|ecofriendly|zero waste|zerowaste|sostenib*|sustentav*|durable|ecologi*|nachhaltig*|duurzaam*|ekolog*|surdurulebilir*|экологи*|استدامة|環境|サステナブル|환경|环保
  ~ 🌳|🌲|🏞|🌊|🦁|🦅|🐋|green|forest|animals|planet|ocean|earth
outdoors: Outdoors and adventure
  outdoor*|hiking|hiker*|camping|camper*|bushcraft|survivalist*|mountaineer*|climber*|climbing|bouldering|fishing|angler*|hunting|kayak*|scuba|diver|diving|freediv*|sailing|overland*|senderismo|montanis*|montana|escalada|pesca|trilha*|randonnee*|alpinis*|escalade|peche|plein air|wandern|bergsteig*|klettern|angeln|escursionis*|montagna|arrampicata|wandelen|kamperen|vissen|gory|wspinacz*|wedkar*|wedrow*|dagci*|kampci*|balikci*|doga yuruyusu|pendaki|mendaki|memancing|mancing|поход*|рыбалк*|альпинис*|туризм и походы|охот*|تخييم|صيد|कैंपिंग|ट्रेकिंग|登山|キャンプ|釣り|アウトドア|등산|캠핑|낚시|登山|露营|钓鱼|户外|trail|mountain bik*|mtb|paraglid*|skydiv*
  ~ hunter|sailor|🏔|⛰|🏕|🎣|🧗|🚵|🛶|adventure*|mountain*|trail*|explore|explorer|expedition*
military: Military and veterans
  military|marine corps|usmc|air force|soldier*|militar|militares|armee|bundeswehr|militare|wojsk*|zolnierz|asker|tentara|tni|армия|военн*|جيش|عسكري|सेना|फौजी|自衛隊|軍事|군인|군사|军事|defense tech|defence|weapons|firearms
  ~ veteran|veterans|army|navy|guns|🎖|war|combat|tactical
asmr: ASMR
  asmr*|асмр|tingles
  ~ relaxing|whisper*|sleep|triggers
podcasts: Podcasts and radio
  podcast*|подкаст*|بودكاست|पॉडकास्ट|ポッドキャスト|팟캐스트|播客|radio host*|radio presenter*|radio show|radio personality|locutor*|radialista|radiomoderator*|animateur radio|speaker radiofonic*|penyiar|radiocu
  ~ 🎙|radio|episode*|listen|host|fm|show|interviews|apple podcasts
vlogs: Vlogs
  vlog|vlogs|vlogger*|vlogging|vloguer*|vlogueur*|daily vlog*|day in my life|dayinmylife|storytime|влог*|влогер*|فلوق|व्लॉग*|ブイログ|브이로그|일상|vlog diario|日常|vlogmas
  ~ daily|life|family|channel|youtuber
lifestyle: Lifestyle
  lifestyle*|life style|estilo de vida|stile di vita|style de vie|lebensstil|styl zycia|stylu zycia|yasam tarzi|gaya hidup|лайфстайл|стиль жизни|نمط حياة|लाइफस्टाइल|ライフスタイル|暮らし|라이프스타일|生活方式|生活|slow living|that girl|aesthetic lifestyle|blogger lifestyle
  ~ blogger|vibes|influencer|daily life
luxury: Luxury
  luxury|luxe|lujo|luxo|lusso|luxus|luks|лакшери|فخامة|高級|명품|奢侈品|watch collector|horolog*|rolex|yacht*|private jet*|louis vuitton|hermes|gucci|chanel
  ~ watches|💎|🛥|designer|elite|vip
weddings: Weddings and events
  wedding*|bridal|bride to be|event planner*|party planner*|boda|bodas|novias|casamento*|noivas|mariage*|hochzeit*|matrimoni*|sposa|bruiloft*|slub*|wesel*|dugun*|gelin|pernikahan|wedding organizer|свадьб*|свадебн*|زفاف|شादी|ウェディング|結婚式|웨딩|결혼|婚礼|婚禮
  ~ 💍|👰|bride|events|love|couple*
dating: Relationships and dating
  dating coach|dating advice|dating tips|relationship coach|relationship advice|relationships|love coach|couples therapist|relaciones de pareja|relacionamento*|conseils amour|beziehung*|relazioni di coppia|randki|iliski*|отношени*|علاقات|रिलेशनशिप|恋愛|婚活|연애|恋爱|情感
  ~ ❤|dating|love|couple*|marriage|amor|relationship
history: History and culture
  history|historian*|archaeolog*|archeolog*|historia|historiador*|histoire|historien*|geschichte|historiker*|storia|storico|geschiedenis|historyk*|tarih*|sejarah|истори*|историк|археолог*|تاريخ|مؤرخ|इतिहास|歴史|역사|历史|歷史|museum*|ancient rome|world war|medieval|genealog*|mythology
  ~ 🏛|culture|heritage|ancient|war|cultura
law: Law
  lawyer*|attorney*|legal|law firm|barrister*|solicitor*|paralegal|law student|abogad*|derecho|advogad*|direito|juridic*|avocat|avocate|avocats|droit|rechtsanw*|anwalt*|jura|avvocat*|diritto|advocaat|advocaten|prawnik*|prawnic*|adwokat*|avukat*|hukuk*|pengacara|hukum|advokat*|юрист*|адвокат*|محامي*|قانون|वकील|कानून|弁護士|法律|변호사|법률|律师
  ~ ⚖|law|justice|court|rights
true_crime: True crime and mystery
  true crime|truecrime*|crime stories|cold case*|serial killer*|unsolved|paranormal*|ghost hunt*|horror|horror stories|creepypasta|crimenes reales|crimes reais|affaires criminelles|wahre verbrechen|crime nera|kryminaln*|suc hikayeleri|kisah horor|тру крайм|мистик*|ужас*|جرائم|رعب|हॉरर|怖い話|ホラー|心霊|공포|범죄|미스터리|恐怖|悬疑
  ~ terror|👻|🔪|crime|mystery|scary|ghost*|murder*
jobs: Careers and work
  career|careers|job search|jobsearch|recruiter*|recruiting|resume tips|cv tips|interview tips|hr manager|human resources|freelancer*|freelancing|remote work|empleo|reclutador*|recursos humanos|vagas|recrutador*|carreira|emploi|recrutement|recruteur*|ressources humaines|karriere*|bewerbung*|recruiterin|lavoro|risorse umane|vacatures|loopbaan|kariera|rekruter*|praca zdalna|kariyer|lowongan|karir|карьер*|вакансии|рекрутер*|وظائف|توظيف|नौकरी|करियर|転職|就活|キャリア|취업|이직|채용|求职|职场|招聘
  ~ job|jobs|work|interview*|linkedin|hiring|resume|cv
languages: Language learning
  language learning|learn english|learn spanish|learn french|learn german|learn japanese|learn korean|learn chinese|learn italian|learn arabic|english teacher|spanish teacher|french teacher|german teacher|english lessons|polyglot*|linguist*|language teacher|language tutor|aprender ingles|aprende ingles|clases de ingles|profesor de ingles|profesora de ingles|curso de ingles|professor de ingles|professora de ingles|ingles|apprendre l anglais|cours d anglais|prof d anglais|englisch lernen|deutsch lernen|sprachen lernen|imparare l inglese|insegnante di inglese|talen leren|nauka angielskiego|jezyk angielski|nauka jezyk*|ingilizce ogren*|ingilizce|belajar bahasa|bahasa inggris|английский язык|английск*|изучени* язык*|تعلم اللغة|تعلم الانجليزية|अंग्रेजी सीख*|英会話|英語|語学|日本語教師|영어|영어공부|한국어|学英语|英语|英語學習|ielts|toefl|jlpt|topik
  ~ language*|english|vocabulary|grammar|pronunciation|speak
`;

export const categoryTable = (): CategoryEntry[] =>
  CATEGORIES.trim()
    .split(/\n(?! )/)
    .map((entry) => {
      const [head = "", words = "", hints = ""] = entry.split(/\n {2}/);
      const [code = "", name = ""] = head.split(": ");
      return { code, name, words: words.split("|"), hints: hints === "" ? [] : hints.slice(2).split("|") };
    });

/** Emoji and words that are never counted, because almost everyone writes them or they have too many meanings. */
export const NEVER_EVIDENCE =
  "love|live|best|new|official|page|account|follow|contact|dm|link|video*|channel|creator*|influencer*";
