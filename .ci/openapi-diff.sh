#!/usr/bin/env bash
# Fails when docs/openapi.json breaks callers of the document that was landed before: of the commit before this one, or of
# the one that OPENAPI_BASE names. Needs Go.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
base=${OPENAPI_BASE:-HEAD~1}
git show "$base:docs/openapi.json" >"$work/base.json" 2>/dev/null || {
  echo "$base has no docs/openapi.json: nothing to compare with."
  exit 0
}
command -v oasdiff >/dev/null || GOBIN=$work go install github.com/oasdiff/oasdiff@v1.37.0
PATH=$work:$PATH oasdiff breaking --fail-on ERR "$work/base.json" docs/openapi.json
