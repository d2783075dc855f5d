#!/usr/bin/env bash
# Runs the tests of everything that several threads use, with the thread sanitizer. Below gRPC only: Debian's gRPC is
# not instrumented, and the suppressions that would silence it were seen to hide races of our own.
set -euo pipefail
cd "$(dirname "$0")/.."

deploy/install-packages.sh
deploy/build.sh tsan
ctest --preset tsan -j "${ISNAD_JOBS:-$(nproc)}"
