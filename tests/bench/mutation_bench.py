#!/usr/bin/env python3
"""Measures `isnad verify` on quotes of real articles that were changed in ways whose verdict is known.

  mutation_bench.py ISNAD ARTICLES.jsonl[.gz] [--articles N] [--cases N] [--seed S] [--show N]

The first N articles are stored; of each of their quotes, drawn at random, one variant is made:

  verbatim, typography, piece   as it stands; with other diacritics, tatweel, hamza seats, digits and quotation marks;
                                a piece of it whose missing rest holds no word that turns a sense    VERBATIM
  word, negation, number        a word replaced by one of another quote; a negation taken out; a number changed   ALTERED
  cut                           cut at either end so that a negation, condition, exception or hedge is lost       TRUNCATED
  speaker                       said to be somebody else's                                              MISATTRIBUTED
  date                          said to be of another day, where its article dates it                      WRONG_DATE
  foreign                       the words of a quote whose article is not stored, nor any copy of it         NOT_FOUND

Which words turn a sense is what Isnad itself marks in the quote; so `cut` measures what is made of a mark, not whether it
is found. Quotes of fewer than eight words are left out, as are those of which six words in a row stand in another article,
or twice in one: agencies' words are printed by many, and stand elsewhere as somebody else's, or whole.
Printed are, for each verdict, precision, recall and F1, their mean, and every VERBATIM that is none. Needs python3 alone.
"""
import argparse
import collections
import datetime
import gzip
import json
import os
import random
import re
import subprocess
import tempfile

WORD = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652]*[^\W\d_]*)*")
DIGITS = re.compile(r"[0-9\u0660-\u0669]+")
MARKS = "ًٌٍَُِّْ"
TURNING = {"MARK_KIND_NEGATION", "MARK_KIND_CONDITION", "MARK_KIND_EXCEPTION", "MARK_KIND_HEDGE", "MARK_KIND_CONTRAST"}


def run(isnad, *args):
    return subprocess.run([isnad, *args], check=True, capture_output=True, text=True).stdout


def quotes_of(isnad, lines, folder, name):
    db, path = os.path.join(folder, name + ".db"), os.path.join(folder, name + ".jsonl")
    with open(path, "wb") as file:
        file.writelines(lines)
    subprocess.run([isnad, "ingest", "--db", db, path], capture_output=True)
    quotes = [json.loads(line) for line in run(isnad, "quotes", "--db", db, "--output=json").splitlines()]
    return db, [q for q in quotes if len(WORD.findall(q["content"]["text"])) >= 8]


def marks_in(quote):
    """Where words that turn a sense stand in the quote's words, as (begin, end) in code points."""
    content = quote["content"]
    raw = content["text"].encode()
    found = []
    for mark in quote.get("marks", []):
        if mark.get("kind") not in TURNING:
            continue
        begin, end = (mark["span"][k] - content["start"] for k in ("start", "end"))
        if 0 <= begin < end <= len(raw):
            found.append((len(raw[:begin].decode()), len(raw[:end].decode()), mark["kind"]))
    return found


def verbatim(text, quote, rest):
    return text


def typography(text, quote, rest):
    out = []
    for i, letter in enumerate(text):
        if letter in "أإآ" and rest.random() < 0.5:
            letter = "ا"
        elif letter in "0123456789":
            letter = "٠١٢٣٤٥٦٧٨٩"[int(letter)]
        elif letter in "«»“”":
            letter = '"'
        out.append(letter)
        inside = letter.isalpha() and i + 1 < len(text) and text[i + 1].isalpha()
        if inside and "\u0621" <= letter <= "\u064a" and rest.random() < 0.15:
            out.append(rest.choice(MARKS + "ـ"))
    return "".join(out)


def piece(text, quote, rest):
    words = list(WORD.finditer(text))
    first = rest.randrange(0, 3)
    last = len(words) - rest.randrange(0 if first else 1, 3)
    begin, end = words[first].start(), words[last - 1].end()
    if any(m[0] < begin or m[1] > end for m in marks_in(quote)) or DIGITS.search(text[:begin] + text[end:]):
        return None
    return text[begin:end]


def word(text, quote, rest):
    words = [m for m in WORD.finditer(text) if len(m.group()) >= 4]
    if not words:
        return None
    chosen = rest.choice(words)
    other = rest.choice(WORD.findall(rest.choice(rest.pool)))
    if len(other) < 4 or other[-3:] in chosen.group() or chosen.group()[-3:] in other:
        return None
    return text[:chosen.start()] + other + text[chosen.end():]


def negation(text, quote, rest):
    found = [m for m in marks_in(quote) if m[2] == "MARK_KIND_NEGATION" and WORD.search(text[:m[0]]) and WORD.search(text[m[1]:])]
    if not found:  # without one at its edge a quote is a piece of itself
        return None
    begin, end, _ = rest.choice(found)
    return (text[:begin].rstrip() + " " + text[end:].lstrip()).strip()


def number(text, quote, rest):
    found = list(DIGITS.finditer(text))
    if not found:
        return None
    chosen = rest.choice(found)
    changed = str(int(chosen.group()) + rest.choice([1, 2, 7, 30]))
    return text[:chosen.start()] + changed + text[chosen.end():]


def cut(text, quote, rest):
    """What stands right before such a word, or right behind it: no comma, conjunction or sentence end between."""
    pieces = []
    for begin, end, _ in marks_in(quote):
        before, behind = text[:begin].rstrip(" "), text[end:].lstrip(" ")
        if begin and text[begin - 1] == " " and len(WORD.findall(before)) >= 6 and before[-1].isalpha():
            pieces.append(before)
        whole = begin == 0 or text[begin - 1] == " "
        if whole and text[end:end + 1] == " " and len(WORD.findall(behind)) >= 6 and behind[0].isalpha():
            pieces.append(behind)
    return rest.choice(pieces) if pieces else None


