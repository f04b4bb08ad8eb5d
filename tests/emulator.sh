#!/usr/bin/env bash
# Runs each function's release binary, as it is deployed, under AWS's Lambda Runtime Interface Emulator,
# over one fresh store, and sends it its events: what differs from Lambda then is the machine only.
# Prints function, event, status; fails if one is not the status that its file's name promises.
#
#   tests/emulator.sh EMULATOR [FOLDER [LOCAL]]
#
# EMULATOR is AWS's binary; the Python package aws-sam-cli brings it (samcli/local/rapid). FOLDER
# (target/bundle) is what tests/bundle.sh has left. The store is lent by the bundle in one process, LOCAL; a
# debug build will do, and is made if none is given.
set -euo pipefail
cd "$(dirname "$0")/.."

emulator=$1
folder=${2:-target/bundle}
target=${CARGO_TARGET_DIR:-target}
database=127.0.0.1:8170
runtime=127.0.0.1:8171
door=127.0.0.1:8172
logs=$(mktemp -d)
started=()
stop() { for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done; }
trap 'stop; rm -rf "$logs"' EXIT

await() { # HOST:PORT
  for _ in $(seq 200); do
    if (exec 3<>"/dev/tcp/${1%:*}/${1#*:}") 2>/dev/null; then return 0; fi
    sleep 0.05
  done
  echo "nothing listens on $1" >&2
  return 1
}

for source in functions/*/; do
  [ -x "$folder/$(basename "$source")/bootstrap" ] || {
    echo "$folder has no $(basename "$source"): run tests/bundle.sh $folder" >&2
    exit 1
  }
done
folder=$(cd "$folder" && pwd)
local=${3:-}
[ -n "$local" ] || { cargo build --quiet -p local --target-dir "$target" && local=$target/debug/local; }
"$local" --listen 127.0.0.1:8173 --dynamodb "$database" --empty --pages none >/dev/null 2>"$logs/local" &
started+=($!)
await 127.0.0.1:8173

set -a
# shellcheck source=../docs/lambda.env
. docs/lambda.env
AWS_ENDPOINT_URL_DYNAMODB=http://$database
set +a

wrong=0
for function in registry apply evidence check-in code verify review countdown sunset; do
  "$emulator" --runtime-api-address "$runtime" --runtime-interface-emulator-address "$door" \
    "$folder/$function/bootstrap" >"$logs/$function" 2>&1 &
  emulating=$!
  started+=("$emulating")
  await "$door"
  for event in "events/$function"/*.json; do
    name=$(basename "$event" .json)
    promised=${name##*.}
    status=$(curl -sS --max-time 60 "http://$door/2015-03-31/functions/function/invocations" \
      --data-binary "@$event" | python3 -c '
import json, sys
answer = json.load(sys.stdin) or {}
print(answer.get("statusCode", "error" if "errorMessage" in answer else "ok"))')
    mark=""
    if [ "$status" != "$promised" ]; then mark="  <- $promised is promised"; wrong=$((wrong + 1)); fi
    printf '%-10s %-46s %s%s\n' "$function" "${name%.*}" "$status" "$mark"
  done
  kill "$emulating" 2>/dev/null || true
  wait "$emulating" 2>/dev/null || true
done
[ "$wrong" = 0 ] || { tail -n 20 "$logs"/*; exit 1; }
