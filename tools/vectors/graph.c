/*
 * A navigable graph over the 8-bit rows: docs/adr/0074. Each node is linked to near rows in different directions, chosen as HNSW
 * does (Malkov, Yashunin: arXiv 1603.09320, algorithms 2 and 4), in one layer. A walk begins at nodes that are spread evenly
 * over all instead of descending through layers.
 */
#include "rows.h"

/* The most nodes that a walk has in view. Further ones are left out. */
enum { VIEW = 1 << 17, ENTRIES = 64 };

static int32_t nodes;
static uint32_t turn;

/* The nodes in view: a heap with the nearest on top. */
static int32_t viewNodes[VIEW];
static float viewDistances[VIEW];
static int32_t viewed;

/* How many nodes there are, with those without a row. */
int32_t nodesHeld(void) { return nodes; }
Node *nodeAt(int32_t node) { return at(node); }
int32_t nodeOfRow(int32_t slot) { return *nodeOf(slot) - 1; }

/* Gives a row to a node. */
void place(int32_t node, int32_t slot) {
  at(node)->slot = slot + 1;
  *nodeOf(slot) = node + 1;
  if (node >= nodes) nodes = node + 1;
}
/* Takes a row's node from it. The node's links still lead a walk on. Returns the node; -1 if there was none. */
int32_t unplace(int32_t slot) {
  int32_t node = nodeOfRow(slot);
  if (node >= 0) at(node)->slot = 0;
  *nodeOf(slot) = 0;
  return node;
}
/* Removes all nodes. */
void clear(void) {
  for (int32_t node = 0; node < nodes; node++) {
    if (at(node)->slot > 0) *nodeOf(at(node)->slot - 1) = 0;
    at(node)->slot = at(node)->degree = 0;
  }
  nodes = 0;
}

static void view(int32_t node, float distance) {
  if (viewed == VIEW) return;
  int32_t i = viewed++;
  for (int32_t above; i > 0 && viewDistances[above = (i - 1) / 2] > distance; i = above) {
    viewDistances[i] = viewDistances[above];
    viewNodes[i] = viewNodes[above];
  }
  viewDistances[i] = distance;
  viewNodes[i] = node;
}
static void dropNearest(void) {
  float distance = viewDistances[--viewed];
  int32_t node = viewNodes[viewed], i = 0;
  for (int32_t below; (below = 2 * i + 1) < viewed; i = below) {
    if (below + 1 < viewed && viewDistances[below + 1] < viewDistances[below]) below++;
    if (viewDistances[below] >= distance) break;
    viewDistances[i] = viewDistances[below];
    viewNodes[i] = viewNodes[below];
  }
  viewDistances[i] = distance;
  viewNodes[i] = node;
}

/* Looks at nodes, of which none was looked at in this walk before. A node without a row is as far as the one that led here. */
static void look(const int32_t *list, uint32_t count, float from) {
  int32_t slots[ENTRIES], near[ENTRIES], rowsHere = 0;
  for (uint32_t n = 0; n < count; n++) {
    Node *node = at(list[n]);
    if (node->visited == turn) continue;
    node->visited = turn;
    if (node->slot == 0) {
      view(list[n], from);
      continue;
    }
    near[rowsHere] = list[n];
    slots[rowsHere++] = node->slot - 1;
  }
  fetch(slots, rowsHere);
  for (int32_t n = 0; n < rowsHere; n++) {
    float distance = distanceTo(slots[n]);
    if (found == wanted && distance >= distances[0]) continue;
    offer(slots[n], distance);
    view(near[n], distance);
  }
}
/* After `begin`: looks for the nearest rows along the links. Returns how many it found. */
int32_t walk(void) {
  if (++turn == 0) {
    for (int32_t node = 0; node < nodes; node++) at(node)->visited = 0;
    turn = 1;
  }
  viewed = 0;
  int32_t entries[ENTRIES], count = 0;
  for (int32_t node = 0; node < nodes; node += nodes / ENTRIES + 1) entries[count++] = node;
  look(entries, count, 2);
  while (viewed > 0 && (found < wanted || viewDistances[0] <= distances[0])) {
    const Node *node = at(viewNodes[0]);
    float distance = viewDistances[0];
    dropNearest();
    look(node->links, node->degree, distance);
  }
  return found;
}

/* 1 - the cosine of two 8-bit rows, of which a unit is 256 units of 16 bits. */
static float between(int32_t one, int32_t other) {
  const uint8_t *left = highOf(one), *right = highOf(other);
  v128_t low = wasm_i32x4_splat(0), high = low;
  for (uint32_t i = 0; i < width; i += 16) {
    v128_t l = wasm_v128_load(left + i), r = wasm_v128_load(right + i);
    low = wasm_i32x4_add(low, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_low_i8x16(l), wasm_i16x8_extend_low_i8x16(r)));
    high = wasm_i32x4_add(high, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_high_i8x16(l), wasm_i16x8_extend_high_i8x16(r)));
  }
  return 1 - wholeSumOf(wasm_i32x4_add(low, high)) * 65536.0f * *lengthOf(one) * *lengthOf(other);
}
/*
 * Links a node to those of the rows, nearest first, that are nearer to it than to any that it is linked to already. An equal row
 * takes one link, and not all.
 */
static void choose(Node *node, const int32_t *slots, const float *away, int32_t count) {
  int32_t chosen[LINKS], kept = 0;
  for (int32_t n = 0; n < count && kept < LINKS; n++) {
    int32_t k = 0;
    while (k < kept && between(slots[n], chosen[k]) > away[n]) k++;
    if (k == kept) chosen[kept++] = slots[n];
  }
  node->degree = kept;
  for (int32_t n = 0; n < kept; n++) node->links[n] = nodeOfRow(chosen[n]);
}
static void linkBack(Node *node, int32_t to) {
  for (uint32_t n = 0; n < node->degree; n++)
    if (node->links[n] == to) return;
  if (node->degree < LINKS) {
    node->links[node->degree++] = to;
    return;
  }
  int32_t slots[LINKS + 1], count = 0;
  float away[LINKS + 1];
  for (int32_t n = 0; n <= LINKS; n++) {
    int32_t slot = at(n < LINKS ? node->links[n] : to)->slot - 1;
    if (slot < 0) continue;
    float distance = between(node->slot - 1, slot);
    int32_t i = count++;
    for (; i > 0 && away[i - 1] > distance; i--) {
      away[i] = away[i - 1];
      slots[i] = slots[i - 1];
    }
    away[i] = distance;
    slots[i] = slot;
  }
  choose(node, slots, away, count);
}
/* Links a row, as a node that has none, among the `breadth` nearest that a walk finds. */
void link(int32_t node, int32_t slot, int32_t breadth) {
  Node *own = at(node);
  /* The node's former place. */
  for (uint32_t n = 0; n < own->degree; n++) {
    Node *other = at(own->links[n]);
    for (uint32_t i = 0; i < other->degree; i++)
      if (other->links[i] == node) other->links[i] = other->links[--other->degree];
  }
  own->degree = 0;
  const int8_t *high = (const int8_t *)highOf(slot);
  for (uint32_t i = 0; i < width; i++) query8[i] = high[i];
  begin(breadth);
  walk();
  static int32_t slots[BATCH];
  static float away[BATCH];
  int32_t count = found;
  while (found > 0) {
    slots[found - 1] = nearestSlots[0];
    away[found - 1] = distances[0];
    dropFarthest();
  }
  place(node, slot);
  choose(own, slots, away, count);
  for (uint32_t n = 0; n < own->degree; n++) linkBack(at(own->links[n]), node);
}
