/*
 * The arithmetic over the vectors in memory: WebAssembly with 128-bit vectors, without a library. Built by build.sh; why so:
 * docs/adr/0069.
 */
#include "rows.h"

enum { GROUP = 16 };

static int32_t slots[BATCH];
static uint32_t dimensions;
static float *query, *values;
static uint8_t *stage;

uint32_t width, blockBytes;
int32_t first;
uint8_t *rows;
int16_t *query8;
float queryScale;
int32_t nearestSlots[BATCH];
float distances[BATCH];
int32_t wanted, found;

extern unsigned char __heap_base;

int32_t *slotsAt(void) { return slots; }
int32_t *nearestSlotsAt(void) { return nearestSlots; }
float *distancesAt(void) { return distances; }
int16_t *query8At(void) { return query8; }
float *queryAt(void) { return query; }
float *valuesAt(void) { return values; }
uint8_t *stageAt(void) { return stage; }

/* Lays the memory out for rows from a slot on. Returns where the rows begin. */
uint8_t *open(int32_t firstSlot, uint32_t count) {
  first = firstSlot;
  dimensions = count;
  width = (dimensions + 15) & ~15u;
  blockBytes = BLOCK * (2 * width + sizeof(float) + sizeof(int32_t) + sizeof(Node));
  uint8_t *at = (uint8_t *)(((uintptr_t)&__heap_base + 15) & ~15u);
  query8 = (int16_t *)at;
  query = (float *)(at + 2 * width);
  values = query + width;
  stage = at + 10 * width;
  return rows = stage + STAGE * 2 * width;
}

/* Where a row's planes are, and where its block ends. */
uint8_t *highAt(int32_t slot) { return highOf(slot); }
uint8_t *lowAt(int32_t slot) { return highOf(slot) + BLOCK * width; }
uint8_t *endAt(int32_t slot) { return blockOf(slot) + blockBytes; }
static inline float sumOf(v128_t v) {
  return wasm_f32x4_extract_lane(v, 0) + wasm_f32x4_extract_lane(v, 1) + wasm_f32x4_extract_lane(v, 2) +
         wasm_f32x4_extract_lane(v, 3);
}
/* Eight 16-bit values from both planes. */
static inline v128_t lowEight(v128_t high, v128_t low) {
  return wasm_i16x8_add(wasm_i16x8_shl(wasm_i16x8_extend_low_i8x16(high), 8), wasm_i16x8_extend_low_i8x16(low));
}
static inline v128_t highEight(v128_t high, v128_t low) {
  return wasm_i16x8_add(wasm_i16x8_shl(wasm_i16x8_extend_high_i8x16(high), 8), wasm_i16x8_extend_high_i8x16(low));
}
static inline v128_t lowFloats(v128_t eight) { return wasm_f32x4_convert_i32x4(wasm_i32x4_extend_low_i16x8(eight)); }
static inline v128_t highFloats(v128_t eight) { return wasm_f32x4_convert_i32x4(wasm_i32x4_extend_high_i16x8(eight)); }

static void measure(int32_t slot) {
  const uint8_t *row = highOf(slot);
  v128_t sum = wasm_f32x4_splat(0);
  for (uint32_t i = 0; i < width; i += 16) {
    v128_t high = wasm_v128_load(row + i), low = wasm_v128_load(row + BLOCK * width + i);
    v128_t one = lowEight(high, low), two = highEight(high, low);
    v128_t four[] = {lowFloats(one), highFloats(one), lowFloats(two), highFloats(two)};
    for (int n = 0; n < 4; n++) sum = wasm_f32x4_add(sum, wasm_f32x4_mul(four[n], four[n]));
  }
  float square = sumOf(sum);
  *lengthOf(slot) = square > 0 ? 1 / __builtin_sqrtf(square) : 0;
}

/* Writes the planes on the stage to the rows from a slot on, and notes the rows' lengths. */
void write(int32_t slot, int32_t count) {
  const uint8_t *from = stage;
  for (int32_t end = slot + count; slot < end; slot++, from += 2 * dimensions) {
    __builtin_memcpy(highOf(slot), from, dimensions);
    __builtin_memcpy(highOf(slot) + BLOCK * width, from + dimensions, dimensions);
    measure(slot);
  }
}
/* Whether a row has the planes on the stage. */
int32_t same(int32_t slot) {
  const uint8_t *high = highOf(slot), *low = high + BLOCK * width;
  for (uint32_t i = 0; i < dimensions; i++)
    if (high[i] != stage[i] || low[i] != stage[dimensions + i]) return 0;
  return 1;
}

