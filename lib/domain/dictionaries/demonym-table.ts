/**
 * Words for the people of a country by language, as `code lemma` pairs separated by `|`. The lemma is the masculine
 * singular (Russian and Polish: the adjective). `demonyms.computed.ts` makes the other forms with the endings of the
 * language.
 */
export const DEMONYMS: Readonly<Record<string, string>> = {
  en: "US american|GB british|GB brit|GB scottish|GB welsh|IE irish|CA canadian|AU australian|AU aussie|NZ kiwi|DE german|FR french|ES spanish|IT italian|PT portuguese|BR brazilian|MX mexican|AR argentinian|AR argentine|AR argentinean|CO colombian|CL chilean|PE peruvian|VE venezuelan|EC ecuadorian|BO bolivian|UY uruguayan|PY paraguayan|CR costa rican|PA panamanian|GT guatemalan|CU cuban|DO dominican|PR puerto rican|JM jamaican|HT haitian|NL dutch|BE belgian|CH swiss|AT austrian|PL polish|CZ czech|SK slovak|HU hungarian|RO romanian|BG bulgarian|GR greek|TR turkish|RU russian|UA ukrainian|BY belarusian|SE swedish|NO norwegian|DK danish|FI finnish|IS icelandic|EE estonian|LV latvian|LT lithuanian|RS serbian|HR croatian|SI slovenian|BA bosnian|AL albanian|GE georgian|AM armenian|AZ azerbaijani|KZ kazakh|UZ uzbek|IN indian|PK pakistani|BD bangladeshi|LK sri lankan|NP nepali|NP nepalese|CN chinese|JP japanese|KR korean|KR south korean|TW taiwanese|HK hong konger|SG singaporean|MY malaysian|ID indonesian|PH filipino|PH filipina|PH pinoy|TH thai|VN vietnamese|KH cambodian|MM burmese|MN mongolian|IR iranian|IQ iraqi|IL israeli|PS palestinian|LB lebanese|SY syrian|JO jordanian|SA saudi|SA saudi arabian|AE emirati|QA qatari|KW kuwaiti|EG egyptian|MA moroccan|DZ algerian|TN tunisian|NG nigerian|GH ghanaian|KE kenyan|ZA south african|ET ethiopian|TZ tanzanian|UG ugandan|RW rwandan|SN senegalese|CM cameroonian|CI ivorian|ZW zimbabwean|ZM zambian|AO angolan|MZ mozambican|SD sudanese|SO somali|AF afghan",
  es: "ES español|MX mexicano|AR argentino|CO colombiano|CL chileno|PE peruano|VE venezolano|EC ecuatoriano|BO boliviano|UY uruguayo|PY paraguayo|CR costarricense|PA panameño|GT guatemalteco|HN hondureño|SV salvadoreño|NI nicaragüense|CU cubano|DO dominicano|PR puertorriqueño|PR boricua|US estadounidense|US norteamericano|US gringo|GB británico|GB inglés|FR francés|DE alemán|IT italiano|PT portugués|BR brasileño|BR brasilero|NL holandés|BE belga|CH suizo|AT austriaco|PL polaco|RU ruso|UA ucraniano|SE sueco|NO noruego|DK danés|FI finlandés|IE irlandés|GR griego|TR turco|RO rumano|CN chino|JP japonés|KR coreano|IN indio|PH filipino|MA marroquí|EG egipcio|CA canadiense|AU australiano",
  pt: "BR brasileiro|PT português|AO angolano|MZ moçambicano|ES espanhol|MX mexicano|AR argentino|CO colombiano|CL chileno|PE peruano|UY uruguaio|PY paraguaio|VE venezuelano|US americano|US estadunidense|GB britânico|GB inglês|FR francês|DE alemão|IT italiano|NL holandês|BE belga|CH suíço|PL polonês|PL polaco|RU russo|UA ucraniano|JP japonês|KR coreano|CN chinês|IN indiano|CA canadense|CA canadiano|AU australiano|TR turco|GR grego",
  fr: "FR français|BE belge|CH suisse|CA québécois|CA canadien|MA marocain|DZ algérien|TN tunisien|SN sénégalais|CI ivoirien|CM camerounais|DE allemand|ES espagnol|IT italien|PT portugais|GB britannique|GB anglais|IE irlandais|US américain|NL néerlandais|NL hollandais|PL polonais|RU russe|UA ukrainien|BR brésilien|MX mexicain|AR argentin|CO colombien|JP japonais|KR coréen|CN chinois|IN indien|TR turc|GR grec|SE suédois|NO norvégien|DK danois|LB libanais|EG égyptien|AU australien|LU luxembourgeois|AT autrichien",
  de: "DE deutsch|AT österreichisch|AT österreicher|CH schweizer|CH schweizerisch|FR französisch|ES spanisch|IT italienisch|PT portugiesisch|GB britisch|GB englisch|US amerikanisch|NL niederländisch|BE belgisch|PL polnisch|CZ tschechisch|RU russisch|UA ukrainisch|TR türkisch|SE schwedisch|NO norwegisch|DK dänisch|FI finnisch|GR griechisch|BR brasilianisch|MX mexikanisch|AR argentinisch|JP japanisch|KR koreanisch|CN chinesisch|IN indisch|CA kanadisch|AU australisch|HU ungarisch|RO rumänisch",
  it: "IT italiano|CH svizzero|FR francese|ES spagnolo|DE tedesco|PT portoghese|GB britannico|GB inglese|US americano|US statunitense|NL olandese|BE belga|AT austriaco|PL polacco|RU russo|UA ucraino|TR turco|GR greco|BR brasiliano|MX messicano|AR argentino|CO colombiano|JP giapponese|KR coreano|CN cinese|IN indiano|CA canadese|AU australiano|RO rumeno|AL albanese|MA marocchino|EG egiziano",
  nl: "NL nederlands|NL nederlander|NL hollands|BE vlaams|BE belgisch|DE duits|FR frans|ES spaans|IT italiaans|PT portugees|GB brits|GB engels|US amerikaans|PL pools|TR turks|RU russisch|MA marokkaans|SR surinaams|BR braziliaans|JP japans|KR koreaans|CN chinees|IN indiaas|CA canadees|AU australisch|ZA zuid-afrikaans|SE zweeds|NO noors|DK deens",
  pl: "PL polski|DE niemiecki|FR francuski|ES hiszpański|IT włoski|GB brytyjski|GB angielski|US amerykański|UA ukraiński|RU rosyjski|CZ czeski|SK słowacki|NL holenderski|PT portugalski|BR brazylijski|JP japoński|KR koreański|CN chiński|IN indyjski|TR turecki|SE szwedzki|NO norweski|CA kanadyjski",
  tr: "TR türk|DE alman|FR fransız|ES ispanyol|IT italyan|GB ingiliz|US amerikalı|RU rus|GR yunan|AZ azerbaycanlı|JP japon|KR koreli|CN çinli|IN hintli|BR brezilyalı|IR iranlı|NL hollandalı|UA ukraynalı",
  ru: "RU русский|RU российский|DE немецкий|FR французский|ES испанский|IT итальянский|GB британский|GB английский|US американский|UA украинский|BY белорусский|KZ казахстанский|KZ казахский|UZ узбекский|GE грузинский|AM армянский|AZ азербайджанский|PL польский|TR турецкий|CN китайский|JP японский|KR корейский|IN индийский|BR бразильский|CA канадский|IL израильский",
  uk: "UA український|PL польський|DE німецький|US американський",
  ar: "EG مصري|SA سعودي|AE إماراتي|KW كويتي|QA قطري|BH بحريني|OM عماني|JO أردني|LB لبناني|SY سوري|PS فلسطيني|IQ عراقي|MA مغربي|DZ جزائري|TN تونسي|LY ليبي|SD سوداني|YE يمني|TR تركي|US أمريكي|GB بريطاني|FR فرنسي|DE ألماني",
  he: "IL ישראלי|US אמריקאי|GB בריטי|FR צרפתי|DE גרמני|RU רוסי|IT איטלקי|ES ספרדי",
  hi: "IN भारतीय|IN हिंदुस्तानी|IN देसी|PK पाकिस्तानी|BD बांग्लादेशी|NP नेपाली|US अमेरिकी|GB ब्रिटिश",
  ja: "JP 日本人|US アメリカ人|KR 韓国人|CN 中国人|GB イギリス人|FR フランス人|DE ドイツ人|TW 台湾人",
  ko: "KR 한국인|US 미국인|JP 일본인|CN 중국인|GB 영국인|FR 프랑스인|DE 독일인",
  zh: "CN 中国人|US 美国人|JP 日本人|KR 韩国人|GB 英国人|FR 法国人|DE 德国人|TW 台湾人",
};

/** Forms that the endings do not produce. */
export const IRREGULAR_DEMONYMS: Readonly<Record<string, string>> = {
  MA: "مغاربة|مغربيات",
  DZ: "جزائريون",
  GR: "grecque|grecques",
  TR: "turque|turques|турки|турок|türkler",
  PT: "tuga|tugas",
  DE: "deutscher|deutsche|немцы|niemcy",
  GB: "briten|brite|britin|englishman|englishwoman|englishmen|britons|briton",
  FR: "franzosen|franzose|französin|frenchman|frenchwoman",
  NL: "nederlanders|dutchman|hollander|hollanders",
  BE: "belgen|belgier|belgierin",
  PL: "polacy|polak|polka|polaków|polen",
  ES: "spaniard|spaniards|spanier",
  RU: "россияне|россиян|russen",
  BR: "brasilianer|brasilianerin|brazuca",
  IT: "italiener|italienerin",
  IN: "desi|inder|inderin",
  AT: "österreicherin|österreicherinnen",
  CH: "schweizerin|schweizerinnen",
  UA: "украинцы",
  SE: "swedes|swede",
  FI: "finns",
  DK: "danes",
};
