#!/usr/bin/env python3
"""Measures `isnad compare` on pairs of headlines that people marked as agreeing, disagreeing or neither.

  stance_bench.py ISNAD PAIRS.jsonl [--show N] [--curve FILE.svg]

A line of PAIRS is {"s1": …, "s2": …, "label": "agree" | "disagree" | "other"}. A pair whose strongest relation is a
contradiction, or a change over time, is taken to disagree. Always saying so would be right about two times in three, so
precision and recall of `disagree` are printed; --curve draws both for every score from which on one may believe it. --show
prints N mistaken and N missed pairs. Needs python3 alone.
"""
import argparse
import json
import subprocess
import tempfile

import plot

DISAGREE = ("RELATION_VERDICT_CONTRADICTION", "RELATION_VERDICT_CHANGED_OVER_TIME")


def compare(isnad, pairs):
    """The strongest relation of each pair, or {}."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for pair in pairs:
            sides = {side: {"text": pair[key], "languageCode": "ar"} for side, key in (("a", "s1"), ("b", "s2"))}
            file.write(json.dumps(sides, ensure_ascii=False) + "\n")
        file.flush()
        out = subprocess.run([isnad, "compare", "--output=json", "--input", file.name], check=True, capture_output=True, text=True)
    answers = [json.loads(line) for line in out.stdout.splitlines()]
    if len(answers) != len(pairs):
        raise SystemExit("compare: %d answers for %d pairs" % (len(answers), len(pairs)))
    return answers


def draw(path, flagged, wanted):
    """Precision over recall of the flagged pairs, from the surest on."""
    points, right = [], 0
    flagged.sort(key=lambda f: -f[0])
    for n, (score, is_right) in enumerate(flagged, 1):
        right += is_right
        if n == len(flagged) or flagged[n][0] != score:
            points.append((right / wanted, right / n))
    ticks = [(v / 5, "%.1f" % (v / 5)) for v in range(6)]
    plot.line(path, points, "recall of pairs that disagree", "precision", ticks, ticks)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("isnad")
    parser.add_argument("pairs")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--curve")
    options = parser.parse_args()
    with open(options.pairs, encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file if line.strip()]
    said = right = 0
    wrong, missed = [], []
    relations = compare(options.isnad, pairs)
    for pair, relation in zip(pairs, relations):
        disagree = relation.get("verdict") in DISAGREE
        said += disagree
        right += disagree and pair["label"] == "disagree"
        if disagree and pair["label"] != "disagree":
            wrong.append((pair, relation))
        if not disagree and pair["label"] == "disagree":
            missed.append((pair, relation))
    wanted = sum(pair["label"] == "disagree" for pair in pairs)
    print("pairs               %d, of which %d disagree" % (len(pairs), wanted))
    print("disagree precision  %s  of %d" % ("%.3f" % (right / said) if said else "-", said))
    print("disagree recall     %.3f  of %d" % (right / max(1, wanted), wanted))
    if options.curve:
        draw(options.curve, [(r["score"], p["label"] == "disagree") for p, r in zip(pairs, relations)
                             if r.get("verdict") in DISAGREE], wanted)
    for title, rows in (("wrong", wrong), ("missed", missed)):
        for pair, relation in rows[: options.show]:
            print("%s: %s | %s | %s %s" % (title, pair["s1"], pair["s2"], pair["label"], relation.get("reason", {})))


if __name__ == "__main__":
    main()
