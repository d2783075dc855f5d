#!/usr/bin/env bash
# Shows what Isnad does: installs what is missing, builds it, reads the sample articles into a store of its own and
# prints who said what and where the articles go against each other. Touches nothing outside of build/.
#
#   deploy/demo.sh
set -euo pipefail
cd "$(dirname "$0")/.."

deploy/install-packages.sh
mkdir -p build
echo "building ..." >&2
if ! deploy/build.sh release isnad isnad_plugins isnad_shared_data >build/demo-build.log 2>&1; then
  cat build/demo-build.log >&2
  exit 1
fi

isnad=build/release/bin/isnad
db=build/demo.db
samples=tests/data/samples
rm -f "$db" "$db-wal" "$db-shm"

# Prints a command as one would type it, then runs it.
show() {
  printf '\n$ isnad'
  local word
  for word in "$@"; do
    if [[ $word == *' '* ]]; then printf " '%s'" "$word"; else printf ' %s' "$word"; fi
  done
  printf '\n'
  "$isnad" "$@"
}

show ingest --db "$db" "$samples/manifest.jsonl"
show quotes --db "$db" --speaker 'الدلهمي'
show quotes --db "$db" --speaker 'Trant'
show relations --db "$db"
show verify quote --db "$db" --speaker 'جبر العكيدي' 'المعبر لم يغلق دقيقة واحدة'
show verify quote --db "$db" --speaker 'منصور الدهشان' 'لن نعود إلى العمل قبل صرف نصف بدل الخطر'
printf '\nThe store is %s; try: %s relations --db %s --output=json\n' "$db" "$isnad" "$db"
