/*
 * multilingual-e5-small, a BERT of twelve layers, for one text at a time: WebAssembly with 128-bit vectors, without a
 * library. Weights come in 4 bits (llama.cpp's Q4_0) and are multiplied in 6 bits by activations of 8 bits, so that two
 * products of two pairs fit 16 bits. Built by build-kernel.sh; why so: docs/adr/0057.
 */
#include <stdint.h>
#include <wasm_simd128.h>

enum { HIDDEN = 384, HEADS = 12, HEAD = 32, INNER = 1536, LAYERS = 12, TOKENS = 256 };
enum { BLOCK = 32, BLOCK_BYTES = 18, OFFSET = 32 };
typedef float f4 __attribute__((vector_size(16)));
typedef int32_t i4 __attribute__((vector_size(16)));

/* A matrix as it is multiplied: 6 bits a weight, moved up by OFFSET, one scale a row. */
typedef struct { const uint8_t *weights; const float *scales; const float *bias; } Matrix;
typedef struct { Matrix query, key, value, mix, widen, narrow; const float *norm1, *norm2; } Layer;

static Layer layers[LAYERS];
static float positions[TOKENS * HIDDEN], norm0[2 * HIDDEN];
static const uint8_t *words;

static float x[TOKENS * HIDDEN], q[TOKENS * HIDDEN], k[TOKENS * HIDDEN], v[TOKENS * HIDDEN], y[TOKENS * HIDDEN];
static float wide[TOKENS * INNER];
static int8_t small[TOKENS * INNER];
static float smallScale[TOKENS];
static int32_t smallSum[TOKENS];
static int32_t ids[TOKENS];
static float result[HIDDEN];

extern unsigned char __heap_base;
static uint8_t *top;
static void *take(uint32_t bytes) {
  if (!top) top = &__heap_base;
  uint8_t *at = (uint8_t *)(((uintptr_t)top + 15) & ~15u);
  top = at + bytes;
  uint32_t pages = ((uintptr_t)top + 65535) >> 16, has = __builtin_wasm_memory_size(0);
  if (pages > has && __builtin_wasm_memory_grow(0, pages - has) == (uintptr_t)-1) __builtin_trap();
  return at;
}

int32_t *idsAt(void) { return ids; }
float *resultAt(void) { return result; }
/* Where a part of the file is put before `loadStart` or `loadLayer` reads it. */
void *stageAt(void) { return wide; }
/* Where rows of the vocabulary are put. */
void *takeWords(uint32_t bytes) { return (void *)(words = take(bytes)); }

static inline float halfFloat(const uint8_t *at) {
  uint32_t h = at[0] | at[1] << 8, sign = (h & 0x8000) << 16, exponent = h >> 10 & 31, part = h & 1023;
  union { uint32_t bits; float value; } u;
  if (exponent == 0) { u.value = part * 0x1p-24f; u.bits |= sign; }
  else u.bits = sign | (exponent + 112) << 23 | part << 13;
  return u.value;
}
/* 32 weights of 4 bits behind a scale: byte j holds weight j and weight j + 16. */
static void unpack(const uint8_t *row, int width, float *into) {
  for (int b = 0; b < width / BLOCK; b++, row += 18) {
    float scale = halfFloat(row);
    for (int j = 0; j < 16; j++) {
      into[b * BLOCK + j] = scale * ((row[2 + j] & 15) - 8);
      into[b * BLOCK + j + 16] = scale * ((row[2 + j] >> 4) - 8);
    }
  }
}

