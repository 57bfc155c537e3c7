import type { Topic } from "../../local/generate/topics.ts";

/** How people ask in one language. The words differ from those of the generated profiles. */
export interface AskerLanguage {
  /** BCP 47. Also selects the language of country and language names. */
  readonly code: string;
  /** {topic} is a word of `topics`. {country}, {language} and {size} are the phrases below, or empty. */
  readonly patterns: readonly string[];
  readonly between: string;
  readonly over: string;
  readonly under: string;
  readonly inLanguage: string;
  readonly inCountry: string;
  readonly topics: Readonly<Partial<Record<Topic, string>>>;
}

/** A topic can be asked in every language that has a word for it here. */
export const ASKER_LANGUAGES: readonly AskerLanguage[] = [
  {
    code: "en",
    patterns: ["{topic} creators{country}{language}{size}", "{topic} influencers{country}{language}{size}"],
    between: " with {min} to {max} followers",
    over: " with more than {min} followers",
    under: " with fewer than {max} followers",
    inLanguage: " who post in {language}",
    inCountry: " in {country}",
    topics: {
      fashion: "fashion",
      beauty: "makeup",
      food: "cooking",
      gaming: "video game",
      music: "music",
      travel: "travel",
      fitness: "gym and workout",
      comedy: "comedy",
      tech: "gadget review",
      football: "soccer",
      photography: "photography",
      parenting: "motherhood and family",
      pets: "dog and cat",
      dance: "dance",
      finance: "personal finance",
      cars: "car",
      home_decor: "interior design",
      books: "book",
      programming: "coding",
      science: "science",
      running: "marathon",
      anime: "anime",
      yoga: "yoga",
      vegan: "plant-based",
      nature: "outdoors and wildlife",
      crypto: "bitcoin",
      history: "history",
      coffee: "coffee",
      gardening: "gardening",
      weddings: "wedding",
    },
  },
  {
    code: "es",
    patterns: [
      "creadores de {topic}{country}{language}{size}",
      "cuentas de {topic}{country}{language}{size}",
    ],
    between: " con entre {min} y {max} seguidores",
    over: " con más de {min} seguidores",
    under: " con menos de {max} seguidores",
    inLanguage: " en {language}",
    inCountry: " de {country}",
    topics: {
      fashion: "moda",
      beauty: "maquillaje",
      food: "cocina",
      gaming: "videojuegos",
      travel: "viajes",
      fitness: "gimnasio",
      music: "música",
      football: "fútbol",
      pets: "mascotas",
      finance: "finanzas",
      books: "libros",
      cars: "coches",
    },
  },
  {
    code: "pt",
    patterns: ["criadores de {topic}{country}{language}{size}", "perfis de {topic}{country}{language}{size}"],
    between: " com {min} a {max} seguidores",
    over: " com mais de {min} seguidores",
    under: " com menos de {max} seguidores",
    inLanguage: " em {language}",
    inCountry: ", {country}",
    topics: {
      fashion: "moda",
      beauty: "maquiagem",
      food: "culinária",
      gaming: "jogos",
      travel: "viagem",
      fitness: "academia",
      music: "música",
      football: "futebol",
      pets: "cachorros",
      comedy: "humor",
    },
  },
  {
    code: "de",
    patterns: ["{topic} Influencer{country}{language}{size}", "Creator für {topic}{country}{language}{size}"],
    between: " mit {min} bis {max} Followern",
    over: " mit mehr als {min} Followern",
    under: " mit weniger als {max} Followern",
    inLanguage: " auf {language}",
    inCountry: " aus {country}",
    topics: {
      fashion: "Mode",
      beauty: "Schminken",
      food: "Kochen",
      gaming: "Videospiele",
      travel: "Reisen",
      fitness: "Krafttraining",
      cars: "Autos",
      gardening: "Garten",
      books: "Bücher",
      programming: "Programmieren",
    },
  },
  {
    code: "fr",
    patterns: [
      "créateurs de {topic}{country}{language}{size}",
      "comptes de {topic}{country}{language}{size}",
    ],
    between: " entre {min} et {max} abonnés",
    over: " avec plus de {min} abonnés",
    under: " avec moins de {max} abonnés",
    inLanguage: " en {language}",
    inCountry: ", {country}",
    topics: {
      fashion: "mode",
      beauty: "maquillage",
      food: "cuisine",
      gaming: "jeux vidéo",
      travel: "voyage",
      fitness: "musculation",
      music: "musique",
      football: "football",
      dance: "danse",
      photography: "photographie",
    },
  },
];
