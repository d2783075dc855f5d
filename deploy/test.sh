#!/usr/bin/env bash
# Runs all tests: those of the whole program as it is shipped, then those of everything below gRPC once more with the
# address and undefined-behaviour sanitizers. Fails at the first build or run that fails.
#
#   deploy/test.sh [PRESET...]               release and asan where none is named
set -euo pipefail
cd "$(dirname "$0")/.."

deploy/install-packages.sh
jobs=${ISNAD_JOBS:-$(nproc)}
summary=()

run() {
  local preset=$1
  local log=build/$preset/tests.log
  echo "== $preset: building"
  deploy/build.sh "$preset"
  echo "== $preset: testing"
  local status=0
  ctest --preset "$preset" -j "$jobs" | tee "$log" || status=$?
  summary+=("$preset: $(grep -E 'tests passed' "$log" || echo 'no test was run')")
  if ((status != 0)); then
    printf '%s\n' "${summary[@]}"
    exit "$status"
  fi
}

presets=("$@")
if ((${#presets[@]} == 0)); then presets=(release asan); fi
for preset in "${presets[@]}"; do run "$preset"; done

echo "== all tests passed"
printf '%s\n' "${summary[@]}"
