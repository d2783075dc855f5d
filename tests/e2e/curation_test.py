"""What a person decides of entities and relations, through the commands and a server."""
import json
import unittest

import harness

ARTICLES = [
    {"name": "articles/a", "languageCode": "ar", "outlet": "بريد الضفة", "publishTime": "2024-03-05T10:00:00+03:00",
     "text": "قال الدفاع المدني إن 14 عاملاً قتلوا في انهيار المصنع في السالمية.\n"
             "وقال أبو نضال الحمصي إن البحث مستمر في المصنع."},
    {"name": "articles/b", "languageCode": "ar", "outlet": "صوت الميناء", "publishTime": "2024-03-05T12:00:00+03:00",
     "text": "قال مدير المستشفى إن 9 عمال قتلوا في انهيار المصنع في السالمية.\n"
             "وأكد نبيل الحمصي أن البحث مستمر في المصنع."},
]


class CurationTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.input = self.path("in.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in ARTICLES))
        self.ok("ingest", "--db", self.db, self.input)

    def lines(self, *args):
        return harness.lines(self.ok(*args, "--db", self.db, "--output=json"))

    def test_two_names_of_one_man_are_merged_and_parted_again(self):
        def said_by_nabil():
            return sorted(q["article"] for q in self.lines("quotes", "--speaker", "نبيل الحمصي"))
        self.assertEqual(said_by_nabil(), ["articles/b"])
        merged = self.lines("entities", "merge", "أبو نضال الحمصي", "نبيل الحمصي", "--by", "هالة", "--why", "كنيته")[0]
        self.assertEqual(merged["change"]["kind"], "ENTITY_CHANGE_KIND_MERGE")
        self.assertEqual(said_by_nabil(), ["articles/a", "articles/b"])
        self.ok("ingest", "--db", self.db, self.input)
        self.assertEqual(said_by_nabil(), ["articles/a", "articles/b"])
        self.lines("entities", "split", merged["entity"]["name"], "أبو نضال الحمصي", "--by", "سامر")
        self.assertEqual(said_by_nabil(), ["articles/b"])
        history = self.lines("entities", "history")
        self.assertEqual([h["decision"]["author"] for h in history], ["هالة", "سامر"])
        self.assertEqual(history[0]["decision"]["reason"], "كنيته")

    def test_a_name_of_several_is_asked_about(self):
        process = harness.run("entities", "merge", "الحمصي", "الدفاع المدني", "--by", "x", "--db", self.db)
        self.assertEqual(process.returncode, 2)
        self.assertIn("entity:", process.stderr)
        self.assertEqual(process.stderr.count("entities/"), 2, process.stderr)

    def test_who_decides_must_be_said(self):
        self.assertEqual(harness.run("entities", "merge", "a", "b", "--db", self.db).returncode, 2)
        process = harness.run("entities", "merge", "الدفاع المدني", "نبيل الحمصي", "--by", "", "--db", self.db)
        self.assertEqual(process.returncode, 2)
        self.assertIn("decision.author", process.stderr)

    def revise(self, text):
        revised = {**ARTICLES[0], "text": text}
        self.ok("ingest", "--db", self.db, self.path("revised.jsonl", json.dumps(revised, ensure_ascii=False)))

    def test_a_revision_tells_what_became_of_what_was_found(self):
        self.revise("تحديث: زار الوزير المكان.\n" + ARTICLES[0]["text"].replace("14 عاملاً", "15 عاملاً"))
        former, current = self.lines("articles", "revisions", "articles/a")
        self.assertEqual((former.get("current"), current["current"]), (None, True))
        self.assertNotIn("formerUnits", former)
        states = {u["span"]["text"]: u["state"] for u in current["formerUnits"] if "/quotes/" in u["name"]}
        self.assertEqual(states, {"14 عاملاً قتلوا في انهيار المصنع في السالمية": "ANCHOR_STATE_ORPHANED",
                                  "البحث مستمر في المصنع": "ANCHOR_STATE_MOVED"})
        moved = next(u for u in current["formerUnits"] if u["state"] == "ANCHOR_STATE_MOVED")
        text = ("تحديث: زار الوزير المكان.\n" + ARTICLES[0]["text"]).replace("14", "15").encode()
        place = moved["places"][0]
        self.assertEqual(text[place["start"]:place["end"]].decode(), "البحث مستمر في المصنع")
        shown = self.ok("articles", "revisions", "articles/a", "--db", self.db).stdout
        self.assertIn("orphaned", shown)
        self.assertIn("current", shown)
        missing = harness.run("articles", "revisions", "articles/none", "--db", self.db)
        self.assertEqual(missing.returncode, 3)
        self.assertIn("no such article: articles/none", missing.stderr)

    def test_what_was_dismissed_stays_so_while_the_words_stay(self):
        name = self.lines("relations")[0]["name"]
        self.lines("relations", "review", name, "--dismiss", "--by", "هالة", "--why", "مصنعان")
        self.revise("تحديث: زار الوزير المكان.\n" + ARTICLES[0]["text"])
        self.assertEqual(self.lines("relations"), [])
        self.revise(ARTICLES[0]["text"].replace("14 عاملاً", "16 عاملاً"))  # another statement, which nobody looked at
        self.assertEqual([r["state"] for r in self.lines("relations")], ["RELATION_STATE_OPEN"])

    def test_the_operator_says_what_is_kept_and_what_is_shown(self):
        self.assertEqual(len(self.lines("relations")), 1)
        self.assertEqual(self.lines("relations", "--flag", "0.99"), [])
        self.assertEqual(len(self.lines("relations", "--flag", "0.99", "--min-score", "0.1")), 1)
        with harness.Server(self.db, "--flag", "0.99") as server:
            self.assertEqual(self.ok("relations", "--server", server.address, "--output=json").stdout, "")
        self.db += ".picky"
        self.ok("ingest", "--db", self.db, "--suggest", "0.99", "--flag", "1", self.input)
        self.assertEqual(self.lines("relations", "--min-score", "0"), [])
        refused = harness.run("relations", "--db", self.db, "--suggest", "0.8", "--flag", "0.6")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("suggest 0.8 and flag 0.6", refused.stderr)

    def test_a_dismissed_relation_is_shown_where_asked_for_and_stays_dismissed(self):
        shown = self.lines("relations")
        self.assertEqual([r["kind"] for r in shown], ["CONTRADICTION_KIND_NUMBER"])
        name = shown[0]["name"]
        with harness.Server(self.db) as server:
            self.ok("relations", "review", name, "--dismiss", "--by", "هالة", "--why", "عددان", "--server", server.address)
        self.assertEqual(self.lines("relations"), [])
        self.assertEqual([r["state"] for r in self.lines("relations", "--state", "dismissed")], ["RELATION_STATE_DISMISSED"])
        revised = dict(ARTICLES[1], text=ARTICLES[1]["text"] + "\nوأغلقت الطرق المؤدية إلى المكان.")
        self.ok("ingest", "--db", self.db, self.path("revised.jsonl", json.dumps(revised, ensure_ascii=False)))
        self.assertEqual(self.lines("relations"), [])
        self.ok("relations", "review", name, "--reopen", "--by", "سامر", "--db", self.db)
        self.assertEqual(len(self.lines("relations")), 1)
        self.assertEqual([r["state"] for r in self.lines("relations", "history", name)],
                         ["RELATION_STATE_DISMISSED", "RELATION_STATE_OPEN"])


if __name__ == "__main__":
    unittest.main()
