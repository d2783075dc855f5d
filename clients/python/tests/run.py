"""Builds the wheel, installs it into a new environment beside the system's packages, and runs the tests there."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent

with tempfile.TemporaryDirectory(prefix="isnad-python-") as folder:
    work = pathlib.Path(folder)
    # setuptools writes beside its sources, which are therefore copied.
    shutil.copytree(ROOT / "clients/python", work / "clients/python")
    shutil.copytree(ROOT / "proto", work / "proto")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-index", "--no-build-isolation", "--no-deps",
                    "--wheel-dir", work, work / "clients/python"], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", "--without-pip", work / "venv"], check=True)
    python = work / "venv/bin/python"
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps",
                    *work.glob("*.whl")], check=True)
    # What a user's type checker says of code that uses the package rightly and wrongly.
    subprocess.run([sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", "--follow-imports=silent", "--no-error-summary",
                    "--cache-dir", work / "mypy", "--python-executable", python, HERE / "types_user.py"], cwd=folder, check=True)
    paths = os.pathsep.join([str(HERE), str(ROOT / "tests/e2e")])
    done = subprocess.run([python, "-m", "unittest", "-v", "client_test"], cwd=folder,
                          env={**os.environ, "PYTHONPATH": paths})
sys.exit(done.returncode)
