#!/usr/bin/env bash
# Compiles kernel.c: build-kernel.sh. Needs `pip install ziglang==0.17.1` in the Python that runs: this release gives the
# committed bytes; what 0.16.0 makes gives no numbers.
set -euo pipefail
cd "$(dirname "$0")"
exports=(idsAt resultAt stageAt takeWords loadStart loadLayer run)
python -m ziglang cc -target wasm32-freestanding -mcpu=generic+simd128+relaxed_simd+bulk_memory \
  -O3 -ffast-math -nostdlib -fno-sanitize=all -Wl,--no-entry -Wl,-s "${exports[@]/#/-Wl,--export=}" \
  -o ../../lib/adapters/embedded/sentence-model/kernel.wasm kernel.c
