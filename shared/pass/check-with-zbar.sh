#!/bin/sh
# Draws passes and reads every picture with zbar, as a checkpoint's scanner would: the PNG
# at full size and scaled to 200 pixels by three resamplers, the SVG rasterised at 200.
#
#   shared/pass/check-with-zbar.sh [COUNT]
#
# Needs zbarimg (Debian: zbar-tools); scales with Pillow (python3-pil) and rasterises with
# rsvg-convert (librsvg2-bin) where these are installed, and says what it left out.
set -eu
count=${1:-240}
cd "$(dirname "$0")/../.."
command -v zbarimg >/dev/null || { echo "zbarimg is not installed: nothing checked"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run --quiet -p pass --example qr -- "$work" "$count"

# check KIND: reads KIND.NUMBER-COLOUR.png for every pass and compares the text.
check() {
    read=0
    for text in "$work"/*.txt; do
        picture="$work/$1.$(basename "$text" .txt).png"
        said=$(zbarimg --quiet --raw --nodbus -Sdisable -Sqrcode.enable "$picture" 2>/dev/null || true)
        if [ "$said" = "$(cat "$text")" ]; then read=$((read + 1)); else echo "not read: $(basename "$picture")"; fi
    done
    echo "$1: $read of $count read"
    [ "$read" -eq "$count" ] || failed=1
}

failed=0
for picture in "$work"/[0-9]*.png; do cp "$picture" "$work/full.$(basename "$picture")"; done
check full

if python3 -c 'import PIL' 2>/dev/null; then
    python3 - "$work" <<'PYTHON'
import glob, os, sys
from PIL import Image
for path in glob.glob(os.path.join(sys.argv[1], "[0-9]*.png")):
    picture = Image.open(path).convert("RGB")
    size = (200, round(200 * picture.height / picture.width))
    for name in ("NEAREST", "BILINEAR", "LANCZOS"):
        to = os.path.join(sys.argv[1], f"{name.lower()}.{os.path.basename(path)}")
        picture.resize(size, getattr(Image, name)).save(to)
PYTHON
    for kind in nearest bilinear lanczos; do check "$kind"; done
else
    echo "Pillow is not installed: scaled PNG not checked"
fi

if command -v rsvg-convert >/dev/null; then
    for picture in "$work"/[0-9]*.svg; do
        rsvg-convert -w 200 "$picture" -o "$work/svg.$(basename "$picture" .svg).png"
    done
    check svg
else
    echo "rsvg-convert is not installed: SVG not checked"
fi
exit "$failed"
