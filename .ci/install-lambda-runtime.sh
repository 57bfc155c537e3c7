#!/usr/bin/env bash
# Puts Lambda's own runtime at $INCREATOR_LAMBDA_RUNTIME (or into the user's cache folder) unless it is there: AWS's emulator
# of the service, and the client that calls Node functions in it. Needs Go and, for what the client is built with, Debian
# or Ubuntu.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${INCREATOR_LAMBDA_RUNTIME:-${XDG_CACHE_HOME:-$HOME/.cache}/increator/lambda-runtime}

install_client() {
  local tool lacking=() as_root=() node
  for tool in autoconf automake libtool cmake g++ make xz-utils; do
    dpkg -s "$tool" > /dev/null 2>&1 || lacking+=("$tool")
  done
  if [ ${#lacking[@]} -gt 0 ]; then
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${lacking[@]}"
  fi
  # Its native part needs the headers of the Node that runs it, which lie beside that.
  node=$(npx node -p 'path.dirname(path.dirname(process.execPath))')
  echo '{ "private": true }' > "$target/package.json"
  npm_config_nodedir=$node PATH=$node/bin:$PATH \
    npm --prefix "$target" install --ignore-scripts=false --no-audit --no-fund --loglevel=error aws-lambda-ric@4.0.2
}

mkdir -p "$target"
[ -x "$target/aws-lambda-rie" ] || GOBIN=$target CGO_ENABLED=0 go install \
  github.com/aws/aws-lambda-runtime-interface-emulator/cmd/aws-lambda-rie@v0.0.0-20261030222936-bef5c4ba774d
[ -e "$target/node_modules/aws-lambda-ric/rapid-client.node" ] || install_client
