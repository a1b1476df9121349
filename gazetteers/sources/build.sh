#!/usr/bin/env bash
# Compiles the lists of this folder's parent from the pinned packages and core/, then the image that the crate embeds.
# Running it twice gives the same bytes. Each list has one script; a script may read the lists made before it.
#
#     build.sh            compile everything
#     build.sh check      compile, then fail if anything differs from what is committed
set -euo pipefail
cd "$(dirname "$0")"
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
python3 fetch.py
for list in common_words places groups people name_tokens organisations events; do
    python3 "$list.py"
done
for list in places groups people organisations events; do
    python3 check.py "../$list.tsv"
done
cd ../..
cargo run --quiet --release --no-default-features --example compile_builtin
if [ "${1:-}" = check ]; then
    git diff --exit-code --stat -- gazetteers
fi
