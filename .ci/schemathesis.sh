#!/usr/bin/env bash
# Lets schemathesis make requests from /openapi.json for a running local system and judge the answers, all checks on.
# SCHEMATHESIS_SECONDS (180) bounds the run; a night is better spent with 3600. Needs Python 3; loopback only.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${INCREATOR_SCHEMATHESIS_VENV:-$(mktemp -d)}
work=$(mktemp -d)
system=
stop() {
  if [ -n "$system" ]; then kill "$system" 2>/dev/null || true; wait "$system" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check 'schemathesis==4.32.5'

# Limits high enough that the run meets the API and not them.
export INCREATOR_PLANS='{"enterprise":{"keyUnitsPerMinute":10000000,"tenantUnitsPerMinute":10000000,"pagesPerDay":100000000}}'
# Not by npx, which leaves what it started running when it is ended itself.
node_modules/.bin/node local/main.ts --data-dir "$work/data" --port 0 --sample 200 >"$work/welcome" 2>"$work/log" &
system=$!
for _ in $(seq 240); do
  url=$(sed -n 's/^InCreator is up. Open //p' "$work/welcome")
  [ -z "$url" ] || break
  kill -0 "$system" || { cat "$work/log"; exit 1; }
  sleep 0.5
done

# /mcp answers by the errors of its own protocol, whose client tests it.
# The key goes by the environment, since a command line can be read by everybody.
INCREATOR_KEY=$(cat "$work/data/dev-key") "$venv/bin/schemathesis" --config-file .ci/schemathesis.toml \
  run "$url/openapi.json" --exclude-path /mcp --checks all --max-time "${SCHEMATHESIS_SECONDS:-180}" --no-color

kill -0 "$system"
if grep -q '"level":"ERROR"' "$work/log"; then
  grep '"level":"ERROR"' "$work/log" | head -5
  exit 1
fi
