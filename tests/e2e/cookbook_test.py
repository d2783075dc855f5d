"""The cookbook, run as it is written: what its commands print is what it shows."""
import os
import re
import shutil
import subprocess
import unittest

import harness

PAGE = os.path.join(harness.ROOT, "docs/cookbook.md")


def steps():
    """The commands of the page with what is shown below them, and the status where it is told."""
    with open(PAGE, encoding="utf-8") as file:
        blocks = re.findall(r"```console\n(.*?)```", file.read(), re.S)
    for block in blocks:
        command, shown = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command is not None:
                    yield command, shown
                command, shown = line[2:], []
            elif line.startswith("> "):
                command += "\n" + line[2:]
            else:
                shown.append(line)
        yield command, shown


class CookbookTest(harness.TestCase):
    def test_every_task_runs_as_it_is_shown(self):
        shutil.copytree(os.path.join(harness.ROOT, "tests/data/samples"), os.path.join(self.folder, "samples"))
        env = {**os.environ, "PATH": os.path.dirname(harness.ISNAD) + os.pathsep + os.environ["PATH"], "LC_ALL": "C.UTF-8",
               "HOME": self.folder}
        ran = 0
        for command, shown in steps():
            if kept := re.match(r"([A-Z]+)=", command):  # for the commands behind it
                command += f"; echo \"${kept.group(1)}\""
            status = 0
            if shown and (told := re.fullmatch(r"\[status (\d)\]", shown[-1])):
                status, shown = int(told.group(1)), shown[:-1]
            done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=env, capture_output=True, text=True, timeout=60)
            printed = re.sub("[\u2066-\u2069]", "", done.stdout).strip("\n")
            self.assertEqual(done.returncode, status, command + "\n" + done.stderr)
            if kept:
                env[kept.group(1)] = printed
                continue
            pattern = "".join(".*?" if piece == "…" else re.escape(piece) for piece in re.split("(…)", "\n".join(shown).strip("\n")))
            self.assertRegex(printed, re.compile("(?s)" + pattern + r"\Z"), command)
            ran += 1
        self.assertGreaterEqual(ran, 15)

    def test_it_has_ten_tasks(self):
        with open(PAGE, encoding="utf-8") as file:
            self.assertEqual(re.findall(r"^## (\d+)\. ", file.read(), re.M), [str(n) for n in range(1, 11)])


if __name__ == "__main__":
    unittest.main()
