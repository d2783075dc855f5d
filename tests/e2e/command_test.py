"""Every command, in the process and against a server: the same answers."""
import json
import os
import unittest

import harness

ARTICLES = [
    {"name": "articles/one", "title": "الوزيرة: الجسر يفتح قريباً", "outlet": "بريد الضفة", "languageCode": "ar",
     "publishTime": "2024-03-05T10:00:00+03:00",
     "text": "قالت وزيرة النقل رنا العبسي أمس الاثنين إن الجسر الجديد سيُفتح في 20 نيسان.\n"
             "وأضافت: «لن نرفع رسوم العبور، وهذا التزام مكتوب»."},
    {"name": "articles/two", "title": "إصابات في حادث على الجسر", "outlet": "صوت الميناء", "languageCode": "ar",
     "publishTime": "2024-03-06T18:00:00+03:00",
     "text": "أصيب 14 عاملاً في حادث على الجسر الجديد، وفق ما أعلن الدفاع المدني.\n"
             "ونفى مدير المشروع وائل الحمصي أن يكون الحادث قد أوقف العمل."},
    {"name": "articles/three", "title": "Bridge to open in April, minister says", "outlet": "The Quay Post",
     "languageCode": "en", "publishTime": "2024-03-05T12:00:00+03:00",
     "text": "Transport Minister Rana Absi said Monday the new bridge will open on April 20.\n"
             "“We will not raise the tolls,” Absi told reporters."},
]


class CommandTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.input = self.path("in.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in ARTICLES))
        self.ok("ingest", "--db", self.db, self.input)

    def test_each_paragraph_is_read_in_its_language(self):
        article = {"name": "articles/mixed", "languageCode": "ar", "outlet": "منبر الساحل", "publishTime": "2024-03-05T10:00:00+03:00",
                   "text": "قال وزير النقل سامي العطار في مؤتمر صحفي إن الجسر سيفتح يوم الأحد المقبل أمام حركة السير.\n"
                           "ونشرت السفارة بيانا هذا نصه:\n"
                           "\"We welcome the opening of the bridge and will pay for half of its upkeep,\" said ambassador Clara Whitmore. "
                           "She added that 12 engineers would stay until June.\n"
                           "وأضاف العطار أن «العمل استغرق عامين»."}
        analysis, = harness.lines(self.ok("analyze", "--output=json", self.path("mixed.jsonl", json.dumps(article, ensure_ascii=False))))
        self.assertEqual([e.split("@")[0] for e in analysis["extractors"]], ["arabic", "english"])
        self.assertEqual([(q["speaker"]["displayName"], q["extractor"].split("@")[0]) for q in analysis["quotes"]],
                         [("سامي العطار", "arabic"), ("Clara Whitmore", "english"), ("Clara Whitmore", "english"), ("سامي العطار", "arabic")])
        data = article["text"].encode()
        for quote in analysis["quotes"]:
            span = quote["content"]
            self.assertEqual(data[span["start"]:span["end"]].decode(), span["text"])
        self.assertEqual([q["name"].rsplit("/", 1)[1] for q in analysis["quotes"]], ["1", "2", "3", "4"])

    def test_the_same_articles_twice_are_the_same_articles(self):
        states = [a["state"] for a in harness.lines(self.ok("ingest", "--db", self.db, "--output=json", self.input))]
        self.assertEqual(states, ["INGEST_STATE_UNCHANGED"] * 3)

    def test_a_changed_text_is_a_revision(self):
        changed = dict(ARTICLES[0], text=ARTICLES[0]["text"].replace("20 نيسان", "27 نيسان"))
        path = self.path("changed.jsonl", json.dumps(changed, ensure_ascii=False))
        states = [a["state"] for a in harness.lines(self.ok("ingest", "--db", self.db, "--output=json", path))]
        self.assertEqual(states, ["INGEST_STATE_REVISED"])
        quotes = harness.lines(self.ok("quotes", "--db", self.db, "--article", "articles/one", "--output=json"))
        self.assertTrue(any("27 نيسان" in q["content"]["text"] for q in quotes))
        self.assertFalse(any("20 نيسان" in q["content"]["text"] for q in quotes))

    def test_a_server_and_this_process_answer_alike(self):
        commands = [
            ["quotes"], ["quotes", "--speaker", "العبسي"], ["quotes", "--kind", "direct"], ["quotes", "--outlet", "صوت الميناء"],
            ["quotes", "--from", "2024-03-06"], ["quotes", "--limit", "1"], ["quotes", "--about", "الجسر"], ["claims"],
            ["claims", "--text", "14"], ["claims", "--kind", "denied"], ["claims", "--holder", "وائل الحمصي"], ["relations"],
            ["relations", "--min-score", "0", "--verdict", "supports"], ["articles"], ["articles", "--text", "الجسر"],
            ["entities"], ["entities", "--kind", "person"], ["plugins"],
            ["verify", "quote", "لن نرفع رسوم العبور، وهذا التزام مكتوب"], ["verify", "claim", "أصيب 14 عاملا في حادث على الجسر الجديد"],
            ["analyze", self.input], ["check", self.input], ["compare", "أصيب 14 عاملا.", "أصيب 15 عاملا."],
        ]
        here = [harness.run(*c, *([] if c[0] in ("analyze", "plugins", "compare") else ["--db", self.db]), "--output=json")
                for c in commands]
        with harness.Server(self.db) as server:
            for command, local in zip(commands, here):
                there = harness.run(*command, "--server", server.address, "--output=json")
                self.assertEqual((there.returncode, self.settled(there)), (local.returncode, self.settled(local)),
                                 (command, there.stderr))

    def settled(self, process):
        """What was printed, without the counters that grow with every call."""
        return [{k: v for k, v in line.items() if k not in ("calls", "failures")} for line in harness.lines(process)]

    def test_look_ups_find_what_they_are_asked_for(self):
        def texts(*args):
            return [x.get("content", x.get("evidence"))["text"] for x in harness.lines(self.ok(*args, "--db", self.db, "--output=json"))]
        self.assertEqual(texts("quotes", "--speaker", "رنا العبسي")[:1], ["الجسر يفتح قريباً"])  # the headline's
        self.assertEqual(len(texts("quotes", "--speaker", "رنا العبسي")), 3)
        self.assertEqual(texts("quotes", "--speaker", "رنا العبسي", "--kind", "direct"), ["لن نرفع رسوم العبور، وهذا التزام مكتوب"])
        self.assertEqual(texts("quotes", "--speaker", "nobody"), [])
        self.assertEqual(len(texts("claims", "--text", "١٤")), 1)
        self.assertEqual(len(texts("claims", "--kind", "denied")), 1)

    def test_spans_are_the_publishers_bytes(self):
        for article, analysis in zip(ARTICLES, harness.lines(self.ok("analyze", "--output=json", self.input))):
            self.assertEqual(analysis["article"]["name"], article["name"])
            for thing in analysis.get("quotes", []) + analysis["claims"]:
                span = thing.get("content", thing.get("evidence"))
                source = article["title" if span.get("part") == "PART_TITLE" else "text"].encode()
                self.assertEqual(source[span["start"]:span["end"]].decode(), span["text"])

    def test_standard_input(self):
        with open(self.input, encoding="utf8") as file:
            whole = file.read()
        self.assertEqual(len(harness.lines(self.ok("analyze", "--output=json", "-", stdin=whole))), 3)
        one = harness.lines(self.ok("analyze", "--output=json", "-", stdin=ARTICLES[0]["text"]))
        self.assertEqual(len(one), 1)
        self.assertEqual(one[0]["article"]["text"], ARTICLES[0]["text"])

    def test_text_output_isolates_what_articles_say(self):
        text = self.ok("quotes", "--db", self.db).stdout
        self.assertIn("\u2068لن نرفع رسوم العبور، وهذا التزام مكتوب\u2069", text)
        self.assertEqual(text.count("\u2068"), text.count("\u2069"))
        self.assertNotIn("\x1b", text)

    def test_check_tells_what_is_wrong_and_ends_with_1(self):
        new = {"name": "articles/new", "languageCode": "ar", "publishTime": "2024-03-07",
               "text": "قالت وزيرة النقل رنا العبسي: «لن نرفع رسوم المرور، وهذا التزام مكتوب»."}
        path = self.path("new.jsonl", json.dumps(new, ensure_ascii=False))
        process = harness.run("check", "--db", self.db, path)
        self.assertEqual(process.returncode, 1, process.stdout + process.stderr)
        self.assertIn("altered-quote", process.stdout)
        self.assertIn("[-العبور-]", process.stdout)
        self.assertEqual(harness.run("check", "--db", self.db, "--fail-on", "never", path).returncode, 0)
        self.assertEqual(len(harness.lines(self.ok("articles", "--db", self.db, "--output=json"))), 3)

    def test_help_reads_well(self):
        overview = self.ok("--help").stdout
        for command in ("ingest", "analyze", "quotes", "claims", "relations", "articles", "entities", "verify", "compare",
                        "check", "plugins", "serve"):
            self.assertIn(command, overview)
            self.assertIn("--server", self.ok(command, "--help").stdout)


if __name__ == "__main__":
    unittest.main()
