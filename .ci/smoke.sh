#!/usr/bin/env bash
# Starts the whole system in a fresh folder, as a newcomer does, and lets the smoke test judge it. Loopback only.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/start-system.sh
start

INCREATOR_API_KEY=$(cat "$work/data/dev-key") npm run --silent smoke -- --url "$url" --data-dir "$work/data"
# Of a system that is gone it must say so.
kill "$system"
wait "$system" || true
system=
if INCREATOR_API_KEY=any npm run --silent smoke -- --url "$url" --data-dir "$work/data" 2>"$work/said"; then
  echo "The smoke test passed over a system that had ended."
  exit 1
fi
grep '^remedy:' "$work/said"