static Matrix matrix(const uint8_t **file, int rows, int width) {
  uint8_t *weights = take(rows * width);
  float *scales = take(rows * 4);
  int blocks = width / BLOCK;
  for (int r = 0; r < rows; r++, *file += blocks * BLOCK_BYTES) {
    float most = 1e-9f;
    for (int b = 0; b < blocks; b++) most = __builtin_fmaxf(most, __builtin_fabsf(halfFloat(*file + b * BLOCK_BYTES)));
    scales[r] = most * 8 / (OFFSET - 1);
    for (int b = 0; b < blocks; b++) {
      const uint8_t *block = *file + b * BLOCK_BYTES;
      float step = halfFloat(block) / scales[r];
      uint8_t values[16];
      for (int n = 0; n < 16; n++) values[n] = (uint8_t)(__builtin_rintf((n - 8) * step) + OFFSET);
      v128_t table = wasm_v128_load(values), packed = wasm_v128_load(block + 2);
      uint8_t *to = weights + r * width + b * BLOCK;
      wasm_v128_store(to, wasm_i8x16_swizzle(table, wasm_v128_and(packed, wasm_i8x16_splat(15))));
      wasm_v128_store(to + 16, wasm_i8x16_swizzle(table, wasm_u8x16_shr(packed, 4)));
    }
  }
  float *bias = take(rows * 4);
  __builtin_memcpy(bias, *file, rows * 4);
  *file += rows * 4;
  return (Matrix){weights, scales, bias};
}
static const float *floats(const uint8_t **file, int count) {
  float *to = take(count * 4);
  __builtin_memcpy(to, *file, count * 4);
  *file += count * 4;
  return to;
}
void loadStart(void) {
  __builtin_memcpy(positions, wide, sizeof positions);
  __builtin_memcpy(norm0, wide + TOKENS * HIDDEN, sizeof norm0);
}
void loadLayer(int number) {
  const uint8_t *file = (uint8_t *)wide;
  Layer *at = &layers[number];
  at->query = matrix(&file, HIDDEN, HIDDEN);
  at->key = matrix(&file, HIDDEN, HIDDEN);
  at->value = matrix(&file, HIDDEN, HIDDEN);
  at->mix = matrix(&file, HIDDEN, HIDDEN);
  at->norm1 = floats(&file, 2 * HIDDEN);
  at->widen = matrix(&file, INNER, HIDDEN);
  at->narrow = matrix(&file, HIDDEN, INNER);
  at->norm2 = floats(&file, 2 * HIDDEN);
}