/* Begins a search for the `count` nearest to the 8-bit query. */
void begin(int32_t count) {
  v128_t sum = wasm_i32x4_splat(0);
  for (uint32_t i = 0; i < width; i += 8) {
    v128_t eight = wasm_v128_load(query8 + i);
    sum = wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(eight, eight));
  }
  int32_t square = wholeSumOf(sum);
  queryScale = square > 0 ? 256 / __builtin_sqrtf((float)square) : 0;
  wanted = count;
  found = 0;
}
static void up(int32_t at) {
  float distance = distances[at];
  int32_t slot = nearestSlots[at];
  for (int32_t above; at > 0 && distances[above = (at - 1) / 2] < distance; at = above) {
    distances[at] = distances[above];
    nearestSlots[at] = nearestSlots[above];
  }
  distances[at] = distance;
  nearestSlots[at] = slot;
}
static void down(float distance, int32_t slot) {
  int32_t at = 0;
  for (int32_t below; (below = 2 * at + 1) < found; at = below) {
    if (below + 1 < found && distances[below + 1] > distances[below]) below++;
    if (distances[below] <= distance) break;
    distances[at] = distances[below];
    nearestSlots[at] = nearestSlots[below];
  }
  distances[at] = distance;
  nearestSlots[at] = slot;
}
/* Keeps a row if it is among the nearest. */
void offer(int32_t slot, float distance) {
  if (found < wanted) {
    distances[found] = distance;
    nearestSlots[found] = slot;
    up(found++);
  } else if (distance < distances[0])
    down(distance, slot);
}
void dropFarthest(void) {
  found--;
  down(distances[found], nearestSlots[found]);
}
/* Compares the rows of the first `count` slots with the 8-bit query. Returns how many nearest are known. */
int32_t scan(int32_t count) {
  for (int32_t n = 0; n < count; n++) {
    int32_t ahead = count - n < GROUP ? count - n : GROUP;
    /* The processor by itself fetches rows that lie side by side. */
    if (n % GROUP == 0 && slots[n + ahead - 1] - slots[n] >= ahead + ahead / 4) fetch(slots + n, ahead);
    offer(slots[n], distanceTo(slots[n]));
  }
  return found;
}

/* The cosine of the query, whose length is 1, and a row, by both planes. */
float score(int32_t slot) {
  const uint8_t *row = highOf(slot);
  v128_t sum[] = {wasm_f32x4_splat(0), wasm_f32x4_splat(0), wasm_f32x4_splat(0), wasm_f32x4_splat(0)};
  for (uint32_t i = 0; i < width; i += 16) {
    v128_t high = wasm_v128_load(row + i), low = wasm_v128_load(row + BLOCK * width + i);
    v128_t one = lowEight(high, low), two = highEight(high, low);
    v128_t four[] = {lowFloats(one), highFloats(one), lowFloats(two), highFloats(two)};
    for (int n = 0; n < 4; n++) sum[n] = wasm_f32x4_add(sum[n], wasm_f32x4_mul(four[n], wasm_v128_load(query + i + 4 * n)));
  }
  return sumOf(wasm_f32x4_add(wasm_f32x4_add(sum[0], sum[1]), wasm_f32x4_add(sum[2], sum[3]))) * *lengthOf(slot);
}

/* Writes a row, scaled to length 1. */
void read(int32_t slot) {
  const uint8_t *row = highOf(slot);
  v128_t length = wasm_f32x4_splat(*lengthOf(slot));
  for (uint32_t i = 0; i < width; i += 16) {
    v128_t high = wasm_v128_load(row + i), low = wasm_v128_load(row + BLOCK * width + i);
    v128_t one = lowEight(high, low), two = highEight(high, low);
    v128_t four[] = {lowFloats(one), highFloats(one), lowFloats(two), highFloats(two)};
    for (int n = 0; n < 4; n++) wasm_v128_store(values + i + 4 * n, wasm_f32x4_mul(four[n], length));
  }
}
