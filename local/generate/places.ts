import type { Culture } from "./names.ts";
import type { Language } from "./phrases.ts";
import { type Random, runningSums } from "./random.ts";

export interface Home {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The country's name as its people write it. */
  readonly name: string;
  readonly cities: readonly string[];
  readonly languages: readonly Language[];
  readonly culture: Culture;
}

/** Where creators live: the share of creators, then the details of the country. Most people use the first language. */
const HOMES: readonly (readonly [number, string, string, string, string, Culture])[] = [
  [
    22,
    "US",
    "USA",
    "NYC|Los Angeles, CA|Austin, Texas|Chicago|Brooklyn, NY|Portland, OR|Atlanta, GA|Denver",
    "en en en es",
    "english",
  ],
  [
    12,
    "BR",
    "Brasil",
    "São Paulo - SP|Rio de Janeiro|Belo Horizonte, MG|Curitiba|Recife|Salvador, BA",
    "pt",
    "portuguese",
  ],
  [12, "IN", "India", "Mumbai|New Delhi|Bengaluru|Pune, Maharashtra|Kolkata|Jaipur", "hi en", "indian"],
  [6, "GB", "UK", "London|Manchester|Leeds, England|Glasgow, Scotland|Bristol|Cardiff", "en", "english"],
  [5, "MX", "México", "CDMX|Guadalajara, Jalisco|Monterrey|Puebla|Mérida, Yucatán", "es", "spanish"],
  [5, "ID", "Indonesia", "Jakarta|Bandung|Surabaya|Yogyakarta|Bali", "id", "indonesian"],
  [4, "DE", "Deutschland", "Berlin|Hamburg|München|Köln|Leipzig|Stuttgart", "de de de en", "german"],
  [4, "FR", "France", "Paris|Lyon|Marseille|Bordeaux|Lille|Toulouse", "fr", "french"],
  [4, "ES", "España", "Madrid|Barcelona|Valencia|Sevilla|Málaga|Bilbao", "es", "spanish"],
  [4, "TR", "Türkiye", "İstanbul|Ankara|İzmir|Antalya|Bursa", "tr", "turkish"],
  [3, "IT", "Italia", "Milano|Roma|Napoli|Torino|Bologna|Firenze", "it", "italian"],
  [3, "JP", "日本", "東京|大阪|京都|福岡|札幌", "ja", "japanese"],
  [3, "KR", "대한민국", "서울|부산|대구|인천", "ko", "korean"],
  [3, "RU", "Россия", "Москва|Санкт-Петербург|Казань|Новосибирск", "ru", "russian"],
  [3, "AR", "Argentina", "Buenos Aires|Rosario|Mendoza", "es", "spanish"],
  [3, "CO", "Colombia", "Bogotá|Medellín|Barranquilla", "es", "spanish"],
  [3, "NG", "Nigeria", "Lagos|Abuja|Ibadan", "en", "african"],
  [2, "CA", "Canada", "Toronto, ON|Vancouver, BC|Montréal|Calgary", "en en fr", "english"],
  [2, "AU", "Australia", "Sydney|Melbourne|Brisbane, QLD|Perth", "en", "english"],
  [2, "PL", "Polska", "Warszawa|Kraków|Gdańsk|Wrocław", "pl", "polish"],
  [2, "NL", "Nederland", "Amsterdam|Rotterdam|Utrecht|Eindhoven", "nl nl en", "dutch"],
  [2, "SA", "السعودية", "الرياض|جدة|Riyadh", "ar", "arabic"],
  [2, "EG", "مصر", "القاهرة|Cairo, Egypt|الإسكندرية", "ar", "arabic"],
  [1, "AE", "UAE", "Dubai|Abu Dhabi|دبي", "ar en", "arabic"],
  [1, "PT", "Portugal", "Lisboa|Porto|Braga", "pt", "portuguese"],
  [1, "CL", "Chile", "Santiago de Chile|Valparaíso", "es", "spanish"],
  [1, "IL", "ישראל", "Tel Aviv|חיפה|ירושלים", "he he en", "hebrew"],
  [1, "ZA", "South Africa", "Cape Town|Johannesburg|Durban", "en", "african"],
  [1, "KE", "Kenya", "Nairobi|Mombasa", "en", "african"],
  [1, "AT", "Österreich", "Wien|Graz|Salzburg", "de", "german"],
  [1, "CH", "Schweiz", "Zürich|Basel|Genève", "de de fr", "german"],
  [1, "BE", "België", "Antwerpen|Gent|Bruxelles", "nl fr", "dutch"],
];

const SUMS = runningSums(HOMES.map(([share]) => share));
const PLACES: readonly Home[] = HOMES.map(([, country, name, cities, languages, culture]) => ({
  country,
  name,
  cities: cities.split("|"),
  languages: languages.split(" ") as Language[],
  culture,
}));

export const drawHome = (random: Random): Home => random.weighted(PLACES, SUMS);

const NOWHERE =
  "worldwide 🌍|earth|somewhere over the rainbow|your screen|home|the internet|planet earth 🌎|✈️ on the road".split(
    "|",
  );

/** A location as people write it. `tells` is false when it names no place. */
export function locationText(random: Random, { country, name, cities }: Home, city: string) {
  const other = random.pick(cities);
  const told = [
    city,
    `${city}, ${name}`,
    `📍 ${city}`,
    `${city} ${flagOf(country)}`,
    city.toLowerCase(),
    `${name} ${flagOf(country)}`,
    name,
    `${city} | ${other}`,
  ];
  return random.chance(0.12)
    ? { text: random.pick(NOWHERE), tells: false }
    : { text: random.pick(told), tells: true };
}

/** The two regional indicator letters of a country code. */
export const flagOf = (country: string): string =>
  String.fromCodePoint(...Array.from(country, (letter) => letter.charCodeAt(0) + 0x1f1a5));
