import type { Random } from "./random.ts";

/** Given and family names that go together. They are drawn separately, so that a pair names no particular person. */
interface NameBank {
  readonly given: string;
  readonly family: string;
}

const NAME_BANKS = {
  english: {
    given:
      "Amelia|Jack|Olive|Harry|Poppy|Mason|Ruby|Elliot|Daisy|Wyatt|Hazel|Tyler|Naomi|Brandon|Keisha|Darnell|Skye|Callum|Imani|Reuben",
    family:
      "Hartwell|Brooks|Pemberton|Ashdown|Whitlock|Okafor|Fairley|Marlowe|Dunmore|Redfern|Langley|Thornbury|Winslow|Baxley|Crane|Holloway|Mercer|Tilbury",
  },
  spanish: {
    given:
      "Lucía|Mateo|Valentina|Diego|Camila|Joaquín|Sofía|Nicolás|Martina|Andrés|Ximena|Álvaro|Paloma|Emilio|Renata|Iker|Noelia|Gael",
    family:
      "Quintanilla|Robledo|Aguirrezabal|Montalvo|Cisneros|Belmonte|Ledesma|Zambrano|Arriaga|Villaseñor|Carrasco|Ocampo|Tejada|Luján|Barragán|Sepúlveda",
  },
  portuguese: {
    given:
      "Larissa|Thiago|Beatriz|Caio|Isadora|Rafael|Manuela|Vinícius|Lívia|Gustavo|Yasmin|Heitor|Joana|Duarte|Helena|Murilo",
    family:
      "Cavalcante|Figueiredo|Bittencourt|Sampaio|Moutinho|Nóbrega|Valadares|Queiroz|Lacerda|Peixoto|Antunes|Brandão|Seixas|Marinho",
  },
  french: {
    given:
      "Élodie|Baptiste|Manon|Théo|Clémence|Hugo|Camille|Adrien|Océane|Maxence|Inès|Corentin|Solène|Yanis|Aminata|Bastien",
    family:
      "Delacourt|Marchetti|Fontenay|Rousselin|Lemaire|Beaumanoir|Giraudet|Chauvel|Perrotin|Vasseur|Diallo|Bellerose|Carpentier|Montfort",
  },
  german: {
    given:
      "Lena|Jonas|Frieda|Moritz|Svenja|Lukas|Annika|Emil|Greta|Fabian|Mareike|Nils|Johanna|Till|Leyla|Korbinian",
    family:
      "Brandstetter|Wiesinger|Ackermann|Holtkamp|Lindner|Rehbein|Zellweger|Kirchhoff|Vogt|Steinbach|Hagedorn|Obermaier|Falk|Petersen",
  },
  italian: {
    given:
      "Giulia|Lorenzo|Chiara|Tommaso|Martina|Edoardo|Alessia|Pietro|Ginevra|Davide|Noemi|Samuele|Bianca|Riccardo",
    family:
      "Bellandi|Ferrigno|Castellani|Montanari|Salvemini|Tedesco|Guarnieri|Pellegrino|Santoro|Vitale|Morabito|Zanetti",
  },
  dutch: {
    given: "Sanne|Daan|Fleur|Bram|Lotte|Thijs|Maartje|Jesse|Noor|Ruben|Femke|Sem",
    family: "van der Meer|Hoekstra|de Graaf|Brouwer|Terpstra|van Dijk|Kuipers|Verhoeven|Schouten|Dekker",
  },
  polish: {
    given: "Zuzanna|Kacper|Oliwia|Szymon|Maja|Bartosz|Hanna|Mikołaj|Aleksandra|Wojciech|Agata|Igor",
    family: "Wrona|Zawadzka|Kowalczyk|Sikora|Malinowska|Jabłoński|Krawczyk|Górska|Dudek|Sadowska",
  },
  turkish: {
    given: "Elif|Emre|Zeynep|Berk|Defne|Kerem|Ece|Mert|Nehir|Onur|Selin|Barış",
    family: "Yalçın|Karadağ|Öztürk|Aksoy|Demirci|Şahin|Korkmaz|Erdem|Toprak|Güneş",
  },
  arabic: {
    given: "Layla|Omar|Nour|Karim|Salma|Yousef|Huda|Tariq|Mariam|Ziad|Rania|Faris",
    family: "Al Amiri|Haddad|Mansour|Al Harbi|Nasser|Khoury|Darwish|Al Qasim|Saleh|Barakat",
  },
  hebrew: {
    given: "Noa|Itai|Tamar|Yonatan|Shira|Eitan|Maya|Omer|Yael|Nadav",
    family: "Ben Ami|Shalev|Regev|Almog|Barzilai|Carmi|Golan|Peled",
  },
  indian: {
    given: "Aarav|Diya|Ishaan|Kavya|Rohan|Meera|Vikram|Ananya|Aditya|Pooja|Karthik|Sneha|Arjun|Nisha",
    family: "Deshpande|Iyer|Chatterjee|Reddy|Malhotra|Nair|Bhatt|Kulkarni|Saxena|Pillai|Gill|Rathore",
  },
  japanese: {
    given: "Haruka|Ren|Yui|Sota|Aoi|Kaito|Mio|Riku|Sakura|Yuto|Hina|Takumi",
    family: "Morikawa|Hayashida|Kitamura|Tsukamoto|Aoyama|Shimizu|Okuda|Fujimura|Nakahara|Uehara",
  },
  korean: {
    given: "Seoyeon|Minjun|Jiwoo|Haneul|Doyun|Subin|Yuna|Jihoon|Eunji|Siwoo",
    family: "Kang|Yoon|Han|Seo|Baek|Noh|Ahn|Shin|Moon|Ryu",
  },
  indonesian: {
    given: "Putri|Bayu|Dewi|Rizky|Ayu|Dimas|Sari|Fajar|Intan|Galih",
    family: "Wibowo|Prasetyo|Lestari|Hidayat|Santoso|Maharani|Nugroho|Permata",
  },
  russian: {
    given: "Анна|Дмитрий|Полина|Артём|Дарья|Кирилл|Вероника|Егор|Милана|Глеб",
    family: "Соколовская|Ветров|Белова|Громов|Лаврова|Мельник|Журавлёва|Тихонов",
  },
  african: {
    given: "Chiamaka|Kwame|Thandiwe|Tunde|Wanjiru|Sipho|Adaeze|Kofi|Zanele|Juma",
    family: "Adeyemi|Mensah|Ndlovu|Okonkwo|Mwangi|Boateng|Dlamini|Eze",
  },
} as const satisfies Record<string, NameBank>;

