#!/usr/bin/env bash
# Builds what is deployed, by `sam build` and `cargo lambda build` as a deployment does, and prints of each
# function the bytes of its binary, of its zip, and the newest GLIBC that it needs. Fails if a zip is larger
# than 4.5 MB, or if a function would not start on Amazon Linux 2023, which has GLIBC 2.34.
#
#   tests/bundle.sh [FOLDER]
#
# FOLDER (target/bundle) then has <function>/bootstrap of each, which tests/emulator.sh and the program
# `cold` take. The functions are built into one target directory, with the same features of everything that
# they share, so that it is built once. What is missing of aws-sam-cli and cargo-lambda, which brings the
# linker, is installed beside it.
set -euo pipefail
cd "$(dirname "$0")/.."

# The goal is 4,000,000, which most are above (docs/decisions/start.md); none may grow further.
largest_zip=4500000
newest_glibc=2.34
folder=${1:-target/bundle}
target=${CARGO_TARGET_DIR:-target}
case $target in /*) ;; *) target=$PWD/$target ;; esac
tools=$target/bundle-tools
export CARGO_TARGET_DIR=$target CARGO_INCREMENTAL=0 SAM_CLI_TELEMETRY=0
# Asked for by SAM, and never spoken to.
export AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-ap-southeast-1}

missing=()
command -v sam >/dev/null || missing+=(aws-sam-cli)
command -v cargo-lambda >/dev/null || missing+=(cargo-lambda)
if [ "${#missing[@]}" -gt 0 ]; then
  [ -x "$tools/bin/pip" ] || python3 -m venv "$tools"
  "$tools/bin/pip" --quiet install "${missing[@]}"
  export PATH=$tools/bin:$PATH
fi

case $(uname -m) in
  aarch64 | arm64) architecture=arm64 ;;
  *) architecture=x86_64 ;;
esac
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT
sam build --beta-features --template template.yaml --build-dir "$built" \
  --parameter-overrides "Architecture=$architecture" >"$built.log" 2>&1 ||
  { cat "$built.log"; rm -f "$built.log"; exit 1; }
rm -f "$built.log"

zip_bytes() { # FILE
  python3 - "$1" <<'PYTHON'
import io, sys, zipfile
whole = io.BytesIO()
with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.write(sys.argv[1], "bootstrap")
print(len(whole.getvalue()))
PYTHON
}

rm -rf "$folder"
wrong=0
printf '| %-9s | %-12s | %-9s | %-11s |\n' function 'binary, bytes' 'zip, bytes' 'GLIBC needed'
printf '|-----------|---------------|------------|--------------|\n'
for source in functions/*/; do
  function=$(basename "$source")
  # The template's names are the folders' in camel case.
  resource=$(sed -E 's/(^|-)([a-z])/\U\2/g' <<<"$function")
  mkdir -p "$folder/$function"
  mv "$built/$resource/bootstrap" "$folder/$function/bootstrap"
  binary=$folder/$function/bootstrap
  zipped=$(zip_bytes "$binary")
  glibc=$(readelf --version-info --wide "$binary" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
  glibc=${glibc#GLIBC_}
  printf '| %-9s | %13s | %10s | %12s |\n' "$function" "$(stat -c %s "$binary")" "$zipped" "$glibc"
  if [ "$zipped" -gt "$largest_zip" ]; then
    echo "$function: the zip is larger than $largest_zip bytes" >&2
    wrong=1
  fi
  if [ "$(printf '%s\n%s\n' "$glibc" "$newest_glibc" | sort -V | tail -n 1)" != "$newest_glibc" ]; then
    echo "$function: needs GLIBC $glibc, which Amazon Linux 2023 has not" >&2
    wrong=1
  fi
done
exit "$wrong"
