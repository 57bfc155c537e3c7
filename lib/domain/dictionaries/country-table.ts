/**
 * All officially assigned codes of ISO 3166-1 alpha-2, and XK (Kosovo), which is user-assigned but sent by the
 * platforms.
 */
export const COUNTRY_CODES: readonly string[] = (
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
  "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO " +
  "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE " +
  "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO " +
  "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW " +
  "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM " +
  "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
).split(" ");

/** Languages whose names for countries and languages are understood. */
export const NAME_LOCALES: readonly string[] =
  "en es pt fr de it nl pl tr id ru uk ar he hi ja ko zh zh-Hant sv".split(" ");

/**
 * Names of countries and territories that are everyday words or first names in some language (Polish Indie, Russian
 * Того, Korean 이란, Turkish Fas ...). To be in a text is not enough evidence for these.
 */
export const COUNTRY_NAMES_THAT_ARE_WORDS =
  "island|turkey|jordan|chad|jersey|china|chile|guinea|indie|man|fas|mali|togo|того|reunion|malta|cuba|niger|oman|tonga|montserrat|" +
  "dominica|macedonia|jordania|cina|cin|мали|чад|перу|이란|수단|오만|가나|인도|차드|말리|기니|아랍|us|america|amerika|india|" +
  "마요트|페루|쿠바|칠레|몽골|니제르|토고|palau|guam|samoa|benin|panama|liban|chiny|peru|kuba|stany|swiss|czech|bae|vae|eau|nippon|polski|kore|indien";