static void quantise(const float *from, int tokens, int width) {
  for (int t = 0; t < tokens; t++) {
    const float *row = from + t * width;
    v128_t most = wasm_f32x4_splat(1e-9f);
    for (int i = 0; i < width; i += 4) most = wasm_f32x4_pmax(most, wasm_f32x4_abs(wasm_v128_load(row + i)));
    float high = wasm_f32x4_extract_lane(most, 0);
    for (int i = 1; i < 4; i++) { float one = ((f4)most)[i]; if (one > high) high = one; }
    smallScale[t] = high / 127;
    v128_t factor = wasm_f32x4_splat(127 / high), sum = wasm_i32x4_splat(0);
    for (int i = 0; i < width; i += 16) {
      v128_t p[4];
      for (int j = 0; j < 4; j++) {
        p[j] = wasm_i32x4_trunc_sat_f32x4(wasm_f32x4_nearest(wasm_f32x4_mul(wasm_v128_load(row + i + 4 * j), factor)));
        sum = wasm_i32x4_add(sum, p[j]);
      }
      wasm_v128_store(small + t * width + i, wasm_i8x16_narrow_i16x8(wasm_i16x8_narrow_i32x4(p[0], p[1]), wasm_i16x8_narrow_i32x4(p[2], p[3])));
    }
    smallSum[t] = ((i4)sum)[0] + ((i4)sum)[1] + ((i4)sum)[2] + ((i4)sum)[3];
  }
}
static inline v128_t addUp(v128_t a, v128_t b, v128_t c, v128_t d) {
  v128_t ab = wasm_i32x4_add(wasm_i32x4_shuffle(a, b, 0, 4, 1, 5), wasm_i32x4_shuffle(a, b, 2, 6, 3, 7));
  v128_t cd = wasm_i32x4_add(wasm_i32x4_shuffle(c, d, 0, 4, 1, 5), wasm_i32x4_shuffle(c, d, 2, 6, 3, 7));
  return wasm_i32x4_add(wasm_i32x4_shuffle(ab, cd, 0, 1, 4, 5), wasm_i32x4_shuffle(ab, cd, 2, 3, 6, 7));
}
/* The quantised activations times a matrix: two tokens by four rows at a time. */
static void multiply(const Matrix *m, float *to, int tokens, int rows, int width) {
  for (int r = 0; r < rows; r += 4) {
    const uint8_t *w = m->weights + r * width;
    v128_t ones = wasm_i16x8_splat(1), scale = wasm_v128_load(m->scales + r), bias = wasm_v128_load(m->bias + r);
    for (int t = 0; t < tokens; t += 2) {
      const int8_t *a = small + t * width, *b = small + (t + 1 < tokens ? t + 1 : t) * width;
      v128_t sum[8] = {0};
      for (int i = 0; i < width; i += 32) {
        v128_t left = wasm_v128_load(a + i), left2 = wasm_v128_load(a + i + 16);
        v128_t right = wasm_v128_load(b + i), right2 = wasm_v128_load(b + i + 16);
        for (int j = 0; j < 4; j++) {
          v128_t row = wasm_v128_load(w + j * width + i), row2 = wasm_v128_load(w + j * width + i + 16);
          sum[j] = wasm_i32x4_add(sum[j], wasm_i32x4_dot_i16x8(wasm_i16x8_add(wasm_i16x8_relaxed_dot_i8x16_i7x16(left, row), wasm_i16x8_relaxed_dot_i8x16_i7x16(left2, row2)), ones));
          sum[4 + j] = wasm_i32x4_add(sum[4 + j], wasm_i32x4_dot_i16x8(wasm_i16x8_add(wasm_i16x8_relaxed_dot_i8x16_i7x16(right, row), wasm_i16x8_relaxed_dot_i8x16_i7x16(right2, row2)), ones));
        }
      }
      for (int n = 0; n < 2 && t + n < tokens; n++) {
        v128_t *s = sum + 4 * n;
        v128_t whole = wasm_i32x4_sub(addUp(s[0], s[1], s[2], s[3]), wasm_i32x4_splat(OFFSET * smallSum[t + n]));
        v128_t scaled = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(whole), wasm_f32x4_mul(scale, wasm_f32x4_splat(smallScale[t + n])));
        wasm_v128_store(to + (t + n) * rows + r, wasm_f32x4_add(scaled, bias));
      }
    }
  }
}

