/*
 * Where the vectors in memory and their graph lie. A block has the high planes of its rows (hnsw-codec.ts) one after the
 * other, then the low ones, then the reciprocals of the rows' lengths, the rows' nodes, and the graph's nodes, each with a
 * row's slot and its links. A plane ends with zeros up to a multiple of 16 bytes.
 */
#include <stdint.h>
#include <wasm_simd128.h>

enum { BATCH = 16384, BLOCK_BITS = 12, BLOCK = 1 << BLOCK_BITS, STAGE = 256, LINE = 64, LINKS = 32 };

typedef struct {
  /* One more than the slot. 0: the node has no row. */
  int32_t slot;
  /* The last walk that came by. */
  uint32_t visited;
  uint32_t degree;
  int32_t links[LINKS];
} Node;

extern uint32_t width, blockBytes;
extern int32_t first;
extern uint8_t *rows;

extern int16_t *query8;
extern float queryScale;

/* The nearest so far: a heap with the farthest of them on top. */
extern int32_t nearestSlots[BATCH];
extern float distances[BATCH];
extern int32_t wanted, found;

void begin(int32_t count);
void offer(int32_t slot, float distance);
void dropFarthest(void);

static inline uint8_t *blockOf(int32_t slot) { return rows + ((uint32_t)(slot - first) >> BLOCK_BITS) * blockBytes; }
static inline uint8_t *highOf(int32_t slot) { return blockOf(slot) + (slot & (BLOCK - 1)) * width; }
static inline float *lengthOf(int32_t slot) { return (float *)(blockOf(slot) + 2 * BLOCK * width) + (slot & (BLOCK - 1)); }
/* One more than the row's node. 0: it has none. */
static inline int32_t *nodeOf(int32_t slot) { return (int32_t *)lengthOf(slot) + BLOCK; }
static inline Node *at(int32_t node) {
  return (Node *)(blockOf(node) + BLOCK * (2 * width + 8)) + (node & (BLOCK - 1));
}

static inline int32_t wholeSumOf(v128_t v) {
  return wasm_i32x4_extract_lane(v, 0) + wasm_i32x4_extract_lane(v, 1) + wasm_i32x4_extract_lane(v, 2) +
         wasm_i32x4_extract_lane(v, 3);
}
/* 1 - the cosine of the 8-bit query and a row. */
static inline float distanceTo(int32_t slot) {
  const uint8_t *row = highOf(slot);
  v128_t one = wasm_i32x4_splat(0), two = one;
  for (uint32_t i = 0; i < width; i += 16) {
    v128_t high = wasm_v128_load(row + i);
    one = wasm_i32x4_add(one, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_low_i8x16(high), wasm_v128_load(query8 + i)));
    two = wasm_i32x4_add(two, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_high_i8x16(high), wasm_v128_load(query8 + i + 8)));
  }
  return 1 - wholeSumOf(wasm_i32x4_add(one, two)) * queryScale * *lengthOf(slot);
}
/*
 * Reads a byte of each line of several rows, so that the memory fetches all at once. Rows that are far apart take half the
 * time so.
 */
static inline void fetch(const int32_t *slots, int32_t count) {
  for (int32_t n = 0; n < count; n++) {
    const volatile uint8_t *row = highOf(slots[n]);
    (void)*(const volatile float *)lengthOf(slots[n]);
    for (uint32_t i = 0; i < width; i += LINE) (void)row[i];
  }
}