VARIANTS = {"verbatim": (verbatim, "VERBATIM"), "typography": (typography, "VERBATIM"), "piece": (piece, "VERBATIM"),
            "word": (word, "ALTERED"), "negation": (negation, "ALTERED"), "number": (number, "ALTERED"),
            "cut": (cut, "TRUNCATED"), "speaker": (verbatim, "MISATTRIBUTED"), "date": (verbatim, "WRONG_DATE")}


def names(speaker):
    return {w.removeprefix("ال") for w in WORD.findall(speaker)}


def known_speaker(quote):
    return quote.get("speaker", {}).get("entity") and quote["speaker"].get("displayName")


def make(kind, quote, rest):
    """A case and its verdict, or None where the quote has not what the variant changes."""
    text = VARIANTS[kind][0](quote["content"]["text"], quote, rest)
    if not text or (VARIANTS[kind][1] == "ALTERED" and text == quote["content"]["text"]):
        return None
    case = {"quote": text}
    speaker = known_speaker(quote)
    if kind == "speaker":
        if not speaker:
            return None
        other = rest.choice(rest.speakers)
        if names(other) & names(speaker):  # «مصادر» and «المصادر» may be one
            return None
        case["speaker"] = other
    elif speaker and rest.random() < 0.5:
        case["speaker"] = speaker
    time = quote.get("statementTime", {})
    if kind == "date":
        if time.get("grain") != "GRAIN_DAY" or time["start"] != time["end"]:
            return None
        day = datetime.date.fromisoformat(time["start"]) + datetime.timedelta(days=rest.choice([-40, -9, -3, 3, 12, 50]))
        case["date"] = day.isoformat()
    return case, VARIANTS[kind][1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("isnad")
    parser.add_argument("articles")
    parser.add_argument("--articles", dest="count", type=int, default=4000)
    parser.add_argument("--cases", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    rest = random.Random(options.seed)
    opener = gzip.open if options.articles.endswith(".gz") else open
    with opener(options.articles, "rb") as file:
        lines = [line for line, _ in zip(file, range(options.count + 400))]
    with tempfile.TemporaryDirectory() as folder:
        db, quotes = quotes_of(options.isnad, lines[:options.count], folder, "stored")
        _, foreign = quotes_of(options.isnad, lines[options.count:], folder, "foreign")
        articles = [json.loads(line) for line in lines[:options.count]]
        printed = collections.Counter(run for article in articles
                                      for run in runs(article.get("title", "")) + runs(article["text"]))
        quotes = [q for q in quotes if all(printed[run] == 1 for run in runs(q["content"]["text"]))]
        rest.pool = [q["content"]["text"] for q in quotes]
        rest.speakers = sorted({known_speaker(q) for q in quotes} - {None, ""})
        print("%d articles, %d quotes of eight words or more" % (options.count, len(quotes)))
        cases = []
        kinds = list(VARIANTS)
        for turn in range(200 * options.cases):
            if len(cases) >= options.cases:
                break
            kind = kinds[turn % len(kinds)]
            made = make(kind, rest.choice(quotes), rest)
            if made:
                cases.append((kind, *made))
        cases += [("foreign", {"quote": q["content"]["text"]}, "NOT_FOUND") for q in foreign
                  if not any(printed[run] for run in runs(q["content"]["text"]))][:options.cases // 10]
        path = os.path.join(folder, "cases.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for _, case, _ in cases:
                file.write(json.dumps(case, ensure_ascii=False) + "\n")
        answers = [json.loads(line) for line in
                   run(options.isnad, "verify", "--db", db, "--output=json", "--input", path).splitlines()]
    if len(answers) != len(cases):
        raise SystemExit("verify: %d answers for %d cases" % (len(answers), len(cases)))
    report(cases, [a.get("verdict", "")[len("QUOTE_VERDICT_"):] for a in answers], options.show)


FOLD = str.maketrans({**{mark: None for mark in MARKS + "ـ"}, **dict(zip("أإآىة", "اااية"[:4] + "ه"))})


def runs(text):
    """Its runs of six words, by which a copy is known."""
    words = WORD.findall(text.translate(FOLD))
    return [" ".join(words[i:i + 6]) for i in range(len(words) - 5)]


def report(cases, said, show):
    table = collections.defaultdict(collections.Counter)
    right = collections.Counter()
    wrong = collections.defaultdict(list)
    for (kind, case, verdict), got in zip(cases, said):
        table[kind][got] += 1
        right[verdict, got] += 1
        if got != verdict:
            wrong[kind].append((got, case))
    for kind, got in table.items():
        print("%-12s %6d  %s" % (kind, sum(got.values()), ", ".join("%s %d" % g for g in got.most_common())))
    scores = []
    for verdict in sorted({v for _, _, v in cases}):
        true = right[verdict, verdict]
        precision = true / max(1, sum(n for (_, g), n in right.items() if g == verdict))
        recall = true / max(1, sum(n for (v, _), n in right.items() if v == verdict))
        scores.append(2 * precision * recall / max(1e-9, precision + recall))
        print("%-14s precision %.3f recall %.3f F1 %.3f" % (verdict, precision, recall, scores[-1]))
    print("macro-F1       %.3f of %d cases" % (sum(scores) / len(scores), len(cases)))
    print("false VERBATIM %d" % sum(n for (v, g), n in right.items() if g == "VERBATIM" and v != "VERBATIM"))
    for kind, mistakes in wrong.items():
        for got, case in mistakes[:show]:
            print(kind, got, json.dumps(case, ensure_ascii=False))


if __name__ == "__main__":
    main()
