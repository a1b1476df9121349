#!/usr/bin/env bash
# Compiles the lists of this folder's parent from the pinned packages and core/, then the image that the crate embeds.
# Running it twice gives the same bytes. Each list has one script; add yours to the loop.
set -euo pipefail
cd "$(dirname "$0")"
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
python3 fetch.py
for list in places groups people name_tokens organisations events; do
    if [ -f "$list.py" ]; then python3 "$list.py"; fi
done
for list in places groups people organisations events; do
    if [ -f "../$list.tsv" ]; then python3 check.py "../$list.tsv"; fi
done
python3 spot_check.py
cd ../..
cargo run --quiet --release --example compile_builtin
