#!/usr/bin/env bash
# Puts a FerretDB with SQLite behind it, a server that speaks MongoDB's protocol, at $INCREATOR_FERRETDB (or in the
# user's cache folder) unless it is there. Needs Go. FerretDB 1 is the last that needs no PostgreSQL; its module lacks the
# version file that its own release script writes, hence a copy of the source instead of `go install`.
set -euo pipefail
version=v1.24.0
target=${INCREATOR_FERRETDB:-${XDG_CACHE_HOME:-$HOME/.cache}/increator/ferretdb}
if [ -x "$target" ]; then exit 0; fi
mkdir -p "$(dirname "$target")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
source=$(go mod download -json "github.com/FerretDB/FerretDB@$version" | sed -n 's/^\t"Dir": "\(.*\)",*$/\1/p')
cp -R "$source" ferretdb
chmod -R u+w ferretdb
cd ferretdb
echo "$version" > build/version/version.txt
# It looks an id up by index only when the filter names nothing else, and reads the whole table for each of our writes,
# which name tenant and version as well. It checks the whole filter afterwards either way, so answers stay the same.
sed -i 's/params.Filter.Len() == 1/params.Filter.Len() > 0/' internal/backends/sqlite/collection.go
CGO_ENABLED=0 GOFLAGS=-mod=mod go build -o "$target" ./cmd/ferretdb
