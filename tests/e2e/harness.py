"""Runs the built program (environment: ISNAD) as a user would, and servers that end with the test. ISNAD_TOOLS is the folder
that the packages of tools/ were installed into."""
import json
import os
import signal
import subprocess
import tempfile
import unittest

ISNAD = os.environ["ISNAD"]
TOOLS = os.environ.get("ISNAD_TOOLS", "")
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def run(*args, stdin=None, env=None, timeout=120):
    """The finished process; its output is text."""
    return subprocess.run([ISNAD, *args], input=stdin, capture_output=True, text=True, timeout=timeout,
                          env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})})


def lines(process):
    """The JSON objects that a process printed."""
    return [json.loads(line) for line in process.stdout.splitlines() if line.strip()]


class Server:
    """`isnad serve` on a free port of the loopback; ended by SIGTERM."""

    def __init__(self, db, *args):
        self.process = subprocess.Popen([ISNAD, "serve", "--db", db, "--listen", "127.0.0.1:0", *args],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        first = self.process.stdout.readline()
        if not first.startswith("listening on "):
            self.process.kill()
            raise AssertionError("the server did not start: " + first + self.process.communicate()[1])
        self.address = first.removeprefix("listening on ").strip()

    def end(self, timeout=60):
        """Its exit status and what it logged."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            _, log = self.process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise
        return self.process.returncode, log

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()
        self.process.stdout.close()
        self.process.stderr.close()


class TestCase(unittest.TestCase):
    """Has a folder of its own and a store path in it."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="isnad-test-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.db = os.path.join(self.folder, "corpus.db")

    def path(self, name, contents=None):
        """A path in the test's folder, with contents (str or bytes) where they are given."""
        path = os.path.join(self.folder, name)
        if contents is not None:
            data = contents.encode() if isinstance(contents, str) else contents
            with open(path, "wb") as file:
                file.write(data)
        return path

    def ok(self, *args, **kw):
        process = run(*args, **kw)
        self.assertEqual(process.returncode, 0, process.stderr + process.stdout)
        return process
