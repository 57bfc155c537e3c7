#!/usr/bin/env bash
# Starts the whole system in a fresh folder, as a newcomer does, and lets the smoke test judge it. Loopback only.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
system=
stop() {
  if [ -n "$system" ]; then kill "$system" 2>/dev/null || true; wait "$system" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT

# Not by npx, which leaves what it started running when it is ended itself.
node_modules/.bin/node local/main.ts --data-dir "$work/data" --port 0 >"$work/welcome" 2>"$work/log" &
system=$!
for _ in $(seq 240); do
  url=$(sed -n 's/^InCreator is up. Open //p' "$work/welcome")
  [ -z "$url" ] || break
  kill -0 "$system" || { cat "$work/log"; exit 1; }
  sleep 0.5
done

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
