"""The ways into other people's CI, each run as its host runs it: pre-commit, an action of GitHub, a job of GitLab."""
import json
import os
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

import harness
import yaml

STORED = {"name": "articles/a", "languageCode": "ar", "outlet": "بريد الضفة", "publishTime": "2024-03-05T10:00:00+03:00",
          "text": "قال الدفاع المدني إن 14 عاملاً قتلوا في انهيار المصنع في السالمية.\nوقال أبو نضال الحمصي إن البحث مستمر في المصنع."}
AGAINST = ("---\nlang: ar\ndate: 2024-03-05\n---\nقال مدير المستشفى إن 9 عمال قتلوا في انهيار المصنع في السالمية.\n"
           "وأكد نبيل الحمصي أن البحث مستمر في المصنع.\n")
CLEAN = "---\nlang: ar\ndate: 2024-03-05\n---\nقال نبيل الحمصي إن السوق مفتوح.\n"


class WaysInTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.ok("ingest", "--db", self.db, self.path("in.jsonl", json.dumps(STORED, ensure_ascii=False)))
        self.against, self.clean = self.path("new article.md", AGAINST), self.path("clean.md", CLEAN)
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": self.folder,
                            "PATH": os.path.dirname(harness.ISNAD) + ":/usr/bin:/bin", "PRE_COMMIT_HOME": self.folder + "/pc",
                            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org",
                            "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.org"}

    def run_in(self, folder, *command, env=None):
        return subprocess.run(command, cwd=folder, env={**self.environment, **(env or {})}, capture_output=True, text=True,
                              timeout=120)

    def git(self, folder, *args):
        done = self.run_in(folder, "git", *args)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def repository(self, name, **files):
        folder = os.path.join(self.folder, name)
        os.makedirs(folder)
        self.git(folder, "init", "-q", "-b", "main")
        for file, contents in files.items():
            with open(os.path.join(folder, file), "w", encoding="utf-8") as out:
                out.write(contents)
        self.git(folder, "add", "-A")
        return folder

    def test_pre_commit_keeps_out_what_goes_against_the_corpus(self):
        with open(os.path.join(harness.ROOT, ".pre-commit-hooks.yaml"), encoding="utf-8") as file:
            hooks = self.repository("hooks", **{".pre-commit-hooks.yaml": file.read()})
        self.git(hooks, "commit", "-qm", "hooks")
        config = {"repos": [{"repo": hooks, "rev": self.git(hooks, "rev-parse", "HEAD"),
                             "hooks": [{"id": "isnad-check", "args": ["--db", self.db]}]}]}
        desk = self.repository("desk", **{".pre-commit-config.yaml": yaml.safe_dump(config), "clean.md": CLEAN})
        self.assertEqual(self.run_in(desk, "pre-commit", "install").returncode, 0)
        self.git(desk, "commit", "-qm", "clean")
        shutil.copy(self.against, desk)
        self.git(desk, "add", "-A")
        refused = self.run_in(desk, "git", "commit", "-qm", "against")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("contradicts-corpus", refused.stdout + refused.stderr)
        self.assertEqual(self.git(desk, "rev-list", "--count", "HEAD"), "1")

    def test_only_what_a_branch_has_changed(self):
        desk = self.repository("desk", **{"old.md": AGAINST, "clean.md": CLEAN})
        self.git(desk, "commit", "-qm", "as it was")
        self.git(desk, "checkout", "-qb", "branch")
        with open(os.path.join(desk, "clean.md"), "a", encoding="utf-8") as file:
            file.write("\nقال مدير المستشفى إن 9 عمال قتلوا في انهيار المصنع في السالمية.\n")
        with open(os.path.join(desk, "old.md"), "a", encoding="utf-8") as file:
            file.write("\nوالسوق مفتوح.\n")
        shutil.copy(self.against, os.path.join(desk, "untracked.md"))
        self.git(desk, "commit", "-qam", "changed")

        def told(*args):
            done = self.run_in(desk, harness.ISNAD, "check", "--db", self.db, "--output=json", *args)
            self.assertIn(done.returncode, (0, 1), done.stderr)
            return {os.path.basename(line["input"]): [p["rule"] for p in line.get("problems", [])]
                    for line in map(json.loads, done.stdout.splitlines())}
        files = ("clean.md", "old.md", "untracked.md")
        self.assertEqual(told(*files), dict.fromkeys(files, ["contradicts-corpus"]))
        self.assertEqual(told("--diff-base", "main", *files),
                         {"clean.md": ["contradicts-corpus"], "old.md": [], "untracked.md": ["contradicts-corpus"]})
        self.assertEqual(told("--diff-base", "main", desk), told("--diff-base", "main", *files))
        wrong = self.run_in(desk, harness.ISNAD, "check", "--db", self.db, "--diff-base", "--output=/tmp/x", "clean.md")
        self.assertEqual(wrong.returncode, 2)
        wrong = self.run_in(desk, harness.ISNAD, "check", "--db", self.db, "--diff-base", "no-such-commit", "clean.md")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("no-such-commit", wrong.stderr)

    def steps(self, **inputs):
        """Runs the steps of the action as a runner does: inputs into `env`, `run` by bash."""
        with open(os.path.join(harness.ROOT, "deploy/ci/github/action.yml"), encoding="utf-8") as file:
            action = yaml.safe_load(file)
        given = {name: str(inputs.get(name.replace("-", "_"), declared.get("default", "")))
                 for name, declared in action["inputs"].items()}
        said, status = "", 0
        for step in action["runs"]["steps"]:
            if step.get("if") == "inputs.sarif != ''" and not given["sarif"]:
                continue
            env = {key: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for key, value in step["env"].items()}
            done = self.run_in(self.folder, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], env=env)
            said, status = said + done.stdout + done.stderr, max(status, done.returncode)
        return said, status

    def test_the_action_annotates_and_fails(self):
        sarif = os.path.join(self.folder, "out.sarif")
        said, status = self.steps(files=f"{self.clean}\n\n{self.against}\n", corpus=self.db, sarif=sarif)
        self.assertEqual(status, 1, said)
        self.assertIn("::error file=", said)
        with open(sarif, encoding="utf-8") as file:
            self.assertEqual([r["ruleId"] for r in json.load(file)["runs"][0]["results"]], ["contradicts-corpus"])
        self.assertEqual(self.steps(files=self.against, corpus=self.db, fail_on="never")[1], 0)
        self.assertEqual(self.steps(files=self.clean, corpus=self.db)[1], 0)

    def test_the_job_leaves_a_report(self):
        with open(os.path.join(harness.ROOT, "deploy/ci/gitlab.yml"), encoding="utf-8") as file:
            job = yaml.safe_load(file)[".isnad-check"]
        os.makedirs(os.path.join(self.folder, "articles"))
        shutil.copy(self.against, os.path.join(self.folder, "articles"))
        done = self.run_in(self.folder, "bash", "-e", "-c", "\n".join(job["script"]),
                           env={**job["variables"], "ISNAD_CORPUS": self.db})
        self.assertEqual(done.returncode, 1, done.stderr)
        report = xml.etree.ElementTree.parse(os.path.join(self.folder, job["artifacts"]["reports"]["junit"]))
        self.assertEqual([f.get("type") for f in report.iter("failure")], ["contradicts-corpus"])


if __name__ == "__main__":
    unittest.main()
