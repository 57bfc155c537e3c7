#!/usr/bin/env bash
# Puts a redis-server on the PATH unless there is one. Needs Debian or Ubuntu and the right to install.
set -euo pipefail
if command -v redis-server > /dev/null; then exit 0; fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends redis-server
