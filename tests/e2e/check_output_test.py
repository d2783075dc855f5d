"""What `isnad check` writes for other programs: SARIF, JUnit and annotations of GitHub."""
import json
import os
import re
import unittest
import xml.etree.ElementTree

import harness

STORED = [{"name": "articles/a", "languageCode": "ar", "outlet": "بريد الضفة", "publishTime": "2024-03-05T10:00:00+03:00",
           "text": "قال الدفاع المدني إن 14 عاملاً قتلوا في انهيار المصنع في السالمية.\n"
                   "وقال أبو نضال الحمصي إن البحث مستمر في المصنع."}]
NEW = ("📰 خبر عاجل: 100% من العمال.\n"
       "قال مدير المستشفى إن 9 عمال قتلوا في انهيار المصنع في السالمية.\n"
       "وأكد نبيل الحمصي أن البحث مستمر في المصنع.\n"
       "وكان ذلك يوم الاثنين 6 مارس 2024، كما قال.\n")


class CheckOutputTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.ok("ingest", "--db", self.db, self.path("in.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in STORED)))
        self.new = self.path("new, 1:2 جديد.txt", NEW)

    def check(self, output, *inputs, status=1, args=()):
        process = harness.run("check", "--db", self.db, "--output", output, *args, *(inputs or (self.new,)))
        self.assertEqual(process.returncode, status, process.stderr)
        return process.stdout

    def problems(self, *inputs):
        lines = self.check("json", *inputs).splitlines()
        return [p for line in lines for p in json.loads(line)["problems"]]

    def test_sarif_has_what_the_standard_asks_for(self):
        log = json.loads(self.check("sarif"))
        self.assertEqual(log["version"], "2.1.0")
        run, = log["runs"]
        self.assertEqual((run["tool"]["driver"]["name"], run["columnKind"]), ("isnad", "utf16CodeUnits"))
        rules = run["tool"]["driver"]["rules"]
        self.assertEqual(len({rule["id"] for rule in rules}), len(rules))
        lines = NEW.split("\n")
        self.assertEqual(len(run["results"]), len(self.problems()))
        self.assertGreaterEqual(len(run["results"]), 2)
        for result in run["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
            self.assertIn(result["level"], ("error", "warning", "note"))
            self.assertTrue(result["message"]["text"])
            place = result["locations"][0]["physicalLocation"]
            self.assertRegex(place["artifactLocation"]["uri"], r"^file:///[A-Za-z0-9._~/%-]+$")
            region = place["region"]
            line = lines[region["startLine"] - 1].encode("utf-16-le")
            words = line[2 * (region["startColumn"] - 1):2 * (region["endColumn"] - 1)].decode("utf-16-le")
            self.assertEqual(words, region["snippet"]["text"])
        against = next(r for r in run["results"] if r["ruleId"] == "contradicts-corpus")
        self.assertEqual(against["relatedLocations"][0]["logicalLocations"][0]["fullyQualifiedName"], "articles/a")

    def test_fingerprints_stay_when_lines_are_added(self):
        def prints():
            results = json.loads(self.check("sarif"))["runs"][0]["results"]
            return [r["partialFingerprints"]["isnad/v1"] for r in results]
        before = prints()
        self.path(os.path.basename(self.new), "سطر آخر بلا خبر.\n\n" + NEW)
        self.assertEqual(prints(), before)
        self.assertEqual(len(set(before)), len(before))

    def test_every_rule_has_its_line_in_the_docs(self):
        rules = json.loads(self.check("sarif"))["runs"][0]["tool"]["driver"]["rules"]
        with open(os.path.join(harness.ROOT, "docs/checks.md"), encoding="utf-8") as file:
            documented = dict(re.findall(r"^\| \[`([a-z-]+)`\]\(rules/\1\.md\) \| (error|warning|note) \|", file.read(), re.M))
        self.assertEqual({r["id"]: r["defaultConfiguration"]["level"] for r in rules}, documented)
        for rule in rules:
            with open(os.path.join(harness.ROOT, "docs/rules", rule["id"] + ".md"), encoding="utf-8") as file:
                self.assertIn("*%s*" % rule["defaultConfiguration"]["level"], file.read())
            self.assertIn("docs/rules/%s.md" % rule["id"], rule["help"]["text"])

    def test_junit_is_xml_with_a_case_an_article(self):
        clean = self.path("clean & <quiet>.txt", "قال نبيل الحمصي إن السوق مفتوح.\n")
        suites = xml.etree.ElementTree.fromstring(self.check("junit", self.new, clean)).findall("testsuite")
        self.assertEqual([s.get("name") for s in suites], [self.new, clean])
        cases = [case for suite in suites for case in suite.findall("testcase")]
        self.assertEqual([os.path.basename(c.get("name")) for c in cases], ["new, 1:2 جديد.txt", "clean & <quiet>.txt"])
        errors = [p for p in self.problems() if p["level"] == "PROBLEM_LEVEL_ERROR"]
        self.assertEqual([len(c.findall("failure")) for c in cases], [len(errors), 0])
        self.assertEqual([(s.get("tests"), s.get("failures")) for s in suites], [("1", str(len(errors))), ("1", "0")])
        lines = self.path("two.jsonl", json.dumps({"text": NEW, "languageCode": "ar"}, ensure_ascii=False) + "\n" +
                          json.dumps({"text": "قال نبيل الحمصي إن السوق مفتوح.", "languageCode": "ar"}, ensure_ascii=False))
        suite, = xml.etree.ElementTree.fromstring(self.check("junit", lines)).findall("testsuite")
        self.assertEqual((suite.get("name"), suite.get("tests"), suite.get("failures")), (lines, "2", str(len(errors))))
        never = self.check("junit", status=0, args=("--fail-on", "never"))
        self.assertNotIn("<failure", never)
        self.assertIn("contradicts-corpus", never)

    def test_a_name_that_is_no_text_leaves_the_xml_whole(self):
        named = os.fsencode(self.folder) + b"/\xff\xc3<\x01.txt"
        with open(named, "w", encoding="utf-8") as file:
            file.write(NEW)
        suite, = xml.etree.ElementTree.fromstring(self.check("junit", os.fsdecode(named))).findall("testsuite")
        self.assertTrue(suite.get("name").endswith("/\ufffd\ufffd<\ufffd.txt"), suite.get("name"))

    def test_github_is_told_ten_at_most(self):
        one = self.check("github").splitlines()
        against = next(line for line in one if "title=contradicts-corpus" in line)
        self.assertRegex(against, r"^::error file=[^,:]*new%2C 1%3A2 جديد\.txt,line=2,endLine=2,col=\d+,endColumn=\d+,title=")
        self.assertIn("%0A", against)
        many = [self.path(f"many{i}.txt", NEW) for i in range(12)]
        lines = self.check("github", *many).splitlines()
        self.assertEqual(sum(line.startswith("::") for line in lines), 10)
        self.assertTrue(all(line.startswith("::error ") for line in lines[:10]))
        self.assertIn("are not annotated", lines[-1])

    def test_a_line_of_json_is_the_place(self):
        path = self.path("new.jsonl", "\n" + json.dumps({"text": NEW, "languageCode": "ar"}, ensure_ascii=False) + "\n")
        region = json.loads(self.check("sarif", path))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        self.assertEqual(region["region"]["startLine"], 2)
        self.assertNotIn("startColumn", region["region"])

    def test_text_tells_the_line_and_the_column(self):
        self.assertRegex(self.check("text"), r"new, 1:2 جديد\.txt:2:\d+: error: ")

    IGNORE = "<!-- isnad-ignore contradicts-corpus until={}: المصنع غير ذاك -->\n"

    def rules(self, text, name="a.md"):
        process = harness.run("check", "--db", self.db, "--output=json", self.path(name, text))
        self.assertIn(process.returncode, (0, 1), process.stderr)
        return [p["rule"] for p in json.loads(process.stdout)["problems"]]

    def test_standard_input_is_as_good_as_a_file(self):
        def check(output, text):
            return harness.run("check", "--db", self.db, "--output", output, "-", stdin=text).stdout
        head, line, tail = NEW.split("\n", 2)
        self.assertRegex(check("text", NEW), r"-:2:\d+: error: ")
        self.assertRegex(check("text", "\n\n" + NEW), r"-:4:\d+: error: ")
        ignored = "\n".join([head, self.IGNORE.format("2999-01-01") + line, tail])
        rules = [p["rule"] for p in json.loads(check("json", ignored))["problems"]]
        self.assertEqual(rules, [rule for rule in self.rules(NEW) if rule != "contradicts-corpus"])

    def test_a_writer_lets_a_problem_stand_for_a_while(self):
        head, line, tail = NEW.split("\n", 2)
        plain = self.rules(NEW)
        self.assertIn("contradicts-corpus", plain)
        rest = [rule for rule in plain if rule != "contradicts-corpus"]
        for name in ("a.md", "a.txt"):
            text = "\n".join([head, self.IGNORE.format("2999-01-01") + line, tail])
            self.assertEqual(self.rules(text, name), rest)
            inline = "\n".join([head, line + " " + self.IGNORE.format("2999-01-01"), tail])
            self.assertEqual(self.rules(inline, name), rest)
        late = "\n".join([head, self.IGNORE.format("2001-01-01") + line, tail])
        self.assertEqual(self.rules(late), plain + ["suppression"])
        unused = "\n".join([head, line, tail, self.IGNORE.format("2999-01-01")])
        self.assertEqual(self.rules(unused), plain + ["suppression"])
        for bad in ("<!-- isnad-ignore no-such-rule until=2999-01-01: x -->", "<!-- isnad-ignore contradicts-corpus: x -->",
                    "<!-- isnad-ignore contradicts-corpus until=2999-01-01: -->"):
            self.assertEqual(self.rules("\n".join([head, bad, line, tail])), plain + ["suppression"], bad)

    def test_markdown_is_read_with_its_front_matter_and_told_in_its_own_lines(self):
        text = ("---\ntitle: انهيار مصنع في السالمية\ndate: 2024-03-06\nlang: ar\noutlet: \"صوت الميناء\"\n---\n"
                "## ما حدث\n\n> قال **مدير المستشفى** إن [9 عمال](https://example.org/a) قتلوا في انهيار المصنع في السالمية.\n\n"
                "```\nقال الدفاع المدني إن 100 عامل قتلوا في انهيار المصنع في السالمية.\n```\n")
        path = self.path("a.md", text)
        results = json.loads(self.check("sarif", path))["runs"][0]["results"]
        self.assertEqual([r["ruleId"] for r in results], ["contradicts-corpus"])
        self.assertEqual(results[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 9)
        analysis = json.loads(self.ok("analyze", "--output=json", path).stdout)
        self.assertEqual({k: analysis["article"][k] for k in ("title", "outlet", "publishTime", "languageCode")},
                         {"title": "انهيار مصنع في السالمية", "outlet": "صوت الميناء", "publishTime": "2024-03-06T00:00:00Z",
                          "languageCode": "ar"})
        self.assertEqual(analysis["quotes"][0]["speaker"]["displayName"], "مدير المستشفى")
        broken = harness.run("analyze", self.path("b.md", "---\ntitle: x\n"))
        self.assertEqual(broken.returncode, 2)
        self.assertIn("front matter", broken.stderr)

    def test_a_baseline_only_shrinks(self):
        baseline = os.path.join(self.folder, "baseline")
        use = ("--baseline", baseline)
        self.check("text", args=(*use, "--update-baseline"))
        self.assertEqual(self.check("text", status=0, args=use), "")
        other = self.path("other.txt", NEW.replace("9 عمال", "8 عمال"))
        self.check("text", self.new, other, args=(*use, "--update-baseline"))  # what is new does not get in
        self.assertIn("8 عمال", self.check("text", other, args=use))
        with open(baseline, encoding="utf-8") as file:
            before = file.read()
        self.path(os.path.basename(self.new), "قال نبيل الحمصي إن السوق مفتوح.\n")
        self.check("text", status=0, args=(*use, "--update-baseline"))
        with open(baseline, encoding="utf-8") as file:
            self.assertLess(len(file.read()), len(before))
        with open(baseline, "a", encoding="utf-8") as file:
            file.write("rubbish\n")
        refused = harness.run("check", "--db", self.db, *use, self.new)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("baseline:2: is no fingerprint", refused.stderr)

    def test_only_check_writes_reports(self):
        process = harness.run("quotes", "--db", self.db, "--output", "sarif")
        self.assertEqual(process.returncode, 2)
        self.assertIn("--output", process.stderr + process.stdout)


if __name__ == "__main__":
    unittest.main()
