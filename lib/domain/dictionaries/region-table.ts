/**
 * States and provinces by country, `code names`: the postal abbreviation, then the names joined by `~`, the usual name
 * first. The USA includes the District of Columbia.
 */
const STATES = {
  US: "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California~Calif~Southern California~Northern California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida~Fla|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York State|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington State~Washington|WV West Virginia|WI Wisconsin|WY Wyoming",
  CA: "AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador~Newfoundland|NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Québec~Quebec|SK Saskatchewan|YT Yukon",
};

/** Names of states and provinces by code. */
export const CODED_REGIONS: Readonly<Record<keyof typeof STATES, ReadonlyMap<string, string>>> = {
  US: byCode(STATES.US),
  CA: byCode(STATES.CA),
};

function byCode(states: string): ReadonlyMap<string, string> {
  return new Map(states.split("|").map((state) => [state.slice(0, 2), state.slice(3)]));
}

/**
 * Other regions that people name in place of a country. `~` joins the names of one region, its own name first. Names
 * after `^` mean the whole country.
 */
export const REGIONS: Readonly<Record<string, string>> = {
  AE: "^~الإمارات~UAE~U.A.E.~Emirates~EAU~VAE~BAE",
  AU: "New South Wales|Queensland|Tasmania|South Australia|Western Australia",
  BE: "Flanders~Vlaanderen|Wallonie",
  BR: "Minas Gerais|Bahia|Paraná|Santa Catarina|Rio Grande do Sul|Pernambuco|Ceará",
  CL: "Patagonia chilena",
  DE: "Bavaria~Bayern|Saxony~Sachsen|Nordrhein-Westfalen~NRW|Hessen|Baden-Württemberg|Niedersachsen|Brandenburg|^~BRD",
  ES: "Catalonia~Catalunya~Cataluña|Andalusia~Andalucía|Galicia|Euskadi|Canary Islands~Islas Canarias|Asturias|Extremadura",
  FR: "Bretagne|Normandie|Provence|Alsace|Île-de-France|Côte d'Azur|Corsica",
  GB: "England~Inghilterra~Inglaterra~Angleterre~Engeland~Anglia~Англия~Англии~İngiltere~Inggris~إنجلترا~אנגליה~इंग्लैंड|Scotland~Écosse~Schottland~İskoçya~Escocia~Escócia|Wales|Northern Ireland|^~Great Britain~Britain~UK~U.K.~Grande-Bretagne~Gran Bretagna~Gran Bretaña~Großbritannien~Великобритания~Британия~بريطانيا~イギリス~英国~영국",
  IN: "Kerala|Tamil Nadu|Maharashtra|Karnataka|Gujarat|Rajasthan|Uttar Pradesh|West Bengal|Telangana|Andhra Pradesh|Bihar|Haryana|Assam|Odisha|^~Bharat~हिंदुस्तान~हिन्दुस्तान~भारत",
  IT: "Piemonte|Veneto|Emilia-Romagna",
  KR: "^~Korea~South Korea~Corea~Corea del Sur~Corée~Coréia~Coreia~Südkorea~Zuid-Korea~Kore~Корея~Корее~كوريا~한국~대한민국~韓国~韩国~韓國~कोरिया",
  NL: "^~Holland~Holanda~Hollande~Olanda~Hollanda~Holandia~Голландия~هولندا~The Netherlands~オランダ",
  PH: "^~Pilipinas~Philippines",
  US: '^~USA~U.S.A.~U.S.~US~United States of America~America~EEUU~EE.UU.~EE. UU.~EUA~Estados Unidos~États-Unis~Amerika~ABD~США~Америка~AS Serikat~الولايات المتحدة~أمريكا~امريكا~ארצות הברית~ארה"ב~アメリカ~米国~美国~美國~미국~अमेरिका~Stany~USA Stany',
};

/**
 * Other names of countries that Intl.DisplayNames does not give, and inflected forms in languages that inflect names.
 */
export const COUNTRY_ALIASES: Readonly<Record<string, string>> = {
  AR: "Argentynie|Argentyny|Аргентине|Аргентины",
  AT: "Austrii|Австрии|Oostenrijk",
  AU: "Australii|Австралии|Aussie",
  BA: "Bosnia",
  BE: "Belgii|Бельгии",
  BR: "Brazylii|Бразилии|Brezilya",
  BY: "Беларуси|Белоруссия|Белоруссии|Białorusi",
  CA: "Kanadzie|Kanady|Канаде|Канады",
  CH: "Szwajcarii|Швейцарии|Swiss",
  CN: "Chinach|Chin|Китае|Китая|Cina|Mainland China|中国|中國",
  CI: "Ivory Coast",
  CO: "Kolumbii|Колумбии",
  CV: "Cape Verde",
  CZ: "Czech Republic|Czechach|Czech|Чехии|República Checa|Tschechien",
  DE: "Niemczech|Niemiec|Германии|Jerman",
  EG: "Egipcie|Египте",
  ES: "Hiszpanii|Испании|Spanyol",
  FI: "Finlandii|Финляндии",
  FR: "Francji|Франции|Perancis|Prancis",
  GB: "Wielkiej Brytanii|Великобритании",
  GE: "Грузии|Gruzji|Грузия",
  GR: "Grecji|Греции",
  IE: "Irlandii|Ирландии|Éire|Republic of Ireland",
  IL: "Izraelu|Израиле|Израиля",
  IN: "Indiach|Indii|Индии|Hindistan",
  IT: "Włoszech|Włoch|Италии|Italien",
  JP: "Japonii|Японии|Jepang|Nippon",
  KR: "Korei|Кореи",
  KZ: "Казахстане|Казахстана",
  MM: "Burma|Myanmar",
  MX: "Meksyku|Мексике|Mejico",
  NG: "Naija|Nigerii",
  NO: "Norwegii|Норвегии",
  PL: "Polsce|Polski|Польше|Польши",
  PS: "Palestine|Palestina|فلسطين",
  PT: "Portugalii|Португалии",
  RU: "Rosji|России|Rusya",
  SE: "Szwecji|Швеции",
  TR: "Turkey|Turcji|Турции|Türkiye",
  UA: "Ukrainie|Ukrainy|Украине|Украины|Україні|Україна",
  UZ: "Узбекистане",
  VN: "Viet Nam",
  ZA: "RPA|Sudáfrica",
  CD: "DRC|DR Congo",
  HK: "Hong Kong",
  MO: "Macau|Macao",
  SZ: "Swaziland",
  MK: "Macedonia",
  TL: "East Timor",
  VA: "Vatican",
  KP: "North Korea",
  LA: "Laos",
  SY: "Syria",
  IR: "Iran",
  RS: "Serbia",
  SA: "السعودية",
};

/** Names that mean a country and also something else. Without more evidence they decide nothing. */
export const AMBIGUOUS_NAMES: Readonly<Record<string, readonly string[]>> = {
  georgia: ["GE", "US"],
  geórgia: ["GE", "US"],
  congo: ["CD", "CG"],
  guinea: ["GN", "GQ", "GW", "PG"],
  punjab: ["IN", "PK"],
  kashmir: ["IN", "PK"],
  bengal: ["BD", "IN"],
  "saint martin": ["MF", "SX"],
  // A city in Spain and in Nicaragua, and the Spanish name of Grenada.
  granada: ["ES", "GD", "NI"],
  ireland: ["IE"],
};
