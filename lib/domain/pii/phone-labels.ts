/** Words that announce a phone number, in the languages that creators write most. */
const WORDS = [
  "tel|tél|phone|fone|ph|mobile?|cell|call|text|sms|whats\\s?app|wpp|zap|viber|signal|fax|hotline",
  "telefon|telefono|teléfono|telefone|téléphone|telefoon|handy|mobil|móvil|movil|celular|cel|tlf|gsm|no hp|hp",
  "contact|contato|contacto|kontakt|booking|bookings|enquiry|enquiries|inquiry|inquiries|appointments?",
  "телефон|тел|моб|вотсап|ватсап|звоните",
];
/** Scripts without word boundaries that `\b` would know. */
const WORDS_UNBOUNDED =
  "電話|电话|手机|微信|연락처|전화|هاتف|واتساب|واتس|جوال|موبايل|טלפון|נייד|फोन|फ़ोन|मोबाइल";
const SIGNS = "📞|☎|📱|📲|🤙";
/** What may stand between the announcement and the number. */
const FILLERS = "(?:\\s+(?:us|me|on|at|now|no|nr|num|number|numbers|nummer|número|only|is|via))*";
const SEPARATORS = "(?:[\\s.:：#=>→👉|/\\ufe0f\\p{Emoji_Modifier}-]|\\([^)\\d]{1,12}\\))*";

const LABEL_BEFORE = new RegExp(
  `(?:(?<![\\p{L}\\p{N}_])(?:${WORDS.join("|")})${FILLERS}|${WORDS_UNBOUNDED}|${SIGNS})${SEPARATORS}$`,
  "iu",
);
/** How far before a number its announcement is looked for. */
const WINDOW = 40;

/** Whether a text that goes before a number announces a phone number. */
export const isAnnounced = (before: string): boolean => LABEL_BEFORE.test(before.slice(-WINDOW));
