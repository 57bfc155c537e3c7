import fc from "fast-check";
import { type CountryCode, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";

/** A contact as somebody might write it, in a text. */
export interface ContactForm {
  readonly text: string;
  /** What a reader could still put the contact together from: none of it may be left, white space and case aside. */
  readonly telling: readonly string[];
  readonly kind: "email" | "phone";
}

/**
 * A production of the grammar. `tuned` is what the rules were made by; `kept` was held out while they were made, and
 * tells how far they reach beyond it.
 */
interface Production<T> {
  readonly tuned: readonly T[];
  readonly kept: readonly T[];
}
export type Part = keyof Production<unknown>;

const AT: Production<string> = {
  tuned: [
    "@",
    " @ ",
    " @",
    "@ ",
    "\n@",
    "@@",
    "&#64;",
    "&commat;",
    "&#x40;",
    "%40",
    "＠",
    "﹫",
    "(at)",
    "[at]",
    "{at}",
    " (at) ",
    "<at>",
    "|at|",
    "-at-",
    "_at_",
    "*at*",
    " [at] ",
    "(@)",
    "[@]",
    "☆",
    "★",
    "🍥",
    "📧",
    "ⓐ",
    "AT",
    "(アットマーク)",
    "（アット）",
    "(arobase)",
    " arobase ",
    "(собака)",
    " собака ",
    "(małpa)",
    "(arroba)",
    " arroba ",
    "(chiocciola)",
    "◎",
    "🌀",
    "✉️",
    "(ät)",
    "(klammeraffe)",
    "(snabel-a)",
    "(zavináč)",
    "(kukac)",
    "(골뱅이)",
    "艾特",
    "~at~",
    "/at/",
    ":at:",
    "=at=",
    "«at»",
    " at the rate ",
    "[ @ ]",
    "@\u200b",
    "&#064;",
    "%2540",
    "\\u0040",
    " (AT) ",
    "【at】",
    "(et)",
    "＜at＞",
    "\u00ad@",
    "⭐",
  ],
  kept: [
    " [ät] ",
    "⟨at⟩",
    "{@}",
    "|@|",
    "-@-",
    " (at)",
    "(at) ",
    "〈at〉",
    "[arroba]",
    " chiocciola ",
    " małpa ",
    " kukac ",
    "【@】",
    "（собака）",
    "[собачка]",
    "🐒",
    "🐌",
    "■",
    "♪",
    "@@@",
    "&#x0040;",
    "&amp;#64;",
    "\t@",
    "{arobase}",
    "(a)",
    "(at sign)",
    " at sign ",
    "(@t)",
    "((at))",
    "<@>",
    "[[at]]",
    "_AT_",
    "--at--",
    "<<at>>",
    "(ətt)",
    "(ЭТ)",
    "♥",
    "⊙",
    "(@ )",
    " aT ",
    "\\x40",
    "(arrobase)",
    "(ad)",
    "(AT)",
    "(at",
    "@.",
  ],
};
const DOT: Production<string> = {
  tuned: [
    ".",
    ".",
    ".",
    ".",
    "(dot)",
    "[dot]",
    " dot ",
    "[.]",
    " . ",
    "(punkt)",
    " point ",
    "。",
    ".",
    ".",
    "-dot-",
    "{dot}",
    "_dot_",
    " punto ",
    " точка ",
    "(ponto)",
    "・",
    "(.)",
    "&#46;",
    " (DOT) ",
    "．",
  ],
  kept: [
    ".",
    ".",
    ".",
    "[DOT]",
    " (punto) ",
    "(point)",
    "{.}",
    "<dot>",
    " kropka ",
    " nokta ",
    "|dot|",
    "\u2024",
    "｡",
    " DOT ",
    "--dot--",
    "(d0t)",
    "*dot*",
    "•",
  ],
};
const HOST_ENDINGS: Production<readonly string[]> = {
  tuned: [
    ["com"],
    ["com"],
    ["de"],
    ["fr"],
    ["co", "jp"],
    ["org"],
    ["net"],
    ["co", "uk"],
    ["com", "br"],
    ["studio"],
    ["pl"],
    ["ru"],
  ],
  kept: [["io"], ["es"], ["com", "mx"], ["agency"], ["info"], ["it"]],
};
const EMAIL_TEXT: Production<(form: string) => string> = {
  tuned: [
    (form) => `Hello. ${form} Bye.`,
    (form) => form,
    (form) => `Email: ${form}`,
    (form) => `📩 ${form}`,
    (form) => `Berlin | ${form} | DMs open`,
    (form) => `Fotos y más.\n${form}\nGracias`,
    (form) => `お仕事：${form}`,
    (form) => `Для связи: ${form} (работа)`,
  ],
  kept: [
    (form) => `✨ Model\n💌 ${form}\n📍 Lagos`,
    (form) => `PR/collab → ${form}`,
    (form) => `contato: ${form} - parcerias`,
    (form) => `${form} para contrataciones`,
    (form) => `문의는 ${form} 으로`,
    (form) => `اعلان: ${form}`,
  ],
};

/** Not in entities, which would be none any more. */
const bold = (text: string): string =>
  text.replace(/[a-z](?![a-z]*;|40;)/g, (letter) =>
    String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97),
  );
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
/** How a whole address is dressed; a dress that would change its sign or dot into another form is left out. */
const EMAIL_DRESS: Production<(form: string) => string> = {
  tuned: [
    (form) => form,
    (form) => form,
    (form) => form,
    bold,
    (form) => form,
    (form) => form.replace(/(?<=[a-z])(?=[a-z])/g, "\u200b"),
    wide,
    (form) => form.toUpperCase(),
    (form) => `"${form}"`,
  ],
  kept: [
    (form) => form,
    (form) => form,
    (form) => form.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x24d0 + letter.charCodeAt(0) - 97)),
    (form) => `(${form})`,
    (form) => `<${form}>`,
    (form) => form.replace(/(?<=[a-z])(?=[a-z])/g, "\u0336"),
  ],
};

