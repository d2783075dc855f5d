#!/usr/bin/env python3
"""Makes more articles of some: copies whose rarer words are exchanged for others that are about as frequent.

  grow_corpus.py ARTICLES.jsonl[.gz] COPIES > MORE.jsonl

A copy tells of other things in the same grammar, so that a corpus grows in matters as well as in size, and not in
repetitions. Words among the 3,000 most frequent stay. The articles themselves come first. Needs python3 alone.
"""
import collections
import gzip
import json
import re
import sys

WORD = re.compile(r"[^\W\d_]{4,}")
KEPT = 3000


def main():
    path, copies = sys.argv[1], int(sys.argv[2])
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = file.readlines()
    counts = collections.Counter(word for line in lines for word in WORD.findall(json.loads(line)["text"]))
    ranked = [word for word, _ in counts.most_common()][KEPT:]
    sys.stdout.writelines(lines)
    for copy in range(1, copies + 1):
        # Neighbours in rank change places in a ring of 64; each copy turns the rings further.
        other = {}
        for begin in range(0, len(ranked) - 64, 64):
            ring = ranked[begin:begin + 64]
            other.update((word, ring[(i + 7 * copy) % 64]) for i, word in enumerate(ring))
        swap = lambda text: WORD.sub(lambda m: other.get(m.group(), m.group()), text)
        for line in lines:
            article = json.loads(line)
            article["name"] = "%s.%d" % (article["name"], copy)
            article.pop("uri", None)
            article["text"] = swap(article["text"])
            article["title"] = swap(article.get("title", ""))
            sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
