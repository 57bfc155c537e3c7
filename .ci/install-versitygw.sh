#!/usr/bin/env bash
# Puts versitygw, an S3 server with versions over a file system, at $INCREATOR_VERSITYGW (or in the user's cache folder)
# unless it is there. Needs Go.
set -euo pipefail
target=${INCREATOR_VERSITYGW:-${XDG_CACHE_HOME:-$HOME/.cache}/increator/versitygw}
if [ -x "$target" ]; then exit 0; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GOBIN=$work CGO_ENABLED=0 go install github.com/versity/versitygw/cmd/versitygw@v1.8.0
install -D "$work/versitygw" "$target"
