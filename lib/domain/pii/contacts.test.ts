import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rounds } from "../../../test/deep.ts";
import { cutContacts } from "./contacts.ts";
import { findEmails, mayHoldEmail } from "./emails.ts";

const cut = (text: string, country: string | null = null): [string, string[]] => {
  const { cleaned, contacts } = cutContacts(text, { country });
  return [cleaned, contacts.map(({ value }) => value)];
};

describe("e-mail addresses", () => {
  it.each([
    ["Kitchen science.\nBusiness: hello@lumen.example", "Kitchen science.", "hello@lumen.example"],
    ["PR inquiries: Me.Too@LUMEN.example | Leeds", "Leeds", "Me.Too@lumen.example"],
    ["writer // @paper alum // jo@paper.example", "writer // @paper alum", "jo@paper.example"],
    ["Reporter (jo@paper.example). Cats.", "Reporter. Cats.", "jo@paper.example"],
    ["name [at] domain [dot] com", "", "name@domain.com"],
    ["reach: name(at)domain.com", "", "name@domain.com"],
    ["jo(dot)lee(at)paper(dot)com", "", "jo.lee@paper.com"],
    ["tips | jo.lee at gmail dot com", "tips", "jo.lee@gmail.com"],
    ["jo @ gmail", "", "jo@gmail.com"],
    ["ｊｏ＠ｐａｐｅｒ．ｃｏｍ hi", "hi", "jo@paper.com"],
    ["𝓳𝓸@𝓹𝓪𝓹𝓮𝓻.𝓬𝓸𝓶", "", "jo@paper.com"],
    ["j\u200bo@pa\u00adper.com", "", "jo@paper.com"],
    ["info@münchen.example", "", "info@xn--mnchen-3ya.example"],
    ["联系jo@paper.com谢谢", "联系 谢谢", "jo@paper.com"],
    ["用户@例子.公司", "", "用户@xn--fsqu00a.xn--55qx5d"],
    ["j***@paper.com", "", "j***@paper.com"],
    ["jo.lee=40gmail.com", "", "jo.lee@gmail.com"],
    ["联系 jo.lee#qq.com", "联系", "jo.lee@qq.com"],
    ["jo.lee at symbol paper.com", "", "jo.lee@paper.com"],
    ["mailto:jo@paper.com?subject=Hi", "", "jo@paper.com"],
    ["https://a.example/?to=jo%40paper.com&x=1", "https://a.example/?to=&x=1", "jo@paper.com"],
  ])("are cut from %j", (text, cleaned, value) => {
    expect(cut(text)).toEqual([cleaned, [value]]);
  });

  it.each([
    "Editor at Yahoo",
    "watch me live @ twitch.tv/jo",
    "ft.@first.last and @other",
    "https://medium.com/@user.name/story",
    "logo@2x.png",
    "at home. dot dot dot",
    "meet me at gmail headquarters",
    "Lunch @ gmail headquarters",
    "Find us at paper.com",
    "Editor @ paper.com",
    "Shop✨paper.com and ⭐youtube.com/jo",
    "Podcast🎙paper.com",
    "Option (a) paper.com",
  ])("are not seen in %j", (text) => {
    expect(cut(text)).toEqual([text, []]);
  });
});

