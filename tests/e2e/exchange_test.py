"""What is looked up, in the forms of other programs: read back by independent readers of those forms."""
import csv
import io
import json
import unittest

import harness

TEXT = ("قال وزير الريّ سامي العطّار 🌊: \"لن نفتح بوابات السدّ، ولو فاض النهر\".\n"
        "وأضاف أن عدد القرى المتضررة بلغ 12 قرية.\n"
        "ونفى المهندس خالد المرزوقي أن يكون السد آمنا.")
OTHER = ("قال وزير الري سامي العطار إن عدد القرى المتضررة بلغ 19 قرية.\n"
         "ويقع السد على النهر الأزرق.")
ARTICLES = [
    {"name": "articles/one", "languageCode": "ar", "outlet": "=صحيفة، \"النهر\"", "publishTime": "2024-05-02T10:00:00+03:00",
     "title": "فيضان النهر", "uri": "https://example.org/one?a=1&b=\"2\"", "text": TEXT},
    {"name": "articles/two", "languageCode": "ar", "outlet": "+بريد\nالسد", "publishTime": "2024-05-02T18:00:00+03:00",
     "title": "فيضان النهر", "text": OTHER},
]


def table(text):
    assert text.startswith("\ufeff"), text[:20]
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    return rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


class ExchangeTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        path = self.path("in.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in ARTICLES))
        self.ok("ingest", "--db", self.db, path)

    def raw(self, *args, **kw):
        """Standard output, every byte of it: text mode would change line ends."""
        import subprocess
        process = subprocess.run([harness.ISNAD, *args, "--db", self.db], capture_output=True, timeout=60)
        self.assertEqual(process.returncode, 0, process.stderr)
        return process.stdout.decode(), process.stderr.decode()

    def looked_up(self, *args):
        return harness.lines(self.ok(*args, "--db", self.db, "--output=json"))

    def test_csv_holds_what_was_looked_up(self):
        text, _ = self.raw("quotes", "--output=csv", "--language=en")
        self.assertEqual(text.count("\r\n"), text.count("\n") - text.count("\nالسد"))
        headings, rows = table(text)
        self.assertEqual(headings[:5], ["Name", "Article", "Outlet", "Published", "Speaker"])
        quotes = self.looked_up("quotes")
        self.assertEqual([row["Words"] for row in rows], [q["content"]["text"] for q in quotes])
        self.assertEqual([row["Name"] for row in rows], [q["name"] for q in quotes])
        self.assertIn("🌊", TEXT)
        self.assertEqual(rows[0]["Outlet"], "'=صحيفة، \"النهر\"")  # no formula
        self.assertTrue(any(row["Outlet"] == "'+بريد\nالسد" for row in rows))
        for what, key in (("claims", lambda c: c["evidence"]["text"]), ("articles", lambda a: a["title"])):
            _, rows = table(self.raw(what, "--output=csv", "--language=en")[0])
            self.assertEqual([row.get("Words", row.get("Title")) for row in rows], [key(i) for i in self.looked_up(what)])

    def test_csv_has_headings_in_arabic(self):
        headings, rows = table(self.raw("relations", "--output=csv", "--language=ar")[0])
        self.assertIn("القول (الأول)", headings)
        self.assertEqual(len(headings), len(set(headings)))
        self.assertEqual([row["الاسم"] for row in rows], [r["name"] for r in self.looked_up("relations")])
        self.assertGreaterEqual(len(rows), 1)

    def test_annotations_point_at_the_words(self):
        texts = {a.get("uri", "urn:isnad:" + a["name"]): a["text"] for a in ARTICLES}
        for what, words in (("quotes", lambda q: q["content"]), ("claims", lambda c: c["evidence"])):
            items = self.looked_up(what)
            annotations = harness.lines(self.ok(what, "--db", self.db, "--output=annotations"))
            self.assertEqual([a["id"] for a in annotations], ["urn:isnad:" + i["name"] for i in items])
            for annotation, item in zip(annotations, items):
                self.assertEqual(annotation["type"], "Annotation")
                self.assertEqual(annotation["@context"][0], "http://www.w3.org/ns/anno.jsonld")
                self.assertEqual(annotation["body"]["schema:text"], words(item)["text"])
                text = texts[annotation["target"]["source"]]
                selectors = {s["type"]: s for s in annotation["target"]["selector"]}
                quote = selectors["TextQuoteSelector"]
                self.assertEqual(quote["exact"], words(item)["text"])
                if words(item).get("part") == "PART_TITLE":
                    self.assertNotIn("TextPositionSelector", selectors)
                    continue
                place = selectors["TextPositionSelector"]
                self.assertEqual(text[place["start"]:place["end"]], quote["exact"])  # Python counts code points, too
                self.assertEqual(text[:place["start"]][-32:], quote["prefix"])
                self.assertEqual(text[place["end"]:][:32], quote["suffix"])

    def test_claims_say_whose_they_are_and_where(self):
        claims = harness.lines(self.ok("claims", "--db", self.db, "--output=claimreview"))
        stored = self.looked_up("claims")
        self.assertEqual([c["text"] for c in claims], [c["evidence"]["text"] for c in stored])
        for claim in claims:
            self.assertEqual((claim["@context"], claim["@type"]), ("https://schema.org", "Claim"))
            self.assertEqual(claim["appearance"]["@type"], "NewsArticle")
        minister = next(c for c in claims if c.get("author", {}).get("name", "").startswith("سامي"))
        self.assertEqual(minister["author"]["@type"], "Person")
        self.assertEqual(minister["appearance"]["url"], ARTICLES[0]["uri"])

    def test_only_what_somebody_confirmed_is_a_review(self):
        relation = self.looked_up("relations")[0]
        out, told = self.raw("relations", "--output=claimreview")
        self.assertEqual(out, "")
        self.assertIn("1 relations that nobody has confirmed", told)
        self.ok("relations", "review", relation["name"], "--confirm", "--by", "هالة", "--why", "رقمان لشيء واحد", "--db", self.db)
        review, = [json.loads(line) for line in self.raw("relations", "--output=claimreview", "--language=ar")[0].splitlines()]
        self.assertEqual(review["@type"], "ClaimReview")
        self.assertEqual(review["claimReviewed"], relation["a"]["evidence"]["text"])
        self.assertEqual(review["itemReviewed"]["text"], relation["a"]["evidence"]["text"])
        self.assertEqual(review["citation"]["text"], relation["b"]["evidence"]["text"])
        self.assertEqual(review["author"], {"@type": "Person", "name": "هالة"})
        self.assertIn("رقمان لشيء واحد", review["reviewBody"])
        self.assertEqual(review["reviewRating"], {"@type": "Rating", "alternateName": "Contradicted (wording)"})
        self.assertRegex(review["datePublished"], r"^\d{4}-\d\d-\d\dT")

    def test_it_is_the_same_from_a_server(self):
        with harness.Server(self.db) as server:
            for args in (("quotes", "--output=csv"), ("claims", "--output=annotations"), ("claims", "--output=claimreview")):
                self.assertEqual(self.ok(*args, "--server", server.address).stdout, self.ok(*args, "--db", self.db).stdout)

    def test_a_form_that_a_command_has_not_is_refused(self):
        process = harness.run("entities", "--output=annotations", "--db", self.db)
        self.assertEqual(process.returncode, 2)
        self.assertIn("text|json", process.stderr)


if __name__ == "__main__":
    unittest.main()