const NAMES = ["kvora", "mibel", "tesnik", "oldrup", "fenja"];
const HOSTS = ["quellbox", "nordwik", "tarnby", "lumevra"];

const pick = <T>(production: Production<T>, part: Part): fc.Arbitrary<T> =>
  fc.constantFrom(...(part === "tuned" ? production.tuned : production.kept));

const emailForm = (part: Part): fc.Arbitrary<ContactForm> =>
  fc
    .record({
      names: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 }),
      host: fc.constantFrom(...HOSTS),
      at: pick(AT, part),
      dot: pick(DOT, part),
      ending: pick(HOST_ENDINGS, part),
      dress: pick(EMAIL_DRESS, part),
      text: pick(EMAIL_TEXT, part),
    })
    .map(({ names, host, at, dot, ending, dress, text }) => {
      // A word or a sign in the place of the @ with gaps and a dot of words: the local part takes the plain dot.
      const form = `${names.join(".")}${at}${[host, ...ending].join(dot)}`;
      return { kind: "email", text: text(dress(form)), telling: [...names, host] };
    });

/** Zeros of scripts with digits of their own: The Unicode Standard, table of decimal digits. */
const DIGIT_ROWS: Production<number> = {
  tuned: [
    0x30, 0x30, 0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x30, 0x30, 0xa66, 0xae6, 0xbe6, 0xc66,
    0xce6, 0xd66, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0x1d7ce, 0x1fbf0,
  ],
  kept: [
    0x30, 0x30, 0x7c0, 0xb66, 0xde6, 0x1090, 0x1946, 0x1a80, 0xa620, 0xa8d0, 0xa9d0, 0xabf0, 0x104a0, 0x11066,
    0x1d7f6,
  ],
};
const DIGIT_DRESS: Production<(digits: string) => string> = {
  tuned: [
    (digits) => digits,
    (digits) => digits,
    (digits) => digits.replace(/\d/g, "$&\ufe0f\u20e3"),
    superscript,
    (digits) => digits,
    (digits) => digits.replace(/\d/g, "$&\u200d"),
    circled,
    (digits) => digits.replace(/(?<=\d)0(?=\d)/g, "O"),
  ],
  kept: [
    (digits) => digits,
    (digits) => digits,
    (digits) => digits.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? digit),
    (digits) => digits.replace(/\d/g, (digit) => "⓿❶❷❸❹❺❻❼❽❾"[Number(digit)] ?? digit),
    (digits) => digits.replace(/(?<=\d)(?=\d)/g, " "),
  ],
};
function superscript(digits: string): string {
  return digits.replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? digit);
}
function circled(digits: string): string {
  return digits.replace(/\d/g, (digit) => "⓪①②③④⑤⑥⑦⑧⑨"[Number(digit)] ?? digit);
}

