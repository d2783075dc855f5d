#!/usr/bin/env bash
# Configures and builds one preset of CMakePresets.json into build/PRESET.
#
#   deploy/build.sh PRESET [TARGET...]       ISNAD_JOBS: how many at once; one a processor if unset
set -euo pipefail
cd "$(dirname "$0")/.."

preset=${1:?usage: $0 PRESET [TARGET...]}
shift
jobs=${ISNAD_JOBS:-$(nproc)}
cmake --preset "$preset" -Wno-dev
cmake --build --preset "$preset" -j "$jobs" ${1:+--target "$@"}