export type Culture = keyof typeof NAME_BANKS;

const BRAND_WORDS =
  "Lumen|Juniper|Copper|Paper|Saffron|Tidal|Maple|Nimbus|Ember|Willow|Pixel|Orbit|Velvet|Cobalt|Harbor|Clover|Salt|North|Little|Bright".split(
    "|",
  );
const BRAND_KINDS =
  "Studio|Collective|Kitchen|Lab|House|Club|Diaries|Journal|Daily|Works|Corner|Project|Magazine|Atelier|Hub".split(
    "|",
  );

const BANKS = Object.fromEntries(
  Object.entries(NAME_BANKS).map(([culture, { given, family }]) => [
    culture,
    { given: given.split("|"), family: family.split("|") },
  ]),
) as Readonly<Record<Culture, { given: string[]; family: string[] }>>;

export const personName = (random: Random, culture: Culture): string =>
  `${random.pick(BANKS[culture].given)} ${random.pick(BANKS[culture].family)}`;

export const brandName = (random: Random): string =>
  `${random.pick(BRAND_WORDS)} ${random.pick(BRAND_KINDS)}`;

const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:sch ы:y э:e ю:yu я:ya ь: ъ:"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/** A name in the letters that handles may contain: a-z only. */
export const latinLetters = (name: string): string =>
  Array.from(name.toLowerCase().normalize("NFD"), (letter) => LATIN[letter] ?? CYRILLIC[letter] ?? letter)
    .join("")
    .replaceAll(/[^a-z]/g, "");

/** Letters that decomposition does not split. */
const LATIN: Readonly<Record<string, string>> = { ł: "l", ı: "i", ø: "o", ß: "ss" };
