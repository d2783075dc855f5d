#!/usr/bin/env python3
"""How well each level of speech is read: direct, indirect and mixed, on annotated articles.

  speech_levels.py ISNAD GOLD_FOLDER... [--language ar]

Prints, for each level, how many required quotes there are, and of them the share that is found (half of the words at
least, both ways), whose content is right to the word, and whose speaker is right; and how many of what was found at
that level nobody annotated. The folders hold one JSON file an article (article, quotes). Needs python3 alone.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import tempfile
import unicodedata

MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
LEVELS = ("DIRECT", "INDIRECT", "MIXED")


def words(text):
    text = MARKS.sub("", unicodedata.normalize("NFKC", text or "").casefold())
    for shapes, letter in (("أإآٱ", "ا"), ("ى", "ي"), ("ة", "ه")):
        text = re.sub("[%s]" % shapes, letter, text)
    return re.findall(r"\w+", text)


def overlap(a, b):
    """F1 of the words of a and b, as multisets."""
    both = sum((collections.Counter(a) & collections.Counter(b)).values())
    return 2 * both / max(1, len(a) + len(b))


def is_called(mention, names):
    for name in (mention.get("displayName"), mention.get("span", {}).get("text")):
        said = set(words(name))
        if said and any(said <= set(words(n)) or set(words(n)) <= said for n in names):
            return True
    return False


def gold_articles(folders, language):
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".json"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                gold = json.load(file)
            if not isinstance(gold, dict) or "quotes" not in gold or "article" not in gold:
                continue
            article = gold["article"]
            if language and article.get("language") != language:
                continue
            if "text" not in article:
                continue
            yield gold


def analyze(isnad, golds):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for index, gold in enumerate(golds):
            article = gold["article"]
            line = {"name": "articles/%d" % index, "title": article.get("title", ""), "text": article["text"],
                    "publishTime": article.get("publish_time", ""), "languageCode": article["language"]}
            file.write(json.dumps({k: v for k, v in line.items() if v}, ensure_ascii=False) + "\n")
        file.flush()
        out = subprocess.run([isnad, "analyze", "--output=json", file.name], check=True, stdout=subprocess.PIPE)
    return [json.loads(line) for line in out.stdout.decode().splitlines()]


def count(gold, analysis, tally):
    """Gives each annotated quote the best one that was found, the surest pairs first."""
    found, wanted = analysis.get("quotes", []), gold["quotes"]
    pairs = sorted(((overlap(words(f["content"]["text"]), words(w["content"])), i, j)
                    for i, f in enumerate(found) for j, w in enumerate(wanted)), reverse=True)
    of_wanted, used = {}, set()
    for score, i, j in pairs:
        if score >= 0.5 and i not in used and j not in of_wanted:
            of_wanted[j] = i
            used.add(i)
    for j, want in enumerate(wanted):
        if not want.get("required", True):
            continue
        level = tally[want["kind"]]
        level["wanted"] += 1
        if j not in of_wanted:
            continue
        got = found[of_wanted[j]]
        level["found"] += 1
        level["exact"] += words(got["content"]["text"]) == words(want["content"])
        level["speaker"] += is_called(got.get("speaker", {}), want["speaker"])
    for i, got in enumerate(found):
        if i not in used:
            tally[got["kind"].removeprefix("QUOTE_KIND_")]["nobody's"] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("isnad")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--language", default="")
    options = parser.parse_args()
    golds = list(gold_articles(options.folders, options.language))
    tally = collections.defaultdict(collections.Counter)
    for gold, analysis in zip(golds, analyze(options.isnad, golds), strict=True):
        count(gold, analysis, tally)
    print("%-9s %7s %7s %7s %8s %9s" % ("level", "wanted", "found", "exact", "speaker", "nobody's"))
    for name in LEVELS:
        level = tally[name]
        share = lambda key, of: "%.3f" % (level[key] / level[of]) if level[of] else "-"
        print("%-9s %7d %7s %7s %8s %9d" % (name, level["wanted"], share("found", "wanted"), share("exact", "found"),
                                          share("speaker", "found"), level["nobody's"]))


if __name__ == "__main__":
    main()
