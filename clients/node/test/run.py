#!/usr/bin/env python3
"""Tests the package as its users have it: packed, installed into a project of its own, compiled against and run.

  run.py ISNAD SCRATCH

Needs node and npm, and the registry or npm's cache for what package-lock.json names.
"""
import glob
import json
import os
import shutil
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROTO = os.path.join(os.path.dirname(os.path.dirname(SOURCE)), "proto")


def run(*command, folder, **env):
    subprocess.run(command, cwd=folder, check=True, timeout=240, env={**os.environ, "npm_config_update_notifier": "false",
                                                                    "npm_config_audit": "false", "npm_config_fund": "false", **env})


def main():
    isnad, scratch = sys.argv[1:3]
    shutil.rmtree(os.path.join(scratch, "user"), ignore_errors=True)
    package = os.path.join(scratch, "package")
    sources = ("src", "test", "build.mjs", "package.json", "package-lock.json", "tsconfig.json", "README.md")
    os.makedirs(package, exist_ok=True)
    for name in sources:
        shutil.rmtree(os.path.join(package, name), ignore_errors=True)
        copy = shutil.copytree if os.path.isdir(os.path.join(SOURCE, name)) else shutil.copy
        copy(os.path.join(SOURCE, name), os.path.join(package, name), **({"ignore": shutil.ignore_patterns("gen")} if copy is shutil.copytree else {}))
    run("npm", "ci", "--silent", "--prefer-offline", folder=package)
    run("npm", "run", "--silent", "build", folder=package, ISNAD_PROTO=PROTO)
    for old in glob.glob(os.path.join(package, "*.tgz")):
        os.remove(old)
    run("npm", "pack", "--silent", folder=package)
    tarball, = glob.glob(os.path.join(package, "isnad-client-*.tgz"))

    user = os.path.join(scratch, "user")
    os.makedirs(user)
    with open(os.path.join(user, "package.json"), "w", encoding="utf-8") as file:
        json.dump({"name": "user", "version": "0.0.0", "type": "module", "private": True}, file)
    run("npm", "install", "--silent", "--prefer-offline", tarball, folder=user)
    for name in ("client.test.mjs", "types.ts"):
        shutil.copy(os.path.join(SOURCE, "test", name), user)
    tsc = os.path.join(package, "node_modules/typescript/bin/tsc")
    run("node", tsc, "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", "--typeRoots",
        os.path.join(package, "node_modules/@types"), "types.ts", folder=user)
    run("node", "--test", "--test-reporter", "spec", "client.test.mjs", folder=user, ISNAD=isnad, README=os.path.join(SOURCE, "README.md"))


if __name__ == "__main__":
    main()
