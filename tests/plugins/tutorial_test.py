"""docs/plugin-tutorial.md, run as it is written, outside the tree and against the installed package."""
import os
import re
import subprocess
import tempfile
import unittest


class TutorialTest(unittest.TestCase):
    def test_its_commands_work_as_written(self):
        with open(os.environ["TUTORIAL"], encoding="utf-8") as tutorial:
            blocks = re.findall(r"^```sh\n(.*?)^```$", tutorial.read(), re.M | re.S)
        self.assertGreaterEqual(len(blocks), 4)
        with tempfile.TemporaryDirectory() as folder:
            prefix = os.path.join(folder, "prefix")
            work = os.path.join(folder, "work")
            os.mkdir(work)
            subprocess.run(["cmake", "--install", os.environ["ISNAD_BUILD"], "--component", "plugin-sdk", "--prefix", prefix],
                           check=True, capture_output=True)
            path = os.path.dirname(os.environ["ISNAD"]) + os.pathsep + os.environ["PATH"]
            ran = subprocess.run(["bash", "-euo", "pipefail", "-c", "\n".join(blocks)], cwd=work, text=True,
                                 capture_output=True, env={**os.environ, "PATH": path, "CMAKE_PREFIX_PATH": prefix})
            self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
            self.assertIn("works", ran.stdout)
            library = os.path.join(work, "build/bitcoin/libisnad-bitcoin.so")
            symbols = subprocess.run(["nm", "-D", "--defined-only", library], check=True, text=True, capture_output=True)
            self.assertEqual([line.split()[-1] for line in symbols.stdout.splitlines()], ["isnad_plugin_entry_v1"])


if __name__ == "__main__":
    unittest.main()
