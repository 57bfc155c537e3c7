/**
 * Microseconds that the static embedder takes per bio, and milliseconds to load it: `node bench/embedder.ts`. The bios
 * are built from a list of phrases. Their length (about 90 characters) is that of bios on X.
 */
import { createStaticEmbedder } from "../lib/adapters/embedded/static-embedder.ts";

const PHRASES = [
  "Vegan chef & cookbook author",
  "🎸 guitar lessons for beginners",
  "Fitness coach helping busy moms",
  "#plantBasedFood #fitnessmotivation",
  "Indie game dev, pixel art, devlogs every week",
  "Madrid 📍 viajes y recetas",
  "Tech reviews | smartphones, laptops, drones",
  "mother of two, storyteller, wanderer",
  "Stand-up comedian on tour",
  "@sunnydaysvlog for business",
  "料理と旅行が好きです",
  "مدونة سفر وطبخ من دبي",
];
const BIOS = 20_000;
const ROUNDS = 5;

const startedLoading = performance.now();
const embedder = createStaticEmbedder();
const loadMs = performance.now() - startedLoading;

const bios = Array.from({ length: BIOS }, (_, index) =>
  [0, 5, 7].map((step) => PHRASES[(index * (step + 1) + step) % PHRASES.length]).join(". "),
);
await embedder.embed(bios.slice(0, 2_000)); // let the compiler warm up

const microseconds: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const started = performance.now();
  await embedder.embed(bios);
  microseconds.push(((performance.now() - started) * 1_000) / BIOS);
}
microseconds.sort((left, right) => left - right);

const characters = bios.reduce((sum, bio) => sum + bio.length, 0) / BIOS;
console.log(`model            ${embedder.model}, ${embedder.dimensions} dimensions`);
console.log(`load             ${loadMs.toFixed(1)} ms`);
console.log(
  `per bio          ${microseconds[Math.floor(ROUNDS / 2)]?.toFixed(1)} µs (median of ${ROUNDS} rounds, ${BIOS} bios of ${characters.toFixed(0)} characters)`,
);
