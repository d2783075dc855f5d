#!/usr/bin/env bash
# Checks the form of the sources: clang-format in check mode, then clang-tidy with .clang-tidy over every source.
#
#   deploy/tidy.sh [FILE...]                 only these
set -euo pipefail
cd "$(dirname "$0")/.."

deploy/install-packages.sh --check
if (($# > 0)); then
  files=("$@")
else
  mapfile -t files < <(git ls-files '*.h' '*.cc' '*.c' ':!plugins/template')  # templates are no C++ yet
fi
clang-format --dry-run --Werror "${files[@]}"
echo "clang-format: ${#files[@]} files are in form"

# clang-tidy needs the generated headers.
deploy/build.sh release isnad_proto isnad_proto_grpc
sources=()
for file in "${files[@]}"; do
  if [[ $file == *.cc ]]; then sources+=("^$PWD/$file\$"); fi
done
run-clang-tidy -quiet -p build/release -j "${ISNAD_JOBS:-$(nproc)}" "${sources[@]}"
echo "clang-tidy: ${#sources[@]} sources are clean"
