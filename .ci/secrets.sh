#!/usr/bin/env bash
# Looks for secrets in every file that is kept and in every commit there was. Needs Go, for gitleaks.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=${INCREATOR_GO_TOOLS:-$(mktemp -d)}
[ -x "$tools/gitleaks" ] || GOBIN=$tools go install github.com/zricethezav/gitleaks/v8@v8.30.0
"$tools/gitleaks" git --no-banner --redact --config .ci/gitleaks.toml .
