"""A newsroom's own judge, as a plugin: what it says is what is found."""
import json
import os
import shutil
import unittest

import harness

BUILD = os.path.dirname(os.path.dirname(harness.ISNAD))
ARTICLES = [
    {"name": "articles/white", "languageCode": "ar", "outlet": "بريد الضفة", "publishTime": "2024-03-05T10:00:00+03:00",
     "text": "قال الدفاع المدني إن 14 عاملاً قتلوا في انهيار المصنع الأبيض في السالمية.\n"
             "وقال أبو نضال الحمصي إن البحث مستمر في المصنع."},
    {"name": "articles/black", "languageCode": "ar", "outlet": "صوت الميناء", "publishTime": "2024-03-05T12:00:00+03:00",
     "text": "قال مدير المستشفى إن 9 عمال قتلوا في انهيار مصنع السالمية الأسود.\n"
             "وأكد نبيل الحمصي أن البحث مستمر في المصنع."},
]


class JudgeTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.input = self.path("in.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in ARTICLES))

    def plugins(self, mode=""):
        """Options that load what is built in, and the judge."""
        folder = os.path.join(self.folder, "own" + mode, "test-judge")
        os.makedirs(folder)
        shutil.copy(os.path.join(BUILD, "tests/plugins/libjudge.so"), folder)
        manifest = {"name": "test-judge", "version": "1.0.0", "abi": "1.0", "kind": "judge", "library": "libjudge.so",
                    "config": {"mode": mode}}
        with open(os.path.join(folder, "test-judge.plugin.json"), "w", encoding="utf-8") as file:
            json.dump(manifest, file)
        return ["--plugins", os.path.join(BUILD, "lib/isnad/plugins"), "--plugins", os.path.dirname(folder)]

    def related(self, db, *args):
        self.ok("ingest", "--db", db, *args, self.input)
        found = harness.lines(self.ok("relations", "--db", db, "--output=json"))
        return sorted((r["kind"], r["explanation"]) for r in found)

    def test_what_it_says_is_what_is_found(self):
        self.assertEqual([kind for kind, _ in self.related(self.db)], ["CONTRADICTION_KIND_NUMBER"])
        own = self.plugins()
        self.assertEqual(self.related(self.db + ".own", *own), [("CONTRADICTION_KIND_OPPOSITION", "black and white")])
        listed = harness.lines(self.ok("plugins", "--output=json", *own))
        judge = next(p for p in listed if p["name"] == "plugins/test-judge")
        self.assertEqual((judge["kind"], judge["health"]), ("PLUGIN_KIND_JUDGE", "PLUGIN_HEALTH_SERVING"))
        new = self.path("new.jsonl", json.dumps({**ARTICLES[0], "name": "articles/new"}, ensure_ascii=False))
        checked = harness.run("check", "--db", self.db + ".own", "--output=json", *own, new)
        self.assertIn("black and white", checked.stdout)
        self.assertEqual(checked.returncode, 1)

    def test_where_it_fails_the_built_in_one_judges(self):
        found = self.related(self.db, *self.plugins("throws"))
        self.assertEqual([kind for kind, _ in found], ["CONTRADICTION_KIND_NUMBER"])

    def test_there_is_one(self):
        first, second = self.plugins(), self.plugins("too-sure")
        path = os.path.join(second[3], "test-judge", "test-judge.plugin.json")
        with open(path, encoding="utf-8") as file:
            manifest = json.load(file)
        os.remove(path)
        manifest["name"], manifest["engine"] = "zweiter", "test-judge"
        with open(path.replace("test-judge.plugin", "zweiter.plugin"), "w", encoding="utf-8") as file:
            json.dump(manifest, file)
        listed = self.ok("plugins", *first, *second[2:]).stdout
        self.assertIn("plugins/test-judge judges already", listed)

    def test_it_can_be_checked(self):
        good = self.ok("plugins", "check", os.path.join(self.plugins()[3], "test-judge")).stdout
        self.assertIn("test-judge", good)
        bad = harness.run("plugins", "check", os.path.join(self.plugins("one-sided")[3], "test-judge"))
        self.assertEqual(bad.returncode, 2)
        self.assertIn("turned round", bad.stdout + bad.stderr)


if __name__ == "__main__":
    unittest.main()
