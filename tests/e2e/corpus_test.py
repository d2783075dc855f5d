"""What goes out of a corpus: articles that are deleted, and the whole of it as JSON lines."""
import json
import os
import unittest

import harness

SAMPLES = os.path.join(harness.ROOT, "tests/data/samples/manifest.jsonl")


class CorpusTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.ok("ingest", "--db", self.db, SAMPLES)

    def list(self, what, *args, db=None):
        return harness.lines(self.ok(what, "--db", db or self.db, "--output=json", *args))

    def names(self, what, *args):
        return [item["name"] for item in self.list(what, *args)]

    def relations(self):
        return self.names("relations", "--min-score", "0")

    def test_a_deleted_article_is_gone_with_all_that_came_from_it(self):
        before = self.relations()
        self.assertTrue(self.names("relations", "--article", "articles/dam-1"))
        deleted = self.ok("articles", "delete", "articles/dam-1", "--db", self.db)
        self.assertEqual(deleted.stdout, "articles/dam-1\n")
        self.assertNotIn("articles/dam-1", self.names("articles"))
        self.assertEqual([q for q in self.list("quotes") if q["article"] == "articles/dam-1"], [])
        self.assertEqual([r for r in self.list("relations", "--min-score", "0") if "articles/dam-1" in (r["a"]["article"], r["b"]["article"])], [])
        again = harness.run("articles", "delete", "articles/dam-1", "articles/dam-2", "--db", self.db)
        self.assertEqual((again.returncode, again.stdout), (2, "articles/dam-2\n"))  # the others go all the same
        self.assertIn("articles/dam-1", again.stderr)
        self.ok("ingest", "--db", self.db, SAMPLES)
        self.assertEqual(sorted(self.relations()), sorted(before))

    def test_old_ones_of_an_outlet_go_by_day(self):
        old = [a["name"] for a in self.list("articles", "--to", "2024-12-31")]
        self.assertTrue(old)
        dry = self.ok("articles", "delete", "--to", "2024-12-31", "--dry-run", "--db", self.db)
        self.assertEqual(sorted(dry.stdout.split()), sorted(old))
        self.assertLessEqual(set(old), set(self.names("articles")))
        with harness.Server(self.db) as server:
            gone = self.ok("articles", "delete", "--to", "2024-12-31", "--server", server.address, "--output=json")
        self.assertEqual(sorted(a["name"] for a in harness.lines(gone)), sorted(old))
        self.assertEqual(self.names("articles", "--to", "2024-12-31"), [])
        for args in ((), ("articles/x", "--to", "2024-12-31")):
            self.assertEqual(harness.run("articles", "delete", *args, "--db", self.db).returncode, 2, args)

    def test_what_is_exported_makes_the_same_corpus(self):
        lines = self.ok("export", "--db", self.db).stdout
        copy = os.path.join(self.folder, "copy.db")
        self.ok("ingest", "--db", copy, self.path("out.jsonl", lines))
        self.assertEqual(self.ok("export", "--db", copy).stdout, lines)
        for what, args in (("articles", ()), ("quotes", ()), ("claims", ()), ("entities", ())):
            key = lambda item: json.dumps(item, sort_keys=True)
            self.assertEqual(sorted(map(key, self.list(what, *args))), sorted(map(key, self.list(what, *args, db=copy))), what)
        pairs = lambda relations: sorted((*sorted((r["a"]["claim"], r["b"]["claim"])), r["verdict"]) for r in relations)
        self.assertEqual(pairs(self.list("relations", "--min-score", "0")), pairs(self.list("relations", "--min-score", "0", db=copy)))
        one = harness.lines(self.ok("export", "--db", self.db, "--text", "الميمونة", "--limit", "1"))
        self.assertEqual(len(one), 1)
        self.assertTrue(one[0]["text"])

    def test_a_backup_is_made_while_a_server_stores_and_is_the_same_corpus(self):
        copy, again = self.path("copy.db"), self.path("again.db")
        kept = {what: self.list(what) for what in ("articles", "quotes", "claims", "relations", "entities")}
        with harness.Server(self.db) as server:
            done = self.ok("backup", copy, "--db", self.db)
            self.assertEqual(done.stdout, f"{copy}: {os.path.getsize(copy)} bytes, checked\n")
            self.ok("ingest", "--server", server.address, "-", stdin='{"name": "articles/later", "outlet": "المنوال", "text": "قال سمير إن الجسر أغلق."}')
            refused = harness.run("backup", self.path("other.db"), "--server", server.address)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("--server", refused.stderr)
        self.ok("restore", copy, "--db", again)
        self.assertEqual({what: self.list(what, db=again) for what in kept}, kept)
        self.assertIn("articles/later", self.names("articles"))
        twice = harness.run("restore", copy, "--db", again)  # never over a store
        self.assertEqual(twice.returncode, 2)
        self.assertIn(again, twice.stderr)
        nothing = harness.run("restore", self.path("text.db", "not a store"), "--db", self.path("new.db"))
        self.assertEqual(nothing.returncode, 3)
        self.assertFalse(os.path.exists(self.path("new.db")))


if __name__ == "__main__":
    unittest.main()