describe("phone numbers", () => {
  it.each([
    ["Call +49 170 1234567 or 030 12345678", "DE", "or", ["+491701234567", "+493012345678"]],
    ["+1 (415) 555-2671", null, "", ["+14155552671"]],
    ["Office: (415) 555-2671", "US", "Office:", ["+14155552671"]],
    ["0049 170 1234567", null, "", ["+491701234567"]],
    ["📞 9876543210", "IN", "", ["+919876543210"]],
    ["واتساب +966 50 123 4567", null, "", ["+966501234567"]],
    ["https://wa.me/4917012345678", null, "", ["+4917012345678"]],
    ["https://api.whatsapp.com/send?phone=4917012345678&text=hi", null, "", ["+4917012345678"]],
    ["tel:+49-30-901820", null, "", ["+4930901820"]],
    ["Telefon: ０３０ １２３４５６７８", "DE", "", ["+493012345678"]],
  ])("are cut from %j of %s", (text, country, cleaned, values) => {
    expect(cut(text, country)).toEqual([cleaned, values]);
  });

  it.each([
    "zero one seven zero one two three four five six",
    "call me: +1 four one five 555 2671",
    "08I2-345-67O9",
    "M: 9876543210",
    "т. 89123456789",
    "加V信:13812345678",
    "+49*170*1234567",
    "WA 0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣",
    "https://l.instagram.com/?u=https%3A%2F%2Fwa.me%2F4917612345678&e=AT",
  ])("are cut whole from %j", (text) => expect(cut(text)[0]).not.toMatch(/\p{Nd}|zero|four/u));

  it.each(["Tel: 030 12345678", "030 12345678", "Zalo: 0912345678", "0812 3456 7890 (WA)", "415-555-2671"])(
    "are cut from %j without a value where no country can be told",
    (text) => expect(cut(text)).toEqual(["", []]),
  );

  it.each([
    ["9876543210 views", "IN"],
    ["1.234.567.890 Aufrufe", "DE"],
    ["100 000 000 subs", "DE"],
    ["2024-10-29 16:04, 29.10.2026 - 30.10.2026", "DE"],
    ["Champion 2008 2009 2010 2011, 1998-2004 2010", "US"],
    ["127.0.0.1 192.168.100.200", "US"],
    ["#4155552671", "US"],
    ["$ 4 155 552 671", "US"],
    ["100-200-3000 EUR", "DE"],
    ["https://www.instagram.com/p/17996402021478193/", "US"],
    ["PGP 4FEE 894C 8088 7E08 E170 A515 2801 7CC6", "US"],
    ["ISBN 978-3-16-148410-0", "US"],
    ["T: 37.575291,-122.341831", null],
    ["one two three four five six seven eight nine", null],
    ["ID 12345678", null],
    ["Shift 09.00-18.00, 0900-1800", "DE"],
    ["1,000,000,000 streams and 12 345 678 fans", null],
  ])("are not seen in %j of %s", (text, country) => {
    expect(cut(text, country)).toEqual([text, []]);
  });
});

describe("texts that are longer than any platform's", () => {
  const longest = 32_768;
  it("lose what lies beyond the limit, so that nothing stays uncut", () => {
    const { cleaned } = cutContacts(`${"word ".repeat(longest / 5)}late@paper.com ${"more ".repeat(5_000)}`);
    expect(cleaned.length).toBeLessThanOrEqual(longest);
    expect(cleaned).not.toContain("late");
  });
  it("lose a contact that stands across the limit as a whole", () => {
    const { cleaned } = cutContacts(`${"x ".repeat(longest / 2 - 3)}across@paper.com ${"more ".repeat(200)}`);
    expect(cleaned).not.toContain("acr");
  });
});

describe("cutContacts on a JSON value", () => {
  const envelope = {
    platform: "youtube",
    payload: {
      id: "4155552671",
      etag: "4155552672",
      snippet: {
        country: "DE",
        description: "Tel. 0170 1234567",
        publishedAt: "2026-10-29T16:00:07Z",
        thumbnails: { high: { url: "https://yt3.example/4155552671", width: 800 } },
      },
      statistics: { viewCount: "4821193711" },
    },
    posts: [{ tags: ["a", "jo@paper.example"] }],
  };

  it("cleans strings at any depth and leaves ids, counts, times and addresses of media", () => {
    const { cleaned, contacts } = cutContacts(envelope);
    expect(cleaned).toEqual({
      ...envelope,
      payload: { ...envelope.payload, snippet: { ...envelope.payload.snippet, description: "" } },
      posts: [{ tags: ["a", ""] }],
    });
    expect(contacts).toEqual([
      { kind: "phone", value: "+491701234567" },
      { kind: "email", value: "jo@paper.example" },
    ]);
  });

  it("gives back the same object when there was nothing to cut", () => {
    const value = { a: ["x", 1, null, { b: true }] };
    expect(cutContacts(value).cleaned).toBe(value);
  });

  it("takes whatever stands in a field made for phone numbers", () => {
    const value = { contact_phone_number: "9876543210", whatsapp: 4917012345678, id: 4917012345678 };
    const { cleaned, contacts } = cutContacts(value, { country: "IN" });
    expect(cleaned).toEqual({ contact_phone_number: "", whatsapp: null, id: 4917012345678 });
    expect(contacts.map(({ value: found }) => found)).toContain("+919876543210");
  });

  it("cleans names of fields too", () => {
    expect(cutContacts({ "jo@paper.example": 1 }).cleaned).toEqual({ "": 1 });
  });

  it("keeps a field named __proto__ a field", () => {
    const { cleaned } = cutContacts(JSON.parse('{"__proto__":{"a":"jo@paper.example"}}'));
    expect(JSON.stringify(cleaned)).toBe('{"__proto__":{"a":""}}');
  });

  it("refuses what nests too deeply", () => {
    expect(() => cutContacts(JSON.parse("[".repeat(200) + "]".repeat(200)))).toThrow(/deeper/);
  });
});

