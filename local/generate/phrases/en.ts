import type { LanguageBank } from "./language-bank.ts";

export const en: LanguageBank = {
  topics: {
    lifestyle: "slow living|everyday vlogs|morning routines|lifestyle content|life in my thirties",
    fashion:
      "thrifted outfits|streetwear looks|capsule wardrobes|affordable fashion|style tips for petite women",
    beauty: "honest skincare reviews|makeup tutorials|clean beauty|nail art|curly hair care",
    food: "easy weeknight recipes|sourdough baking|street food|family recipes|meal prep ideas",
    gaming: "indie games|speedruns|minecraft builds|fps gameplay|cozy gaming",
    music: "original songs|acoustic covers|beat making|vinyl collecting|songwriting",
    travel: "budget travel|van life|solo trips|hidden places|backpacking through asia",
    fitness: "home workouts|strength training|mobility drills|kettlebell training|fitness for busy people",
    comedy: "sketch comedy|stand-up clips|dad jokes|office humour|silly voices",
    tech: "phone reviews|smart home gadgets|budget laptops|tech news|mechanical keyboards",
    football: "football analysis|grassroots football|matchday vlogs|football training drills|goalkeeper tips",
    photography:
      "street photography|portrait photography|film photography|lightroom presets|night photography",
    education: "math tutorials|study tips|teaching resources|exam prep|english lessons",
    parenting: "life with toddlers|gentle parenting|twin mum life|dad life|family adventures",
    art: "watercolour painting|digital illustration|urban sketching|character art|pottery",
    pets: "rescue dogs|cat content|dog training|life with two corgis|parrot care",
    dance: "hip hop choreography|ballet basics|salsa nights|dance challenges|afro dance",
    business: "small business tips|startup stories|e-commerce|freelancing|building in public",
    finance: "personal finance|index funds|budgeting tips|debt free journey|investing for beginners",
    cars: "car restoration|ev reviews|drift builds|classic cars|car detailing",
    home_decor: "small flat makeovers|cosy interiors|rental friendly decor|diy furniture|scandi style homes",
    books: "fantasy books|book reviews|romance reads|monthly reading wrap ups|classic literature",
    motivation:
      "daily motivation|mindset coaching|discipline over motivation|self improvement|habit building",
    diy: "woodworking projects|home repairs|upcycling|3d printing|weekend builds",
    marketing: "content strategy|seo tips|brand building|social media marketing|copywriting",
    programming: "react tutorials|python for beginners|web development|open source|coding interviews",
    science: "physics explained|space news|kitchen chemistry|marine biology|everyday science",
    mental_health: "mental health awareness|anxiety tips|therapy talk|burnout recovery|self care",
    running: "marathon training|trail running|couch to 5k|ultra running|running shoes reviews",
    anime: "anime reviews|cosplay|manga hauls|anime art|studio soundtracks",
    yoga: "vinyasa flows|morning yoga|yoga for beginners|breathwork|prenatal yoga",
    vegan: "plant based recipes|vegan meal prep|cruelty free living|vegan baking|high protein vegan meals",
    nature: "wildlife photography|hiking trails|birdwatching|national parks|wild camping",
    podcasts: "a weekly podcast|long conversations|interviews with founders|podcast clips|storytelling",
    crypto: "bitcoin explained|crypto news|defi guides|blockchain basics|web3 projects",
    history: "ancient history|local history|history documentaries|medieval castles|forgotten stories",
    coffee: "latte art|specialty coffee|home espresso|coffee shop reviews|pour over recipes",
    gardening: "vegetable gardening|balcony plants|houseplants|permaculture|cut flowers",
    weddings: "wedding planning|bridal looks|wedding films|elopements|boho weddings",
    luxury: "luxury hotels|fine watches|designer bags|yacht life|first class reviews",
  },
  openers:
    "{a} & {b}|All about {a}|{a} | {b} | {city}|Sharing {a} from {city}|Just someone who loves {a}|Here for {a} and {b}|{age} | {a}|Obsessed with {a}, sometimes {b}|I make videos about {a}|Helping you get into {a}|{a} every week|From {city} with love: {a}|Full-time job, part-time {a}|New here? Start with {a}|{a} made simple|Your daily dose of {a}|{a}. {b}. Repeat.|Documenting {a} since 2016",
  extras:
    "mum of two|coffee first|she/her|he/him|probably eating|opinions are my own|dog dad|introvert|night owl|as seen in my living room|one day at a time|not a professional, just stubborn|powered by tea|collecting memories|big dreams, small flat|still figuring it out|be kind|ex lawyer|left my desk job in 2021|part-time dreamer",
  calls:
    "New video every Sunday|Link below 👇|DM for collabs|Join the newsletter|Shop my presets|Watch the latest one|Say hi!|Free guide in my link|Use my code for 10% off|Subscribe for more|Work with me ⬇️",
  contact: "Business:|Contact:|Collabs:|For enquiries:|Work with me:|Bookings:",
  captions:
    "{a}, part two|Nobody talks about this side of {a}|My honest thoughts on {a}|{a} on a rainy day|Trying {a} for 30 days|Save this for later: {a}|3 things I learned from {a}|{a} but make it easy|Q&A: {a}|Day 12 of {a}|The truth about {a}|What I wish I knew before {a}",
};
