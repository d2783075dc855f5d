"""The bundled sample articles: what expected.txt says must be found is found; what would be nice is counted."""
import os
import re
import unittest

import harness

SAMPLES = os.path.join(harness.ROOT, "tests", "data", "samples")


class Block:
    """A line of expected.txt with the indented lines below it."""

    def __init__(self, number, words):
        self.number, self.words, self.fields = number, words, []

    def get(self, key):
        return next((value for name, value in self.fields if name == key), None)

    def all(self, key):
        return [value for name, value in self.fields if name == key]


def blocks():
    """(article or None, block) for every expectation."""
    found, article, block = [], None, None
    with open(os.path.join(SAMPLES, "expected.txt"), encoding="utf8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            indent = len(line) - len(line.lstrip())
            words = line.split()
            if indent == 0 and words[0] == "article":
                article = words[1]
            elif indent == 0 or (indent == 2 and words[0] in ("must", "nice")):
                if indent == 0:
                    article = None
                block = Block(number, words)
                found.append((article, block))
            else:
                name, _, value = line.strip().partition(" ")
                block.fields.append((name, value.strip()))
    return found


def name_fits(mention, words):
    return words in (mention.get("displayName", ""), mention.get("span", {}).get("text", "")) or any(
        words in name or (name and name in words) for name in (mention.get("displayName", ""), mention.get("span", {}).get("text", "")))


class SamplesTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        manifest = os.path.join(SAMPLES, "manifest.jsonl")
        self.ok("ingest", "--db", self.db, manifest)
        self.analyses = {a["article"]["name"].removeprefix("articles/"): a
                         for a in harness.lines(self.ok("analyze", "--output=json", manifest))}
        self.relations = harness.lines(self.ok("relations", "--db", self.db, "--output=json"))

    def quote(self, article, block):
        for quote in self.analyses[article].get("quotes", []):
            if quote["content"]["text"] != block.get("content"):
                continue
            speaker = quote.get("speaker", {})
            return (quote["kind"] == "QUOTE_KIND_" + block.words[2].upper()
                    and (block.get("speaker") is None or name_fits(speaker, block.get("speaker")))
                    and (not block.all("anonymous") or speaker.get("kind") == "ENTITY_KIND_ANONYMOUS")
                    and all(any(name_fits(m, via) for m in quote.get("via", [])) for via in block.all("via")))
        return False

    def finding(self, article, block):
        kind = "FINDING_KIND_" + block.words[2].upper()
        return any(f["kind"] == kind and all(any(words in e["text"] or e["text"] in words for e in f["evidence"])
                                             for words in block.all("evidence"))
                   for f in self.analyses[article].get("findings", []))

    def no_quote(self, article, block):
        return not any(words in q["content"]["text"] for q in self.analyses[article].get("quotes", []) for words in block.all("content"))

    def relation(self, _, block):
        allowed = {w for word in block.words[1:-1] for w in word.split("|")}
        ends = [block.get(end).split(" ", 1) for end in ("a", "b")]

        def end_fits(end, wanted):
            return end["article"] == "articles/" + wanted[0] and wanted[1] in end["evidence"]["text"]

        for relation in self.relations:
            a, b = relation["a"], relation["b"]
            if not ((end_fits(a, ends[0]) and end_fits(b, ends[1])) or (end_fits(a, ends[1]) and end_fits(b, ends[0]))):
                continue
            verdict = relation["verdict"].removeprefix("RELATION_VERDICT_")
            kind = relation.get("kind", "").removeprefix("CONTRADICTION_KIND_")
            return verdict in allowed and (verdict != "CONTRADICTION" or kind in allowed or allowed == {"CONTRADICTION"})
        return False

    def verify(self, _, block):
        args = ["verify", block.words[1], block.get("text"), "--db", self.db, "--output=json"]
        if block.get("speaker"):
            args += ["--speaker", block.get("speaker")]
        answer = harness.lines(self.ok(*args))[0]
        right = re.sub("^[A-Z]+_VERDICT_", "", answer["verdict"]) == block.words[2]
        match = block.get("match")
        return right and (match is None or answer["matches"][0]["article"] == "articles/" + match)

    def test_what_is_expected_is_found(self):
        checks = {"quote": self.quote, "finding": self.finding, "no-quote": self.no_quote, "relation": self.relation, "verify": self.verify}
        missed, nice, nice_found, must = [], 0, 0, 0
        for article, block in blocks():
            what = block.words[1] if article else block.words[0]
            found = checks[what](article, block)
            if "must" in block.words:
                must += 1
                if not found:
                    missed.append("expected.txt:%d: %s %s: %s" % (block.number, article or "", " ".join(block.words),
                                                                  "; ".join(value for _, value in block.fields)))
            else:
                nice += 1
                nice_found += found
        print("must: %d of %d; nice: %d of %d" % (must - len(missed), must, nice_found, nice))
        self.assertGreater(must, 50)
        self.assertEqual(missed, [])


if __name__ == "__main__":
    unittest.main()
