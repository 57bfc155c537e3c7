#!/usr/bin/env bash
# Lets schemathesis make requests from /openapi.json for a running local system and judge the answers, all checks on.
# SCHEMATHESIS_SECONDS (180) bounds the run; a night is better spent with 3600. Needs Python 3; loopback only.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${INCREATOR_SCHEMATHESIS_VENV:-$(mktemp -d)}
. .ci/start-system.sh

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check 'schemathesis==4.32.5'

# Limits high enough that the run meets the API and not them.
export INCREATOR_PLANS='{"enterprise":{"keyUnitsPerMinute":10000000,"tenantUnitsPerMinute":10000000,"pagesPerDay":100000000}}'
start --sample 200

# /mcp answers by the errors of its own protocol, whose client tests it.
# The key goes by the environment, since a command line can be read by everybody.
INCREATOR_KEY=$(cat "$work/data/dev-key") "$venv/bin/schemathesis" --config-file .ci/schemathesis.toml \
  run "$url/openapi.json" --exclude-path /mcp --checks all --max-time "${SCHEMATHESIS_SECONDS:-180}" --no-color

kill -0 "$system"
if grep -q '"level":"ERROR"' "$work/log"; then
  grep '"level":"ERROR"' "$work/log" | head -5
  exit 1
fi