const SEPARATORS: Production<string> = {
  tuned: [" ", " ", "-", ".", "*", "_", "", " ", "·", "/", "~", "|", " - ", "–", "\u00a0", "  ", ","],
  kept: [" ", "-", "—", "\u2009", ":", "=", ". ", "'", "+", "•", "•••", " / ", "_-_"],
};
/** A label and a country whose people would write it. */
const LABELS: Production<readonly [string, CountryCode]> = {
  tuned: [
    ["WA ", "ID"],
    ["Zalo: ", "VN"],
    ["SĐT: ", "VN"],
    ["โทร ", "TH"],
    ["İletişim ", "TR"],
    ["문의 ", "KR"],
    ["お問い合わせ ", "JP"],
    ["تماس ", "IR"],
    ["微信 ", "CN"],
    ["WhatsApp ", "BR"],
    ["📞 ", "IN"],
    ["Tel. ", "DE"],
    ["Телефон: ", "RU"],
    ["Cel: ", "MX"],
    ["Điện thoại ", "VN"],
    ["Handy: ", "AT"],
    ["ติดต่องาน ", "TH"],
    ["Cep ", "TR"],
    ["연락처: ", "KR"],
    ["携帯 ", "JP"],
    ["شماره ", "IR"],
    ["手机：", "CN"],
    ["Zap ", "BR"],
    ["संपर्क: ", "IN"],
    ["Τηλ. ", "GR"],
    ["טלפון ", "IL"],
    ["للتواصل ", "EG"],
    ["Hubungi ", "MY"],
    ["Komórka: ", "PL"],
    ["Móvil ", "ES"],
    ["Звоните ", "KZ"],
    ["যোগাযোগ ", "BD"],
    ["Call us on ", "US"],
    ["Portable : ", "FR"],
  ],
  kept: [
    ["Kontakt: ", "PL"],
    ["Tlf ", "NO"],
    ["Puh. ", "FI"],
    ["Mob ", "GB"],
    ["Ligue ", "BR"],
    ["Llámanos: ", "AR"],
    ["Appelez le ", "FR"],
    ["Volejte ", "CZ"],
    ["Hívj: ", "HU"],
    ["Cel/WhatsApp: ", "CO"],
    ["Whatsapp/call - ", "NG"],
    ["call or text ", "US"],
    ["HP ", "ID"],
    ["CP: ", "PH"],
    ["Liên hệ booking ", "VN"],
    ["ဖုန်း ", "MM"],
    ["ទូរស័ព្ទ ", "KH"],
    ["ফোন ", "BD"],
    ["تواصل واتس ", "SA"],
    ["رابطہ ", "PK"],
    ["номер ", "UA"],
    ["запись по тел. ", "RU"],
    ["ტელ: ", "GE"],
    ["Հեռ․ ", "AM"],
    ["ስልክ ", "ET"],
    ["Telefone de contato: ", "PT"],
    ["tel no ", "TR"],
    ["Nomor WA ", "ID"],
    ["☎️ ", "IT"],
  ],
};
const LINKS: Production<(international: string) => string> = {
  tuned: [
    (number) => `wa.me/${number}`,
    (number) => `https://wa.me/${number}?text=hi`,
    (number) => `https://zalo.me/${number}`,
    (number) => `https://l.instagram.com/?u=${encodeURIComponent(`https://wa.me/${number}`)}&e=AT`,
    (number) => `tel:+${number}`,
    (number) => `https://api.whatsapp.com/send?phone=%2B${number}`,
    (number) =>
      `https://l.facebook.com/l.php?u=${encodeURIComponent(`https://api.whatsapp.com/send/?phone=${number}&text=x`)}&h=1`,
    (number) =>
      `https://www.youtube.com/redirect?event=x&q=${encodeURIComponent(`https://wa.me/+${number}`)}`,
    (number) =>
      `https://l.instagram.com/?u=${encodeURIComponent(encodeURIComponent(`https://wa.me/${number}`))}`,
    (number) => `viber://chat?number=%2B${number}`,
    (number) => `https://signal.me/#p/+${number}`,
    (number) => `sms:+${number}`,
  ],
  kept: [
    (number) => `https://t.me/+${number}`,
    (number) => `whatsapp://send?phone=${number}`,
    (number) => `https://www.google.com/url?q=https%3A%2F%2Fwa.me%2F${number}&sa=D`,
    (number) => `https://chat.zalo.me/?phone=${number}`,
    (number) => `callto://+${number}`,
    (number) => `skype:+${number}?call`,
    (number) => `http://www.wa.me/+${number}`,
    (number) => `https://wa.me/${number.slice(0, 2)}-${number.slice(2, 5)}-${number.slice(5)}`,
    (number) => `https://web.whatsapp.com/send?text=hi&phone=${number}`,
  ],
};
const COUNTRIES: Production<CountryCode> = {
  tuned: [
    "DE",
    "ID",
    "IN",
    "BR",
    "TR",
    "US",
    "FR",
    "NG",
    "EG",
    "PH",
    "PL",
    "ES",
    "JP",
    "KE",
    "MX",
    "SA",
    "GB",
    "VN",
  ],
  kept: ["AR", "CO", "PK", "BD", "TH", "KR", "IT", "NL", "SE", "PL", "UA", "ZA", "GH", "MA", "AE", "CN"],
};

