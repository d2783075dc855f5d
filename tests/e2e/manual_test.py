"""The page of man and the completion of shells: what the program says of itself, read by the programs that they are for."""
import os
import re
import shutil
import subprocess
import unittest

import harness

COMPLETE = """source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _isnad
printf '%s\\n' "${COMPREPLY[@]}"
"""


class ManualTest(harness.TestCase):
    def manual(self, kind):
        return self.path("isnad." + kind, self.ok("manual", kind).stdout)

    def completed(self, *words):
        done = subprocess.run(["bash", "-c", COMPLETE, "bash", self.manual("bash"), "isnad", *words], capture_output=True, text=True,
                              timeout=30)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return set(done.stdout.split())

    def test_bash_completes_commands_options_and_words(self):
        self.assertEqual(self.completed("rel"), {"relations"})
        self.assertEqual(self.completed("relations", "wat"), {"watch"})
        self.assertIn("--speaker", self.completed("quotes", "--"))
        self.assertNotIn("--speaker", self.completed("claims", "--"))
        self.assertEqual(self.completed("relations", "--verdict", "c"), {"contradiction", "changed"})
        self.assertEqual(self.completed("check", "--output", "=", "s"), {"sarif"})
        self.assertEqual(self.completed("check", "--fail-on", ""), {"error", "warning", "note", "never"})
        self.assertEqual(self.completed("import", ""), {"claimreview", "--help"})
        self.assertEqual(self.completed("check", "--baseline", "x"), set())  # then the shell offers files

    def test_man_reads_the_page_without_a_complaint(self):
        if shutil.which("man") is None:
            self.skipTest("man is not installed")
        page = self.manual("man")
        done = subprocess.run(["man", "--warnings", "-l", page], capture_output=True, text=True, timeout=60,
                              env={**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8", "MANROFFOPT": "", "MANPAGER": "cat"})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        shown = re.sub(".\b", "", done.stdout)
        for command in re.findall(r"^  ([a-z]+) ", self.ok("--help").stdout.split("SUBCOMMANDS:" if "SUBCOMMANDS:" in self.ok("--help").stdout else "Subcommands:")[1], re.M):
            self.assertIn(f"isnad {command}", shown)
            for option in re.findall(r"(--[a-z-]+)", self.ok(command, "--help").stdout):
                self.assertIn(option, shown, command)
        self.assertIn("isnad relations watch", shown)

    def test_other_shells_can_read_theirs(self):
        fish = self.manual("fish")
        with open(fish, encoding="utf-8") as file:
            lines = file.read().splitlines()
        self.assertGreater(len(lines), 100)
        self.assertTrue(all(line.startswith(("complete -c isnad -n '", "#")) for line in lines))
        self.assertIn("#compdef isnad", self.ok("manual", "zsh").stdout)
        for shell, kind in (("fish", "fish"), ("zsh", "zsh")):
            if shutil.which(shell):
                subprocess.run([shell, "-n", self.manual(kind)], check=True, timeout=30)

    def test_it_is_not_for_everybody(self):
        self.assertNotIn("manual", self.ok("--help").stdout)
        self.assertEqual(harness.run("manual").returncode, 2)


if __name__ == "__main__":
    unittest.main()
