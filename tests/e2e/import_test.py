"""Claims that fact-checkers have reviewed: stored with their ratings, found by who asks, and never taken for the reviewer's."""
import json
import unittest

import harness


def review(claim="سعر الخبز المدعوم سيرتفع قريبا", **changes):
    return {"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": claim, "url": "https://example.org/bread",
            "datePublished": "2025-05-02", "author": {"@type": "Organization", "name": "مرصد الحقيقة"},
            "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "سامي العطار"}},
            "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": "1", "alternateName": "زائف"},
            **changes}


class ImportTest(harness.TestCase):
    def bring(self, *contents, status=0):
        paths = [self.path(f"reviews{n}.{'html' if c.lstrip().startswith('<') else 'json'}", c) for n, c in enumerate(contents)]
        process = harness.run("import", "claimreview", "--db", self.db, "--output=json", *paths)
        self.assertEqual(process.returncode, status, process.stderr)
        return harness.lines(process)

    def verify(self, claim):
        return harness.lines(self.ok("verify", "claim", claim, "--db", self.db, "--output=json"))[0]

    def test_a_reviewed_claim_is_its_claimants(self):
        stored, = self.bring(json.dumps(review(), ensure_ascii=False))
        self.assertEqual(stored["state"], "INGEST_STATE_CREATED")
        claim, = harness.lines(self.ok("claims", "--db", self.db, "--output=json"))
        self.assertEqual((claim["holder"]["displayName"], claim["outlet"]), ("سامي العطار", "مرصد الحقيقة"))
        article = harness.lines(self.ok("articles", "--db", self.db, "--output=json"))[0]
        self.assertEqual(article["uri"], "https://example.org/bread")
        answer = self.verify("سعر الخبز المدعوم سيرتفع قريبا")
        match, = answer["matches"]
        self.assertEqual(match["rating"], {"claimant": "سامي العطار", "rating": "زائف", "value": 1, "best": 5, "worst": 1})
        text = self.ok("verify", "claim", "سعر الخبز المدعوم سيرتفع قريبا", "--db", self.db).stdout
        self.assertIn("زائف", text)
        self.assertIn("مرصد الحقيقة", text)

    def test_a_claim_of_nobody_known_is_not_the_reviewers(self):
        self.bring(json.dumps(review(itemReviewed={"@type": "CreativeWork"}), ensure_ascii=False))
        claim, = harness.lines(self.ok("claims", "--db", self.db, "--output=json"))
        self.assertEqual(claim["holder"]["kind"], "ENTITY_KIND_ANONYMOUS")

    def test_pages_lists_and_graphs_are_read(self):
        page = "<html><head><script type='application/ld+json'>{broken</script><script type=\"application/ld+json\">%s</script></head></html>" % json.dumps(
            {"@graph": [{"@type": "WebPage"}, review("جسر السلام مغلق أمام الشاحنات", url="https://example.org/bridge")]}, ensure_ascii=False)
        both = json.dumps([review(), review("مطار النورس مغلق بسبب العاصفة", author="Desk", itemReviewed=None)], ensure_ascii=False)
        self.assertEqual(len(self.bring(page, both)), 3)
        self.assertEqual(len(harness.lines(self.ok("articles", "--db", self.db, "--output=json"))), 3)

    def test_another_rating_is_a_revision_and_the_same_is_none(self):
        text = json.dumps(review(), ensure_ascii=False)
        self.bring(text)
        self.assertEqual(self.bring(text)[0]["state"], "INGEST_STATE_UNCHANGED")
        changed = json.dumps(review(reviewRating={"alternateName": "صحيح"}), ensure_ascii=False)
        self.assertEqual(self.bring(changed)[0]["state"], "INGEST_STATE_REVISED")
        self.assertEqual(self.verify("سعر الخبز المدعوم سيرتفع قريبا")["matches"][0]["rating"]["rating"], "صحيح")

    def test_what_is_wrong_is_told_and_the_rest_goes_on(self):
        bad = [review(claimReviewed=""), review(author=None), review(reviewRating={}), review(datePublished="someday")]
        answers = self.bring(json.dumps([*bad, review()], ensure_ascii=False), "{broken", "<p>no review</p>", status=2)
        told = [a["error"]["message"] if "error" in a else a["state"] for a in answers]
        for words, message in zip(("claimReviewed", "author", "reviewRating", "publish_time"), told):
            self.assertIn(words, message)
        self.assertEqual(told[4], "INGEST_STATE_CREATED")
        self.assertIn("no ClaimReview", told[6])
        self.assertTrue(answers[0]["input"].endswith("reviews0.json#1"))
        missing = harness.run("import", "claimreview", "--db", self.db, self.path("none.json"))
        self.assertEqual(missing.returncode, 2)

    def test_what_is_exported_is_no_review_to_import(self):
        process = harness.run("import", "--db", self.db)
        self.assertEqual(process.returncode, 2)


if __name__ == "__main__":
    unittest.main()