const exampleOf = (country: CountryCode) => {
  const number = getExampleNumber(country, examples);
  if (number === undefined) throw new Error(`There is no example number of ${country}.`);
  return number;
};
const inRow = (digits: string, zero: number): string =>
  digits.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

function dressed(number: string, row: number, dress: (digits: string) => string, separator: string): string {
  const separated = number.replace(/[\s().-]+/g, separator);
  // Keycaps and the like are made of plain digits.
  return row === 0x30 ? dress(separated) : inRow(separated, row);
}

const phoneForm = (part: Part): fc.Arbitrary<ContactForm> =>
  fc.oneof(
    fc
      .record({
        country: pick(COUNTRIES, part),
        prefix: fc.constantFrom("+", "+", "＋", "00"),
        ...dresses(part),
      })
      .map(({ country, prefix, row, dress, separator }) => {
        const written = exampleOf(country).formatInternational().slice(1);
        return phone(`Hello ${prefix}${dressed(written, row, dress, separator)} Bye`);
      }),
    fc
      .record({ label: pick(LABELS, part), ...dresses(part) })
      .map(({ label: [label, country], row, dress, separator }) =>
        phone(`Hello\n${label}${dressed(exampleOf(country).formatNational(), row, dress, separator)} Bye`),
      ),
    fc
      .record({ country: pick(COUNTRIES, part), link: pick(LINKS, part) })
      .map(({ country, link }) => phone(`Book: ${link(exampleOf(country).number.slice(1))}`)),
  );

const dresses = (part: Part) => ({
  row: pick(DIGIT_ROWS, part),
  dress: pick(DIGIT_DRESS, part),
  separator: pick(SEPARATORS, part),
});
/** No other digits stand in these texts: what is left of a number tells it. */
const phone = (text: string): ContactForm => ({ kind: "phone", text, telling: [] });

/** Forms of a part of the grammar, the same ones at each run. */
export const sampledForms = (part: Part, count: number): ContactForm[] =>
  fc.sample(fc.oneof(emailForm(part), phoneForm(part)), { numRuns: count, seed: 20_261_129 });
