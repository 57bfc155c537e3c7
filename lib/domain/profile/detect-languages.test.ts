import { describe, expect, it } from "vitest";
import { detectLanguages, languagesOf } from "./detect-languages.ts";

describe("detectLanguages", () => {
  it.each([
    ["Yoga, Reisen und veganes Essen aus Berlin", ["de"]],
    ["Recetas fáciles para toda la familia cada día", ["es"]],
    ["Dicas de maquiagem e beleza todos os dias", ["pt"]],
    ["Singer songwriter based in Nashville, tour dates below", ["en"]],
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
