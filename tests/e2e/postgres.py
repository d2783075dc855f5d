"""A PostgreSQL server for tests, from Debian's package."""
import os
import shutil
import signal
import subprocess
import tempfile
import time

PROGRAMS = "/usr/lib/postgresql/15/bin/"


class Postgres:
    """A server in a folder of its own, on a Unix socket there. PostgreSQL refuses root, so that root's runs as postgres."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="isnad-pg-")
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.data = os.path.join(self.folder, "data")
        subprocess.run([PROGRAMS + "initdb", "-D", self.data, "-U", "isnad", "-A", "trust", "-E", "UTF8", "--locale=C"],
                       user=self.user, cwd=self.folder, check=True, capture_output=True)
        self.address = self.named("postgres")
        self.start()

    def named(self, name):
        """The address of a database."""
        return f"postgres://isnad@{self.folder.replace('/', '%2F')}/{name}"

    def database(self, name):
        """The address of a new, empty one."""
        subprocess.run([PROGRAMS + "createdb", "-h", self.folder, "-U", "isnad", name], check=True)
        return self.named(name)

    def start(self):
        """Returns when it takes connections. Where the children of a killed one still go, it waits for them."""
        self.launch()
        for _ in range(600):
            if self.process.poll() is not None:
                self.launch()
            if subprocess.run([PROGRAMS + "pg_isready", "-h", self.folder], capture_output=True).returncode == 0:
                return
            time.sleep(0.05)
        raise AssertionError("PostgreSQL does not start")

    def launch(self):
        self.process = subprocess.Popen([PROGRAMS + "postgres", "-D", self.data, "-k", self.folder, "-c", "listen_addresses="],
                                        user=self.user, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
