import { lazily } from "../made-once.ts";
import { fold } from "../text/fold.ts";
import { ROLES } from "./role-table.ts";

/**
 * Endings of words for people by their work, in Latin, Cyrillic and Han letters and in Hangul. Some other words have
 * these endings too.
 */
const DOES =
  /(?:[eo]rs?|ists?|ist[ae]s?|ians?|eu[rx]|euse|rice|ante|[aei]dor[ae]?s?|eir[oa]s?|graf[oa]?|log[oae]?s?|logue|tore|erin|ник|ница|тель|ист|граф|лог|ер|[家者師师手員员優士]|[가수사우])$/u;

const words = (list: string) =>
  lazily((): ReadonlySet<string> => new Set(list.trim().split(/\s+/).map(fold)));

/** Words for work that neither have such an ending nor are in WordNet's list. */
const work = words(`
  ceo coo dj djs mua photog photographe atleta atletas nurse nurses chefs poets poete poeta cuoco cuoca rapero rapera cantaut
  abogado abogada advogado advogada avocat avocate avvocato avvocata adwokat avukat advokat anwalt rechtsanwalt
  anwaltin arzt arztin medecin medica lekarz lekarka ogretmen yazar sarkici oyuncusu
  penyanyi penulis musisi penari wartawan pengacara pelawak petani
  повар певец певица поэт актриса врач адвокат репетитор
  مغني مغنيه فنان كاتب كاتبه شاعر ممثل ممثله طبيب طبيبه دكتور محامي مصور معلم رسام مصمم مبرمج صحفي
  गायक गायिका शिक्षक लेखक लेखिका कवि अभिनेता अभिनेत्री वकील डॉक्टर खिलाड़ी
  俳優 女優 歌い手 芸人 シンガー ミュージシャン エンジニア デザイナー ダンサー フォトグラファー 래퍼 댄서 디자이너 선생님 개발자`);

/** Words with such an ending that are not work: things, beliefs, animals, and founders of anything. */
const noWork = words(`
  요가 sneakers humor trailers sport newspaper resist founder cofounder founders oprichter fundador
  fundadora fondateur fondatrice grunder fondator mompreneur kinderlieder interiors interieur interior decor homedecor
  immobilier pertanian 농사 bucher lecture christian christians asker 군사 역사 horror career careers kariyer carreira
  vegetarian semiconductor soccer libertarian socialist toddler zwanger labrador equestrian haustier huisdier
  embroider declutter интерьер карьер outdoor cristian vlog watercolor humour recorder`);

const roles = words(ROLES);

/** Whether a folded word of the category table names people by their work: "photographer", "повар". */
export function isProfession(word: string): boolean {
  return work().has(word) || (!noWork().has(word) && (roles().has(word) || DOES.test(word)));
}
