/**
 * Words that announce a phone number, by language; compared without accents and case. No public data has them: CLDR has
 * no word for "phone", and libphonenumber has only the words for extensions.
 */
export const PHONE_WORDS: readonly string[] = [
  // English, and words used everywhere
  "tel, tels, phone, phones, fone, ph, mob, mobile, mobiles, cell, call, text, sms, whatsapp, whats app, whatsap, wa, w.a, wapp, wats, watsapp, viber, signal, imo, botim, zalo, fax, hotline, landline, telephone, contact, contacts, number, booking, bookings, enquiry, enquiries, inquiry, inquiries, appointment, appointments, telegram, order, orders, reservation, reservations",
  // German, Dutch, Nordic
  "telefon, handy, mobil, rufnummer, festnetz, kontakt, telefonnummer, handynummer, anrufen, anruf, telefoon, bel, bellen, mobiel, gsm, tlf, ring, mobilnummer, puhelin, puh, soita, sími",
  // Spanish, Portuguese, Italian, French, Catalan, Romanian
  "telefono, telf, tlf, tfno, tfn, móvil, celular, cel, llama, llámanos, contacto, contactos, contrataciones, reservas, citas, telefone, telemóvel, fone, contato, contatos, zap, wpp, whats, whatszap, ligue, cellulare, chiama, chiamaci, contatti, téléphone, portable, appelez, joindre, contactez, rdv, telèfon, telefonul, sunați, programări",
  // Polish, Czech, Slovak, Hungarian, Baltic, South Slavic, Albanian
  "kom, komórka, zadzwoń, numer, mobil, telefonu, volejte, hívj, telefonszám, elérhetőség, mobiltelefon, tālrunis, telefonas, tālr, telefonas, telefoni, mobitel, kontakti, numri, celulari",
  // Turkish, Azeri, Uzbek, Kazakh
  "iletişim, cep, ara, arayın, irtibat, randevu, rezervasyon, sipariş, əlaqə, nömrə, aloqa, raqam, байланыс, нөмір",
  // Indonesian, Malay, Filipino, Vietnamese
  "hp, no hp, no wa, nope, telp, telepon, hubungi, narahubung, cp, pemesanan, hubungi kami, talian, sđt, đt, dt, điện thoại, liên hệ, lh, gọi, tawag, cell no",
  // Russian, Ukrainian, Belarusian, Bulgarian, Serbian
  "тел, телефон, тлф, моб, мобильный, сот, вотсап, ватсап, вацап, вайбер, вотсапп, звоните, звонить, звонок, номер, связь, контакт, контакты, запись, для связи, дзвоніть, зв'язок, тэл, телефони, обадете, контакти, мобилни, позовите, гсм",
  // Greek, Georgian, Armenian
  "τηλ, τηλέφωνο, κιν, κινητό, επικοινωνία, ტელ, ტელეფონი, მობ, ნომერი, հեռ, հեռախոս",
  // Hebrew
  "טלפון, טל, נייד, וואטסאפ, ווטסאפ, ליצירת קשר, להזמנות, פלאפון",
  // Arabic, Persian, Urdu, Kurdish, Pashto
  "هاتف, جوال, موبايل, موبایل, محمول, واتساب, واتس, واتس اب, تلفون, تليفون, اتصل, اتصال, تواصل, للتواصل, للاتصال, للحجز, للاعلان, رقم, الرقم, تماس, تلفن, شماره, شماره تماس, ارتباط, واتساپ, واتس‌اپ, سفارش, رابطہ, فون, نمبر, پەیوەندی, ژمارە",
  // Amharic, Swahili, Hausa
  "ስልክ, simu, piga, nambari, lambar, waya",
];

/**
 * The same for scripts that put no space between words, or no reliable one. They match at the end of the text before a
 * number.
 */
