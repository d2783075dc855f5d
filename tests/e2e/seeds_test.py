"""The five real articles: what a fact-checker asks of them. Skipped where they are not beside the project."""
import os
import unittest

import harness

MANIFEST = os.path.join(os.path.dirname(harness.ROOT), "shared", "seeds", "manifest.jsonl")


@unittest.skipUnless(os.path.exists(MANIFEST), "SKIPPED: the seed articles are not beside the project")
class SeedsTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.ok("ingest", "--db", self.db, MANIFEST)

    def ask(self, *args):
        return harness.lines(self.ok(*args, "--db", self.db, "--output=json"))

    def test_one_generals_statements(self):
        quotes = self.ask("quotes", "--speaker", "لاكاميرا")
        self.assertGreaterEqual(len(quotes), 4)
        self.assertEqual({q["article"] for q in quotes}, {"articles/003"})
        self.assertEqual(quotes[0]["statementTime"]["start"], "2019-02-17")
        described = [q["speaker"]["span"]["text"] for q in quotes]
        self.assertIn("القائد العسكري الأمريكي", described)

    def test_one_man_under_two_names(self):
        quotes = self.ask("quotes", "--speaker", "مظلوم عبدي")
        self.assertEqual(len({q["speaker"]["entity"] for q in quotes}), 1)
        self.assertLessEqual({"articles/000", "articles/003"}, {q["article"] for q in quotes})

    def test_a_request_with_its_number(self):
        claims = self.ask("claims", "--text", "1500")
        wanted = [c for c in claims if c["modality"] == "MODALITY_REQUESTED"]
        self.assertTrue(wanted, claims)
        quantity = wanted[0]["quantities"][0]
        self.assertEqual((quantity["value"], quantity["approximate"]), (1500, True))

    # The official's sentence follows its cue without a conjunction and is not yet taken apart, so the two are not yet laid
    # side by side.
    def test_a_promise_that_did_not_last(self):
        changed = [r for r in self.ask("relations", "--language", "ar") if r["verdict"] == "RELATION_VERDICT_CHANGED_OVER_TIME"]
        pairs = [(r["a"]["evidence"]["text"], r["b"]["evidence"]["text"], r) for r in changed]
        found = [r for a, b, r in pairs if "تدريبهم وتسليحهم" in a and "الدعم" in b]
        self.assertTrue(found, pairs)
        relation = found[0]
        self.assertEqual((relation["a"]["article"], relation["b"]["article"]), ("articles/003", "articles/000"))
        self.assertTrue(relation["a"]["publishTime"].startswith("2019-02-19"))
        self.assertTrue(relation["b"]["publishTime"].startswith("2019-10-08"))
        self.assertRegex(relation["explanation"], "[ء-ي]")

    def test_a_quote_with_one_word_changed(self):
        quote = "نحن ندرك قطعا ما يريدوننا أن نفعله، لكن بالطبع هذا ليس الطريق الذي نسلكه في هذه المرحلة تحديدًا"
        text = self.ok("verify", "quote", quote, "--db", self.db).stdout
        self.assertIn("altered", text)
        self.assertIn("[-المسار-]", text)
        self.assertIn("{+الطريق+}", text)

    def test_a_quote_by_somebody_else(self):
        quote = "نريد غطاء جويًا ودعمًا جويًا وقوة على الأرض للتنسيق معنا"
        self.assertEqual(self.ask("verify", "quote", quote, "--speaker", "مظلوم عبدي")[0]["verdict"], "QUOTE_VERDICT_VERBATIM")
        answer = self.ask("verify", "quote", quote, "--speaker", "جوزيف فوتيل")[0]
        self.assertEqual(answer["verdict"], "QUOTE_VERDICT_MISATTRIBUTED")
        self.assertIn("كوباني", answer["matches"][0]["speaker"]["displayName"])

    def test_faults_inside_an_article(self):
        analyses = {a["article"]["name"]: a for a in harness.lines(self.ok("analyze", "--output=json", MANIFEST))}
        kinds = {name: {f["kind"] for f in a.get("findings", [])} for name, a in analyses.items()}
        self.assertIn("FINDING_KIND_WEEKDAY_MISMATCH", kinds["articles/000"])
        self.assertIn("FINDING_KIND_DATE_CONFLICT", kinds["articles/002"])
        for analysis in analyses.values():
            for found in [q["content"] for q in analysis.get("quotes", [])] + [c["evidence"] for c in analysis.get("claims", [])]:
                for furniture in ("Akismet", "اترك تعليق", "شاهد أيضاً", "إقرأ ايضاً", "تابعونا", "عنوان بريدك"):
                    self.assertNotIn(furniture, found["text"])


if __name__ == "__main__":
    unittest.main()
