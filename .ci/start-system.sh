# To be sourced. `start` starts the whole system in a fresh folder, as a newcomer does, with these options of `npm start`; it sets
# url and system (its process). The folder, work, and the process end with the script. Loopback only.
work=$(mktemp -d)
system=
stop() {
  if [ -n "$system" ]; then kill "$system" 2>/dev/null || true; wait "$system" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT

# Not by npx, which leaves what it started running when it is ended itself.
start() {
  node_modules/.bin/node local/main.ts --data-dir "$work/data" --port 0 "$@" >"$work/welcome" 2>"$work/log" &
  system=$!
  for _ in $(seq 240); do
    url=$(sed -n 's/^InCreator is up. Open //p' "$work/welcome")
    [ -z "$url" ] || break
    kill -0 "$system" || { cat "$work/log"; exit 1; }
    sleep 0.5
  done
}