export const PHONE_WORDS_UNSPACED: readonly string[] = [
  // Chinese, Japanese, Korean
  "電話, 电话, 手机, 手機, 微信, 微信号, v信, 薇信, 联系, 聯絡, 联系方式, 联络, 聯繫, 热线, 熱線, 咨询, 諮詢, 加微, 预约, 預約, 订购, 号码, 號碼, 携帯, 携帯番号, 番号, お問い合わせ, お問合せ, 問い合わせ, 問合せ, 連絡先, ご連絡, ご予約, 予約, 문의, 연락처, 연락, 전화, 전화번호, 휴대폰, 핸드폰, 휴대전화, 폰, 카톡, 카카오톡, 번호, 예약, 상담, 비즈니스",
  // Thai, Lao, Khmer, Burmese
  "โทร, โทรศัพท์, เบอร์, เบอร์โทร, มือถือ, ติดต่อ, ติดต่องาน, สอบถาม, จองคิว, ໂທ, ໂທລະສັບ, ເບີ, ទូរស័ព្ទ, លេខ, ទំនាក់ទំនង, ဖုန်း, ဆက်သွယ်ရန်",
  // Hindi, Marathi, Nepali, Bengali, Punjabi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Sinhala
  "फोन, फ़ोन, मोबाइल, मोबाईल, संपर्क, सम्पर्क, नंबर, नम्बर, व्हाट्सएप, व्हाट्सऐप, कॉल, মোবাইল, ফোন, যোগাযোগ, নম্বর, নাম্বার, হোয়াটসঅ্যাপ, কল, ਫੋਨ, ਸੰਪਰਕ, ਮੋਬਾਈਲ, ફોન, સંપર્ક, મોબાઇલ, தொலைபேசி, கைபேசி, தொடர்பு, தொடர்புக்கு, போன், ఫోన్, మొబైల్, సంప్రదించండి, ಫೋನ್, ಮೊಬೈಲ್, ಸಂಪರ್ಕಿಸಿ, ഫോൺ, മൊബൈൽ, ബന്ധപ്പെടുക, දුරකථන, ඇමතුම්",
];

/** Words that announce an e-mail address. */
export const EMAIL_WORDS: readonly string[] = [
  "email, emails, e-mail, e mail, mail, mails, inbox, gmail, correo, correos, e-mails, adresse, mél, courriel, posta, e-posta, eposta, mejl, epost, e-post, sähköposti, imejl, emel, surel, imel, pochta, почта, мейл, имейл, емейл, пошта, имэйл, эл почта, ηλ ταχυδρομείο, mailadres, inquiries, inquires, enquiries, enquires, inquiry, enquiry, business, biz, pr, booking, bookings, contact, contacto, contato, kontakt, contatti, iletişim, collab, collabs, דואל, מייל, אימייל, بريد, ايميل, إيميل, الايميل, ایمیل",
];
export const EMAIL_WORDS_UNSPACED: readonly string[] = [
  "邮箱, 郵箱, 邮件, 郵件, 信箱, メール, メアド, お仕事, ご連絡, お問い合わせ, 連絡先, 이메일, 메일, 문의, อีเมล, อีเมล์, เมล, ईमेल, ইমেইল, மின்னஞ்சல்",
];

/** Words between an announcement and the contact. */
export const FILLER_WORDS =
  "us, me, on, at, to, now, le, la, el, il, al, o, os, a, den, dem, die, der, no, nr, nº, num, number, numbers, nummer, numer, número, numero, only, is, via, or, and, &, for, my, the, our, please, pls, pelo, par, au, unter, auf, по, на, номер, số, admin, business, only, here, direct, office, order, orders, booking, bookings, aja, ya, whatsapp";

/** Words before an announcement that belong to it: "for business inquiries:". */
export const LABEL_COMPANIONS =
  "for, my, the, our, please, business, biz, work, inquiry, inquiries, inquires, enquiry, enquiries, enquires, feature, features, booking, bookings, collab, collabs, collaboration, collaborations, pr, press, promo, management, mgmt, us, me, at, e, info, reach, parcerias, comercial, publicidad, and, or, via, on, by";