/* e to the x: 2 to the whole part by its bits, the rest by a polynomial (Cephes expf). */
static inline f4 exponential(f4 z) {
  z = (f4)wasm_f32x4_max((v128_t)z, wasm_f32x4_splat(-87));
  z = (f4)wasm_f32x4_min((v128_t)z, wasm_f32x4_splat(88));
  f4 n = (f4)wasm_f32x4_nearest((v128_t)(z * 1.44269504f));
  f4 r = z - n * 0.693359375f - n * -2.12194440e-4f;
  f4 p = ((((1.9875691500e-4f * r + 1.3981999507e-3f) * r + 8.3334519073e-3f) * r + 4.1665795894e-2f) * r + 1.6666665459e-1f) * r + 0.5f;
  p = p * r * r + r + 1;
  i4 bits = ((i4)wasm_i32x4_trunc_sat_f32x4((v128_t)n) + 127) << 23;
  return p * (f4)bits;
}
/* x times the normal distribution at x, its error function by Abramowitz and Stegun 7.1.26 (within 1.5e-7). */
static inline f4 gelu(f4 z) {
  f4 a = (f4)wasm_f32x4_abs((v128_t)z) * 0.70710678f;
  f4 t = 1 / (1 + 0.3275911f * a);
  f4 tail = ((((1.061405429f * t - 1.453152027f) * t + 1.421413741f) * t - 0.284496736f) * t + 0.254829592f) * t * exponential(-a * a);
  f4 part = 0.5f * tail; /* of the far side */
  i4 positive = z > 0;
  f4 share = (f4)wasm_v128_bitselect((v128_t)(1 - part), (v128_t)part, (v128_t)positive);
  return z * share;
}
static void normalise(float *to, const float *add, const float *norm, int tokens) {
  for (int t = 0; t < tokens; t++) {
    float *row = to + t * HIDDEN; 
    f4 sum = {0}, squares = {0};
    for (int i = 0; i < HIDDEN; i += 4) {
      f4 z = *(f4 *)(row + i);
      if (add) z += *(f4 *)(add + t * HIDDEN + i);
      *(f4 *)(row + i) = z; sum += z;
    }
    float mean = (sum[0] + sum[1] + sum[2] + sum[3]) / HIDDEN;
    for (int i = 0; i < HIDDEN; i += 4) { f4 z = *(f4 *)(row + i) - mean; squares += z * z; }
    float factor = 1 / __builtin_sqrtf((squares[0] + squares[1] + squares[2] + squares[3]) / HIDDEN + 1e-12f);
    for (int i = 0; i < HIDDEN; i += 4)
      *(f4 *)(row + i) = (*(f4 *)(row + i) - mean) * factor * *(f4 *)(norm + i) + *(f4 *)(norm + HIDDEN + i);
  }
}
static void attend(int tokens) {
  static float shares[TOKENS];
  for (int h = 0; h < HEADS; h++) for (int t = 0; t < tokens; t++) {
    const f4 *ask = (f4 *)(q + t * HIDDEN + h * HEAD);
    float high = -1e30f;
    for (int s = 0; s < tokens; s++) {
      const f4 *key = (f4 *)(k + s * HIDDEN + h * HEAD);
      f4 sum = {0};
      for (int i = 0; i < HEAD / 4; i++) sum += ask[i] * key[i];
      shares[s] = (sum[0] + sum[1] + sum[2] + sum[3]) * 0.17677669f;
      if (shares[s] > high) high = shares[s];
    }
    for (int s = tokens; s & 3; s++) shares[s] = -1e30f;
    f4 total = {0}, out[HEAD / 4] = {0};
    for (int s = 0; s < tokens; s += 4) { f4 e = exponential(*(f4 *)(shares + s) - high); *(f4 *)(shares + s) = e; total += e; }
    float whole = total[0] + total[1] + total[2] + total[3];
    for (int s = 0; s < tokens; s++) {
      const f4 *value = (f4 *)(v + s * HIDDEN + h * HEAD);
      float share = shares[s] / whole;
      for (int i = 0; i < HEAD / 4; i++) out[i] += share * value[i];
    }
    for (int i = 0; i < HEAD / 4; i++) ((f4 *)(y + t * HIDDEN + h * HEAD))[i] = out[i];
  }
}
void run(int tokens) {
  for (int t = 0; t < tokens; t++) {
    unpack(words + (uint32_t)ids[t] * (HIDDEN / BLOCK * 18), HIDDEN, x + t * HIDDEN);
    for (int i = 0; i < HIDDEN; i++) x[t * HIDDEN + i] += positions[t * HIDDEN + i];
  }
  normalise(x, 0, norm0, tokens);
  for (int l = 0; l < LAYERS; l++) {
    Layer *at = &layers[l];
    quantise(x, tokens, HIDDEN);
    multiply(&at->query, q, tokens, HIDDEN, HIDDEN);
    multiply(&at->key, k, tokens, HIDDEN, HIDDEN);
    multiply(&at->value, v, tokens, HIDDEN, HIDDEN);
    attend(tokens);
    quantise(y, tokens, HIDDEN);
    multiply(&at->mix, y, tokens, HIDDEN, HIDDEN);
    normalise(x, y, at->norm1, tokens);
    quantise(x, tokens, HIDDEN);
    multiply(&at->widen, wide, tokens, INNER, HIDDEN);
    for (int i = 0; i < tokens * INNER; i += 4) *(f4 *)(wide + i) = gelu(*(f4 *)(wide + i));
    quantise(wide, tokens, INNER);
    multiply(&at->narrow, y, tokens, HIDDEN, INNER);
    normalise(x, y, at->norm2, tokens);
  }
  for (int i = 0; i < HIDDEN; i += 4) {
    f4 sum = {0};
    for (int t = 0; t < tokens; t++) sum += *(f4 *)(x + t * HIDDEN + i);
    *(f4 *)(result + i) = sum / (float)tokens;
  }
}
