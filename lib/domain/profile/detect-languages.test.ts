import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectLanguages, languagesOf, saysInWords } from "./detect-languages.ts";

describe("detectLanguages", () => {
  it.each([
    ["Yoga, Reisen und veganes Essen aus Berlin", ["de"]],
    ["Recetas fáciles para toda la familia cada día", ["es"]],
    ["Dicas de maquiagem e beleza todos os dias", ["pt"]],
    ["Singer songwriter based in Nashville, tour dates below", ["en"]],
    ["𝓘 𝓵𝓸𝓿𝓮 𝓬𝓸𝓸𝓴𝓲𝓷𝓰 𝓪𝓷𝓭 𝓽𝓻𝓪𝓿𝓮𝓵𝓲𝓷𝓰 𝓮𝓿𝓮𝓻𝔂 𝓭𝓪𝔂", ["en"]],
    ["ɪ ʟᴏᴠᴇ ᴄᴏᴏᴋɪɴɢ ᴀɴᴅ ᴛʀᴀᴠᴇʟɪɴɢ ᴇᴠᴇʀʏ ᴅᴀʏ", ["en"]],
    ["毎日のレシピと旅行の写真", ["ja"]],
    ["每天分享美食和旅行的视频", ["zh"]],
    ["매일 새로운 요리 레시피", ["ko"]],
    ["Рецепты для всей семьи и путешествия", ["ru"]],
    ["وصفات سهلة لكل العائلة وكل يوم جديد", ["ar"]],
    ["หนังใหม่ทุกสัปดาห์ — new films from Bangkok every single week", ["th", "en"]],
  ])("reads %s", (text, languages) => expect(detectLanguages(text, null)).toEqual(languages));

  it.each([
    "Detroit, Microsoft, La Clippers",
    "Dad, husband, President, citizen.",
    "React.js, JavaScript, TypeScript, HTML",
    "Hola amigos",
    "#recetas #comida @maria https://ejemplo.example/recetas/para/todos",
    "✨🥐✨",
    "",
  ])("does not guess from %j", (text) => expect(detectLanguages(text, null)).toEqual([]));

  it("parts Malay from Indonesian by the country", () => {
    const text = "Resipi mudah untuk seluruh keluarga anda setiap hari";
    expect(detectLanguages(text, "MY")).toEqual(["ms"]);
    expect(detectLanguages("Resep masakan rumahan dan tips memasak setiap hari", null)).toEqual(["id"]);
  });
});

describe("languagesOf", () => {
  const evidence = { declared: [], ofPosts: [], bio: "", postTexts: [], country: null };

  it("puts the platform's own word first, then common languages of posts, then the bio's", () => {
    const ofPosts = ["pt", "pt", "en", "en", "en", "und", null];
    const bio = "Recetas fáciles para toda la familia cada día";
    expect(languagesOf({ ...evidence, declared: ["fr-CA"], ofPosts, bio })).toEqual(["fr", "en", "pt"]);
  });

  it("leaves out languages of a stray post", () => {
    expect(languagesOf({ ...evidence, ofPosts: [...Array(9).fill("en"), "tl"] })).toEqual(["en"]);
  });

  it("reads the posts only when nothing else tells", () => {
    const postTexts = ["Yoga, Reisen und veganes Essen", "Heute gibt es etwas Neues aus Berlin"];
    expect(languagesOf({ ...evidence, postTexts })).toEqual(["de"]);
    expect(languagesOf({ ...evidence, declared: ["en"], postTexts })).toEqual(["en"]);
  });
});

describe("languages that share their letters", () => {
  it.each([
    ["東京在住 美容師", "JP", "ja"],
    ["経済 労働 勉強中", null, "ja"],
    ["美容室経営 大阪府", null, "ja"],
    ["北京美食博主", null, "zh"],
    ["風景攝影師", null, "zh"],
    ["料理研究家", "JP", "ja"],
    ["料理研究家", "TW", "zh"],
    ["हर दिन नए वीडियो के लिए मेरे चैनल को सब्सक्राइब करें", null, "hi"],
    ["मी एक मराठी ब्लॉगर आहे आणि मला स्वयंपाक आवडतो", null, "mr"],
    ["म नेपाली ब्लगर हुँ र मलाई खाना मन पर्छ", null, "ne"],
    ["योग शिक्षक", "NP", "ne"],
    ["প্রতিদিন নতুন রান্নার ভিডিও", null, "bn"],
    ["Jeg er en mor fra Oslo som elsker mat og reiser", "NO", "no"],
    ["Receitas fáceis e rápidas todos os dias", "BR", "pt"],
    ["Milujem varenie a cestovanie, som zo Slovenska", null, "sk"],
    ["Jsem cestovatel a rád vařím pro přátele", null, "cs"],
  ])("are told by marks, place or country: %s in %s is %s", (text, country, language) => {
    expect(detectLanguages(text, country)).toEqual([language]);
  });

  it.each(["料理研究家", "योग शिक्षक", "Jeg er en mor som elsker mat og reiser"])(
    "are left open where nothing tells: %s",
    (text) => expect(detectLanguages(text, null)).toEqual([]),
  );

  it("never make Chinese of what holds a kana and enough letters, whatever else it holds", () => {
    const han = fc.constantFrom(..."東京写真家料理風景北京美食".split(""));
    fc.assert(
      fc.property(
        fc.array(han, { minLength: 4, maxLength: 20 }),
        fc.constantFrom("の", "カ", "で"),
        (letters, kana) => {
          expect(detectLanguages(letters.join("") + kana, null)).toEqual(["ja"]);
        },
      ),
    );
  });
});

describe("saysInWords", () => {
  it.each([
    ["📍 Minneapolis\n🗣️ @someone https://t.co/abc", false],
    ["#one #two #three", false],
    ["ok", false],
    ["Testing a new way to talk", true],
    ["今日のレシピ", true],
    ["오늘의 새로운 요리 영상", true],
  ])("of %s is %s", (text, expected) => expect(saysInWords(text)).toBe(expected));
});
