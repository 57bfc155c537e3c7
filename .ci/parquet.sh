#!/usr/bin/env bash
# Backs a small system up and has DuckDB and Arrow, readers that know nothing of ours, read every file; needs Python 3.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${INCREATOR_PARQUET_VENV:-$(mktemp -d)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1

npx increator --data-dir "$work/data" generate --count 400 --seed 7 --out "$work/profiles.ndjson"
npx increator --data-dir "$work/data" ingest "$work/profiles.ndjson" > /dev/null
npx increator --data-dir "$work/data" backup create --full --json > "$work/backup.json"
"$venv/bin/python" .ci/parquet_read.py "$work/backup.json" "$work/data/objects/tree"
