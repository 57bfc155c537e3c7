#!/usr/bin/env bash
# Compiles rows.c and graph.c: build.sh. Needs `pip install ziglang==0.17.1` in the Python that runs.
set -euo pipefail
cd "$(dirname "$0")"
exports=(slotsAt nearestSlotsAt distancesAt query8At queryAt valuesAt stageAt highAt lowAt endAt open write same begin scan score read)
exports+=(nodesHeld nodeAt nodeOfRow place unplace clear walk link)
python -m ziglang cc -target wasm32-freestanding -mcpu=generic+simd128+bulk_memory \
  -O3 -nostdlib -fno-sanitize=all -Wl,--no-entry -Wl,-s "${exports[@]/#/-Wl,--export=}" \
  -o ../../lib/adapters/embedded/hnsw-rows.wasm rows.c graph.c
