"""How `isnad check` is set: levels by rule and folder, a configuration that is found, and what the rules say of themselves."""
import json
import os
import subprocess
import unittest

import harness

STORED = [{"name": f"articles/{name}", "languageCode": "ar", "outlet": outlet, "publishTime": "2024-03-05T10:00:00+03:00",
           "text": text} for name, outlet, text in (
    ("a", "بريد الضفة", "قال الدفاع المدني إن 14 عاملاً قتلوا في انهيار المصنع في السالمية.\nوقال أبو نضال الحمصي إن البحث مستمر في المصنع."),
    ("b", "صوت الميناء", "السالمية (وكالة المدار) - قال رئيس البلدية إن المصنع المنهار في السالمية بني بلا ترخيص قبل عشر سنوات.\nويقع المصنع في السالمية."),
    ("c", "أخبار الضفة", "السالمية (وكالة المدار) - قال رئيس البلدية إن المصنع المنهار في السالمية بني بلا ترخيص قبل عشر سنوات.\nوالبحث مستمر في السالمية."))]
NEW = ("قال مدير المستشفى إن 9 عمال قتلوا في انهيار المصنع في السالمية.\n"
       "وقال نبيل الحمصي إن البحث مستمر في المصنع، وإن 11 عاملا قتلوا في انهيار المصنع في السالمية.\n"
       "وقال رئيس البلدية إن المصنع المنهار في السالمية بني بلا ترخيص قبل عشر سنوات.\n"
       "وكان ذلك يوم الاثنين 6 مارس 2024، كما قال.\n")


class CheckConfigTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.ok("ingest", "--db", self.db, self.path("in.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in STORED)))
        os.makedirs(os.path.join(self.folder, "desk/opinion"))
        self.news = self.path("desk/new.txt", NEW)
        self.opinion = self.path("desk/opinion/new.txt", NEW)

    def check(self, path, *args, status=None, cwd=None, output="json"):
        process = subprocess.run([harness.ISNAD, "check", "--db", self.db, "--output", output, *args, path], text=True,
                                 capture_output=True, timeout=60, cwd=cwd or self.folder, env={**os.environ, "LC_ALL": "C.UTF-8"})
        if status is not None:
            self.assertEqual(process.returncode, status, process.stderr + process.stdout)
        return process

    def levels(self, path, *args, **kw):
        answer = json.loads(self.check(path, *args, **kw).stdout)
        return {(p["rule"], p["level"].removeprefix("PROBLEM_LEVEL_").lower()) for p in answer.get("problems", [])}

    def test_without_a_configuration_rules_have_their_own_levels(self):
        levels = self.levels(self.news, status=1)
        self.assertLessEqual({("contradicts-corpus", "error"), ("weekday-mismatch", "error"), ("contradicts-itself", "note"),
                              ("single-origin", "note")}, levels)

    def test_notes_are_not_told_of_what_is_in_order(self):
        def rules(text):
            return {rule for rule, _ in self.levels(self.path("quiet.txt", text))}
        dead = "{} إن {} قتلوا في انهيار المصنع في السالمية.\n"
        told = dead.format("قال مدير المستشفى", "9 عمال") + "{}"
        self.assertIn("contradicts-itself", rules(told.format(dead.format("وقال نبيل الحمصي", "11 عاملا"))))
        for other in (dead.format("وقال نبيل الحمصي", "تسعة عمال"), dead.format("وقال نبيل الحمصي", "أكثر من 7 عمال"),
                      "وقال نبيل الحمصي إن 11 عاملا أصيبوا في انهيار المصنع في السالمية.\n"):
            self.assertNotIn("contradicts-itself", rules(told.format(other)), other)
        licence = "وقال رئيس البلدية إن المصنع المنهار في السالمية بني بلا ترخيص قبل عشر سنوات.\n"
        self.assertIn("single-origin", rules(licence))
        second = {"name": "articles/d", "languageCode": "ar", "outlet": "منبر الساحل", "publishTime": "2024-03-05T12:00:00+03:00",
                  "text": "كشف نقيب المهندسين سعد الرملي أن المصنع المنهار في السالمية بني بلا ترخيص قبل عشر سنوات.\nوعرض الرملي الخرائط على الصحافة."}
        self.ok("ingest", "--db", self.db, self.path("second.jsonl", json.dumps(second, ensure_ascii=False)))
        self.assertNotIn("single-origin", rules(licence))
        self.assertNotIn("single-origin", rules("قال الدفاع المدني إن 14 عاملاً قتلوا في انهيار المصنع في السالمية.\n"))

    def test_levels_hold_where_they_are_set(self):
        self.path(".isnad-check.yaml", "fail-on: note  # of all\nrules:\n  contradicts-corpus: off\n  weekday-mismatch: note\n"
                  "folders:\n  desk/opinion:\n    weekday-mismatch: off\n    contradicts-corpus: warning\n")
        news, opinion = self.levels(self.news, status=1), self.levels(self.opinion, status=1)
        self.assertIn(("weekday-mismatch", "note"), news)
        self.assertNotIn("contradicts-corpus", {rule for rule, _ in news})
        self.assertIn(("contradicts-corpus", "warning"), opinion)
        self.assertNotIn("weekday-mismatch", {rule for rule, _ in opinion})
        # It is found from below, left alone where that is asked for, and an option counts before it.
        self.assertEqual(self.levels("new.txt", cwd=os.path.join(self.folder, "desk/opinion")), opinion)
        self.assertIn(("contradicts-corpus", "error"), self.levels(self.news, "--no-config"))
        self.check(self.news, "--fail-on=error", status=0)
        self.check(self.news, status=1)

    def test_a_note_is_told_in_every_output(self):
        self.path(".isnad-check.yaml", "rules: {contradicts-corpus: note, weekday-mismatch: off}\n")
        self.assertIn("::notice file=", self.check(self.news, output="github", status=0).stdout)
        sarif = json.loads(self.check(self.news, output="sarif").stdout)["runs"][0]
        self.assertEqual({r["level"] for r in sarif["results"]}, {"note"})
        self.assertIn("<system-out>contradicts-corpus", self.check(self.news, output="junit").stdout)
        self.assertIn("note: ", self.check(self.news, output="text").stdout)

    def test_the_baseline_may_stand_in_it(self):
        self.path("desk/.isnad-check.yaml", "baseline: known.json\n")
        cwd = os.path.join(self.folder, "desk")
        self.check(self.news, "--update-baseline", cwd=cwd)
        self.assertTrue(os.path.exists(os.path.join(cwd, "known.json")))
        self.check(self.news, cwd=cwd, status=0)
        self.assertIn("--baseline", self.check(self.news, "--update-baseline", status=2).stderr)

    def test_faults_name_file_and_line(self):
        for text, line, words in (("fail-on: error\nrules:\n  altered-quotes: off\n", 3, "no rule 'altered-quotes'"),
                                  ("rules:\n  wrong-date: loud\n", 2, "'loud' is none of"),
                                  ("levels: {}\n", 1, "'levels' is none of"), ("fail-on: sometimes\n", 1, "'sometimes'"),
                                  ("rules: [\n", 2, ""), ("rules: 7\n", 1, "wanted"), ("fail-on: {a: b}\n", 1, ""), ("- a\n", 1, "")):
            path = self.path("bad.yaml", text)
            process = self.check(self.news, "--config", path, status=2)
            self.assertIn(f"{path}:{line}: ", process.stderr, text)
            self.assertIn(words, process.stderr)
        self.assertIn("--config", self.check(self.news, "--config", "nowhere.yaml", status=3).stderr)

    def test_the_line_is_shown_with_its_words_marked(self):
        text = self.check(self.news, output="text").stdout
        self.assertIn("إن ⟦9 عمال قتلوا في انهيار المصنع", text)
        self.assertRegex(text, r"14 عاملاً قتلوا[^\n]*\n[^\n]*الدفاع المدني[^\n]*بريد الضفة[^\n]*2024-03-05[^\n]*articles/a/claims/1")
        english = self.path("en.txt", "It happened on Monday, March 6, 2024, the\tcafé said.\n")
        lines = self.check(english, output="text").stdout.split("\n")
        at = next(i for i, line in enumerate(lines) if set(line.strip()) == {"^"})
        begin, end = lines[at].index("^"), lines[at].rindex("^") + 1
        self.assertEqual(lines[at - 1][begin:end], "Monday, March 6, 2024")

    def test_columns_come_in_both_units(self):
        path = self.path("wide.txt", "🌊🌊 وكان ذلك يوم الاثنين 6 مارس 2024، كما قال.\n")
        place, = json.loads(self.check(path, status=1).stdout)["places"]
        self.assertEqual(place["column"] - place["codePoint"], 2)
        self.assertEqual(place["endColumn"] - place["endCodePoint"], 2)

    def test_rules_explain_themselves(self):
        rules = harness.lines(self.ok("check", "--list-rules", "--output=json"))
        self.assertGreaterEqual(len(rules), 13)
        for rule in rules:
            page = self.ok("check", "--explain", rule["rule"]).stdout
            self.assertTrue(page.startswith("# " + rule["rule"]), page[:50])
        self.assertIn("contradicts-corpus", self.ok("check", "--list-rules").stdout)
        refused = harness.run("check", "--explain", "none-such")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("single-origin", refused.stderr)
        self.assertEqual(harness.run("check", "--db", self.db).returncode, 2)

    def test_a_quotation_stands_in_the_source_that_it_links_to(self):
        source = {"uri": "https://example.org/minister", "languageCode": "ar", "outlet": "بريد الضفة", "publishTime": "2024-03-01",
                  "text": "قال وزير النقل سامي العطار في مؤتمر صحفي: «لن نغلق الجسر القديم قبل نهاية العام، ولن نرفع رسوم العبور»."}
        self.ok("ingest", "--db", self.db, self.path("source.jsonl", json.dumps(source, ensure_ascii=False)))

        def told(line, name="cited.md", around="---\nlang: ar\n---\n# عنوان\n\n%s\n"):
            path = self.path(name, around % line)
            answer = json.loads(self.check(path).stdout)
            return [(p["rule"], p["span"]["text"]) for p in answer.get("problems", []) if p["rule"] == "quote-not-in-cited-source"]

        link = "[بريد الضفة](https://example.org/minister \"عنوان\")"
        self.assertEqual(told(f"قال الوزير: «لن نغلق الجسر القديم قبل نهاية العام» ({link})."), [])
        self.assertEqual(told(f"قال الوزير لـ{link}: «لن نغلق الجسر القديم ... ولن نرفع رسوم العبور»."), [])
        wrong = "لن نغلق الجسر الجديد قبل نهاية العام"
        self.assertEqual(told(f"قال الوزير: «{wrong}» ({link})."), [("quote-not-in-cited-source", wrong)])
        self.assertEqual(told(f"قال الوزير: «{wrong}» ([غيره](https://example.org/other))."), [])
        self.assertEqual(told(f"قال الوزير: «{wrong}».\n\nللمزيد: {link}"), [])
        page = ("cited.html", "<html lang=ar><head><link rel=canonical href=https://example.org/new></head><body><article><p>%s</p></article>")
        self.assertEqual(told(f"قال الوزير <a href='/minister'>لبريد الضفة</a>: «{wrong}».", *page), [("quote-not-in-cited-source", wrong)])
        self.assertEqual(told("قال الوزير <a href='/minister'>لبريد الضفة</a>: «لن نغلق الجسر القديم قبل نهاية العام».", *page), [])
        bad = self.path("bad.jsonl", json.dumps({"text": "نص", "languageCode": "ar", "citations": [{"uri": "x", "start": 3, "end": 99}]}))
        refused = self.check(bad, status=2)
        bad = self.path("bad.jsonl", json.dumps({"text": "نص", "languageCode": "ar", "citations": [{"uri": ""}]}))
        self.assertIn("citations.uri", self.check(bad, status=2).stdout)
        self.assertIn("citations", refused.stdout)

    def test_the_configuration_names_the_corpus(self):
        def check(*args):
            return subprocess.run([harness.ISNAD, "check", "--output=json", *args, self.news], text=True, capture_output=True, timeout=60,
                                  cwd=self.folder + "/desk", env={**os.environ, "LC_ALL": "C.UTF-8", "XDG_DATA_HOME": self.folder + "/none"})

        def rules(process):
            return {p["rule"] for p in json.loads(process.stdout).get("problems", [])}
        self.assertEqual(check().returncode, 3)  # no store where it is looked for unless told
        self.path("desk/.isnad-check.yaml", f"db: ../{os.path.basename(self.db)}\n")
        told = check()
        self.assertIn("contradicts-corpus", rules(told))
        other = os.path.join(self.folder, "other.db")
        self.ok("ingest", "--db", other, self.path("none.jsonl", json.dumps({"text": "لا شيء هنا", "languageCode": "ar"})))
        self.assertNotIn("contradicts-corpus", rules(check("--db", other)))  # an option counts before it
        with harness.Server(self.db) as server:
            self.path("desk/.isnad-check.yaml", f"server: {server.address}\n")
            self.assertEqual(check().stdout, told.stdout)
        self.path("desk/.isnad-check.yaml", "server: localhost:1\ndb: x.db\n")
        refused = check()
        self.assertEqual(refused.returncode, 2)
        self.assertIn(".isnad-check.yaml:2: db and server", refused.stderr)

    def test_standard_input_is_called_as_it_was_given(self):
        process = harness.run("check", "--db", self.db, "--output=sarif", "-", stdin=NEW)
        uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in json.loads(process.stdout)["runs"][0]["results"]}
        self.assertEqual(uris, {"-"})


if __name__ == "__main__":
    unittest.main()