const word = fc.stringMatching(/^[a-z]{2,8}$/);
const email = fc.tuple(word, word).map(([local, domain]) => `${local}@${domain}.example`);
const phone = fc.integer({ min: 1_000_000, max: 9_999_999 }).map((rest) => `+49 170 ${rest}`);
const spoiler = fc.constantFrom(" ", "\n", " | ", ", ", " (", ") ", "✨", " // ", ": ");
const bioWith = (contact: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(fc.oneof(word, contact), spoiler), { maxLength: 12 })
    .map((parts) => parts.flat().join(""));

describe("cutContacts on any text", () => {
  it("leaves no e-mail address and no phone number", () => {
    fc.assert(
      fc.property(bioWith(fc.oneof(email, phone)), (bio) => {
        const { cleaned } = cutContacts(bio, { country: null });
        expect(cleaned).not.toMatch(/@|\+49/);
      }),
    );
  });

  it("finds each address that stands apart", () => {
    fc.assert(
      fc.property(fc.uniqueArray(email, { minLength: 1, maxLength: 4 }), (emails) => {
        const { contacts } = cutContacts(emails.join(" | "), { country: null });
        expect(contacts.map(({ value }) => value)).toEqual(emails);
      }),
    );
  });

  it("changes nothing where there is no contact", () => {
    const plain = fc
      .array(fc.tuple(word, fc.nat(999).map(String), spoiler))
      .map((parts) => parts.flat().join(" "));
    fc.assert(
      fc.property(plain, (text) => {
        expect(cutContacts(text, { country: "US" }).cleaned).toBe(text);
      }),
    );
  });

  it("finds nothing more the second time, in any Unicode", () => {
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: "grapheme" }),
        email,
        phone,
        fc.constantFrom(" at ", "gmail", "@", "+", "tel", "(dot)", "0170"),
      ),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const once = cutContacts(parts.join(""), { country: "DE" }).cleaned;
        expect(cutContacts(once, { country: "DE" })).toEqual({ cleaned: once, contacts: [] });
      }),
      { numRuns: rounds(500) },
    );
  });
});

describe("the quick look at a text", () => {
  const marks = ["@", " @ ", " at ", "(at)", "AT", "☆", " arroba ", "=40", "アット"];
  const dots = [
    ".",
    ",",
    " . ",
    ". ",
    "[.]",
    " dot ",
    "(punkt)",
    "(d)",
    "-dot-",
    "DOT",
    "点",
    "닷",
    "。",
    "·",
    "ドット",
  ];

  it("passes every text in which an address is found", () => {
    const gap = fc.string({ maxLength: 2 });
    const host = fc
      .record({ name: fc.constantFrom("paper", "gmail"), dot: fc.constantFrom("", ...dots), gap })
      .map(({ name, dot, gap: behind }) => (dot === "" ? name : `${name}${dot}com`) + behind);
    const address = fc.tuple(gap, fc.constantFrom("jo_lee", "mailto:jo"), fc.constantFrom(...marks), host);
    let found = 0;
    fc.assert(
      fc.property(address, (parts) => {
        const text = parts.join("");
        if (findEmails(text).length === 0) return;
        found += 1;
        expect(mayHoldEmail(text), text).toBe(true);
      }),
      { numRuns: rounds(20_000) },
    );
    expect(found).toBeGreaterThan(0);
  });
});
