"""`isnad plugins new`: what it writes builds outside the tree, passes its own tests and is loaded in a process of its own."""
import json
import os
import subprocess
import unittest

import harness

BUILD = os.path.dirname(os.path.dirname(harness.ISNAD))
LANGUAGES = os.path.join(BUILD, "lib/isnad/plugins")


class PluginsNewTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.prefix = os.path.join(self.folder, "prefix")
        subprocess.run(["cmake", "--install", BUILD, "--component", "plugin-sdk", "--prefix", self.prefix], check=True, capture_output=True)

    def sh(self, folder, command):
        done = subprocess.run(["bash", "-euc", command], cwd=folder, capture_output=True, text=True, timeout=240,
                              env={**os.environ, "CMAKE_PREFIX_PATH": self.prefix,
                                   "PATH": os.path.dirname(harness.ISNAD) + os.pathsep + os.environ["PATH"]})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def made(self, name, kind):
        """A new plugin, built and tested as its own README says."""
        folder = os.path.join(self.folder, "work", name)
        self.ok("plugins", "new", name, "--kind", kind, "--folder", folder)
        with open(os.path.join(folder, "README.md"), encoding="utf-8") as readme:
            commands = readme.read().split("```sh\n")[1].split("```")[0]
        return folder, self.sh(folder, commands)

    def test_an_extractor(self):
        folder, told = self.made("harbour-heat", "extractor")
        self.assertIn("100% tests passed", told)
        self.assertIn("41", told)
        listed = harness.lines(self.ok("plugins", "--plugins", folder + "/build", "--output=json"))
        self.assertEqual([(p["name"], p["mode"], p["health"]) for p in listed],
                         [("plugins/harbour-heat", "PLUGIN_MODE_CHILD_PROCESS", "PLUGIN_HEALTH_SERVING")])
        article = self.path("heat.txt", "قال محمد السالم إن الحرارة بلغت 41 °C في الميناء.\n")
        analysis, = harness.lines(self.ok("analyze", "--plugins", LANGUAGES, "--plugins", folder + "/build", "--output=json", article))
        self.assertEqual(len(analysis["extractors"]), 2)
        self.assertIn("°C", [q.get("unit") for q in analysis["quantities"]])
        self.assertEqual(len(analysis["quotes"]), 1)
        own = harness.lines(self.ok("plugins", "--plugins", folder + "/build", "--isolate=none", "--output=json"))
        self.assertEqual(own[0]["mode"], "PLUGIN_MODE_IN_PROCESS")
        theirs = harness.lines(self.ok("plugins", "--isolate=all", "--output=json"))
        self.assertEqual({p["mode"] for p in theirs}, {"PLUGIN_MODE_CHILD_PROCESS"})
        self.assertIn("in a process of its own", self.ok("plugins", "--plugins", folder + "/build").stdout)

    def test_a_judge(self):
        folder, told = self.made("house-judge", "judge")
        self.assertIn("100% tests passed", told)
        articles = [{"text": "قال نزار الدلهمي إن الجسر مفتوح.", "languageCode": "ar", "outlet": "أ", "publishTime": "2024-03-05"},
                    {"text": "قال نزار الدلهمي إن الجسر مغلق.", "languageCode": "ar", "outlet": "ب", "publishTime": "2024-03-05"}]
        path = self.path("in.jsonl", "\n".join(json.dumps(a, ensure_ascii=False) for a in articles))
        self.ok("ingest", "--db", self.db, "--plugins", LANGUAGES, "--plugins", folder + "/build", path)

    def test_what_cannot_be_written_is_told(self):
        for name in ("Big", "9lives", "a_b", "x" * 64, ""):
            refused = harness.run("plugins", "new", name)
            self.assertEqual(refused.returncode, 2, name)
        folder = os.path.join(self.folder, "there")
        os.mkdir(folder)
        self.ok("plugins", "new", "mine", "--folder", folder)
        before = sorted(os.listdir(folder))
        self.assertEqual(before, ["CMakeLists.txt", "README.md", "example.txt", "mine.cc", "mine.plugin.json"])
        again = harness.run("plugins", "new", "other", "--folder", folder)
        self.assertEqual(again.returncode, 2)
        self.assertIn("is there already", again.stderr)
        self.assertEqual(sorted(os.listdir(folder)), before)
        self.assertEqual(harness.run("plugins", "new", "mine", "--folder", "/proc/mine").returncode, 3)


if __name__ == "__main__":
    unittest.main()
