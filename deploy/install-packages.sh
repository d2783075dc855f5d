#!/usr/bin/env bash
# Installs what building, testing and checking need, from Debian's own packages. Installs only what is missing, so that
# a machine that has everything needs neither root nor a network.
#
#   deploy/install-packages.sh [--check]     --check adds the tools of deploy/tidy.sh and of the fuzz preset
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config ccache mold
  libgrpc++-dev protobuf-compiler-grpc protobuf-compiler libprotobuf-dev
  libabsl-dev libicu-dev libsqlite3-dev libpq-dev postgresql-15 libxml2-dev libxml2-utils libcld2-dev zlib1g-dev libssl-dev libseccomp-dev
  libcli11-dev libfmt-dev libspdlog-dev prometheus-cpp-dev libyaml-cpp-dev
  libgtest-dev libgmock-dev libbenchmark-dev python3 python3-grpcio python3-protobuf abigail-tools
  chromium fonts-noto-core
  man-db mypy python3-pip python3-setuptools python3-venv python3-wheel python3-yaml pre-commit git
)
case "${1:-}" in
  "") ;;
  --check) packages+=(clang clang-tidy clang-format) ;;
  *)
    echo "usage: $0 [--check]" >&2
    exit 2
    ;;
esac

# Node comes with its own npm where it was installed from elsewhere, and Debian's can't stand beside that.
command -v npm >/dev/null || packages+=(nodejs npm)

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $status == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  exit 0
fi

root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "missing packages: ${missing[*]}; run $0 as root" >&2
    exit 1
  fi
  root=(sudo)
fi
echo "installing: ${missing[*]}" >&2
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
