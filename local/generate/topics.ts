import { mapTopics, TOPICS, type Topic } from "./phrases/language-bank.ts";
import { type Random, runningSums } from "./random.ts";

/** What belongs to a topic in every language: signs, tags, and what YouTube files it under. */
interface TopicSigns {
  readonly emoji: string;
  readonly tags: string;
  /** Titles of the Wikipedia articles in `topicDetails.topicCategories`. */
  readonly articles: string;
}

const SIGNS: Readonly<Record<Topic, TopicSigns>> = {
  lifestyle: { emoji: "✨ 🏡 ☁️", tags: "lifestyle dailyvlog slowliving", articles: "Lifestyle_(sociology)" },
  fashion: { emoji: "👗 👠 🧥", tags: "fashion ootd style", articles: "Fashion Lifestyle_(sociology)" },
  beauty: { emoji: "💄 💅 🧴", tags: "beauty makeup skincare", articles: "Physical_attractiveness" },
  food: { emoji: "🍳 🍝 🥖", tags: "food recipes cooking", articles: "Food Lifestyle_(sociology)" },
  gaming: { emoji: "🎮 🕹️ 👾", tags: "gaming gamer letsplay", articles: "Video_game_culture Action_game" },
  music: { emoji: "🎵 🎸 🎤", tags: "music singer songwriter", articles: "Music Pop_music" },
  travel: {
    emoji: "✈️ 🌍 🧳",
    tags: "travel wanderlust backpacking",
    articles: "Tourism Lifestyle_(sociology)",
  },
  fitness: {
    emoji: "💪 🏋️ 🔥",
    tags: "fitness workout gym",
    articles: "Physical_fitness Lifestyle_(sociology)",
  },
  comedy: { emoji: "😂 🤡 🎭", tags: "comedy funny humor", articles: "Humour Entertainment" },
  tech: { emoji: "📱 💻 🤖", tags: "tech gadgets review", articles: "Technology" },
  football: { emoji: "⚽ 🥅 🏟️", tags: "football soccer matchday", articles: "Association_football Sport" },
  photography: { emoji: "📷 📸 🎞️", tags: "photography streetphotography portrait", articles: "Hobby" },
  education: { emoji: "📚 ✏️ 🎓", tags: "education learning studytips", articles: "Knowledge" },
  parenting: { emoji: "👶 🍼 👨‍👩‍👧", tags: "parenting momlife family", articles: "Lifestyle_(sociology)" },
  art: { emoji: "🎨 🖌️ 🖼️", tags: "art illustration painting", articles: "Hobby" },
  pets: { emoji: "🐶 🐱 🐾", tags: "pets dogsofinstagram catlover", articles: "Pet" },
  dance: { emoji: "💃 🕺 🩰", tags: "dance choreography dancer", articles: "Dance Entertainment" },
  business: { emoji: "💼 📈 🚀", tags: "business entrepreneur smallbusiness", articles: "Business" },
  finance: { emoji: "💰 📊 🏦", tags: "finance investing money", articles: "Business Knowledge" },
  cars: { emoji: "🚗 🏎️ 🔧", tags: "cars carsofinstagram automotive", articles: "Vehicle" },
  home_decor: {
    emoji: "🏠 🛋️ 🪴",
    tags: "homedecor interior interiordesign",
    articles: "Lifestyle_(sociology)",
  },
  books: { emoji: "📖 📚 🔖", tags: "books bookstagram reading", articles: "Literature Hobby" },
  motivation: { emoji: "🔥 🌅 💯", tags: "motivation mindset selfimprovement", articles: "Knowledge" },
  diy: { emoji: "🔨 🪚 🧵", tags: "diy handmade maker", articles: "Hobby" },
  marketing: { emoji: "📣 📈 🎯", tags: "marketing socialmedia branding", articles: "Business" },
  programming: { emoji: "👨‍💻 💻 ⌨️", tags: "programming coding webdev", articles: "Technology Knowledge" },
  science: { emoji: "🔬 🧪 🔭", tags: "science physics space", articles: "Knowledge" },
  mental_health: { emoji: "🧠 💚 🌿", tags: "mentalhealth selfcare therapy", articles: "Health" },
  running: { emoji: "🏃 👟 🏅", tags: "running marathon runner", articles: "Sport Physical_fitness" },
  anime: { emoji: "🎌 🌸 ⛩️", tags: "anime manga cosplay", articles: "Entertainment Film" },
  yoga: { emoji: "🧘 🕉️ 🌙", tags: "yoga meditation breathwork", articles: "Health Physical_fitness" },
  vegan: { emoji: "🌱 🥦 🥑", tags: "vegan plantbased veganrecipes", articles: "Food Health" },
  nature: { emoji: "🌲 🏔️ 🦉", tags: "nature hiking wildlife", articles: "Hobby Tourism" },
  podcasts: { emoji: "🎙️ 🎧 🗣️", tags: "podcast podcaster interviews", articles: "Entertainment" },
  crypto: { emoji: "🪙 ₿ 📉", tags: "crypto bitcoin blockchain", articles: "Business Technology" },
  history: { emoji: "🏛️ 🏰 📜", tags: "history historybuff heritage", articles: "Knowledge Society" },
  coffee: { emoji: "☕ 🫘 🥐", tags: "coffee latteart barista", articles: "Food" },
  gardening: { emoji: "🌻 🪴 🍅", tags: "gardening plants growyourown", articles: "Hobby" },
  weddings: { emoji: "💍 👰 💐", tags: "wedding bride weddingplanner", articles: "Lifestyle_(sociology)" },
  luxury: { emoji: "💎 ⌚ 🛥️", tags: "luxury luxurylifestyle watches", articles: "Lifestyle_(sociology)" },
};

export interface Signs {
  readonly emoji: readonly string[];
  readonly tags: readonly string[];
  readonly articles: readonly string[];
}

export const TOPIC_SIGNS: Readonly<Record<Topic, Signs>> = mapTopics((topic) => {
  const { emoji, tags, articles } = SIGNS[topic];
  return { emoji: emoji.split(" "), tags: tags.split(" "), articles: articles.split(" ") };
});

/** Zipf with an offset: a few topics have most creators, and none has hardly any. */
const SUMS = runningSums(TOPICS.map((_, rank) => 1 / (rank + 4)));

export const drawTopic = (random: Random): Topic => random.weighted(TOPICS, SUMS);
