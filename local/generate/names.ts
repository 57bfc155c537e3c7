import type { Random } from "./random.ts";

/** Given names and, behind `~`, family names that go together. They are drawn separately, so that a pair names no particular person. */
const NAME_BANKS = {
  english:
    "Amelia|Jack|Olive|Harry|Poppy|Mason|Ruby|Elliot|Daisy|Wyatt|Hazel|Tyler|Naomi|Brandon|Keisha|Darnell|Skye|Callum|Imani|Reuben ~ Hartwell|Brooks|Pemberton|Ashdown|Whitlock|Okafor|Fairley|Marlowe|Dunmore|Redfern|Langley|Thornbury|Winslow|Baxley|Crane|Holloway|Mercer|Tilbury",
  spanish:
    "Lucía|Mateo|Valentina|Diego|Camila|Joaquín|Sofía|Nicolás|Martina|Andrés|Ximena|Álvaro|Paloma|Emilio|Renata|Iker|Noelia|Gael ~ Quintanilla|Robledo|Aguirrezabal|Montalvo|Cisneros|Belmonte|Ledesma|Zambrano|Arriaga|Villaseñor|Carrasco|Ocampo|Tejada|Luján|Barragán|Sepúlveda",
  portuguese:
    "Larissa|Thiago|Beatriz|Caio|Isadora|Rafael|Manuela|Vinícius|Lívia|Gustavo|Yasmin|Heitor|Joana|Duarte|Helena|Murilo ~ Cavalcante|Figueiredo|Bittencourt|Sampaio|Moutinho|Nóbrega|Valadares|Queiroz|Lacerda|Peixoto|Antunes|Brandão|Seixas|Marinho",
  french:
    "Élodie|Baptiste|Manon|Théo|Clémence|Hugo|Camille|Adrien|Océane|Maxence|Inès|Corentin|Solène|Yanis|Aminata|Bastien ~ Delacourt|Marchetti|Fontenay|Rousselin|Lemaire|Beaumanoir|Giraudet|Chauvel|Perrotin|Vasseur|Diallo|Bellerose|Carpentier|Montfort",
  german:
    "Lena|Jonas|Frieda|Moritz|Svenja|Lukas|Annika|Emil|Greta|Fabian|Mareike|Nils|Johanna|Till|Leyla|Korbinian ~ Brandstetter|Wiesinger|Ackermann|Holtkamp|Lindner|Rehbein|Zellweger|Kirchhoff|Vogt|Steinbach|Hagedorn|Obermaier|Falk|Petersen",
  italian:
    "Giulia|Lorenzo|Chiara|Tommaso|Martina|Edoardo|Alessia|Pietro|Ginevra|Davide|Noemi|Samuele|Bianca|Riccardo ~ Bellandi|Ferrigno|Castellani|Montanari|Salvemini|Tedesco|Guarnieri|Pellegrino|Santoro|Vitale|Morabito|Zanetti",
  dutch:
    "Sanne|Daan|Fleur|Bram|Lotte|Thijs|Maartje|Jesse|Noor|Ruben|Femke|Sem ~ van der Meer|Hoekstra|de Graaf|Brouwer|Terpstra|van Dijk|Kuipers|Verhoeven|Schouten|Dekker",
  polish:
    "Zuzanna|Kacper|Oliwia|Szymon|Maja|Bartosz|Hanna|Mikołaj|Aleksandra|Wojciech|Agata|Igor ~ Wrona|Zawadzka|Kowalczyk|Sikora|Malinowska|Jabłoński|Krawczyk|Górska|Dudek|Sadowska",
  turkish:
    "Elif|Emre|Zeynep|Berk|Defne|Kerem|Ece|Mert|Nehir|Onur|Selin|Barış ~ Yalçın|Karadağ|Öztürk|Aksoy|Demirci|Şahin|Korkmaz|Erdem|Toprak|Güneş",
  arabic:
    "Layla|Omar|Nour|Karim|Salma|Yousef|Huda|Tariq|Mariam|Ziad|Rania|Faris ~ Al Amiri|Haddad|Mansour|Al Harbi|Nasser|Khoury|Darwish|Al Qasim|Saleh|Barakat",
  hebrew:
    "Noa|Itai|Tamar|Yonatan|Shira|Eitan|Maya|Omer|Yael|Nadav ~ Ben Ami|Shalev|Regev|Almog|Barzilai|Carmi|Golan|Peled",
  indian:
    "Aarav|Diya|Ishaan|Kavya|Rohan|Meera|Vikram|Ananya|Aditya|Pooja|Karthik|Sneha|Arjun|Nisha ~ Deshpande|Iyer|Chatterjee|Reddy|Malhotra|Nair|Bhatt|Kulkarni|Saxena|Pillai|Gill|Rathore",
  japanese:
    "Haruka|Ren|Yui|Sota|Aoi|Kaito|Mio|Riku|Sakura|Yuto|Hina|Takumi ~ Morikawa|Hayashida|Kitamura|Tsukamoto|Aoyama|Shimizu|Okuda|Fujimura|Nakahara|Uehara",
  korean:
    "Seoyeon|Minjun|Jiwoo|Haneul|Doyun|Subin|Yuna|Jihoon|Eunji|Siwoo ~ Kang|Yoon|Han|Seo|Baek|Noh|Ahn|Shin|Moon|Ryu",
  indonesian:
    "Putri|Bayu|Dewi|Rizky|Ayu|Dimas|Sari|Fajar|Intan|Galih ~ Wibowo|Prasetyo|Lestari|Hidayat|Santoso|Maharani|Nugroho|Permata",
  russian:
    "Анна|Дмитрий|Полина|Артём|Дарья|Кирилл|Вероника|Егор|Милана|Глеб ~ Соколовская|Ветров|Белова|Громов|Лаврова|Мельник|Журавлёва|Тихонов",
  african:
    "Chiamaka|Kwame|Thandiwe|Tunde|Wanjiru|Sipho|Adaeze|Kofi|Zanele|Juma ~ Adeyemi|Mensah|Ndlovu|Okonkwo|Mwangi|Boateng|Dlamini|Eze",
};

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
  Object.entries(NAME_BANKS).map(([culture, names]) => [
    culture,
    names.split(" ~ ").map((bank) => bank.split("|")),
  ]),
) as Readonly<Record<Culture, string[][]>>;

export const personName = (random: Random, culture: Culture): string =>
  BANKS[culture].map((bank) => random.pick(bank)).join(" ");

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
