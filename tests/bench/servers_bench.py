#!/usr/bin/env python3
"""Measures how fast one, two and four servers store articles in one PostgreSQL database, beside one server on a SQLite file.

  ISNAD=build/release/bin/isnad python3 tests/bench/servers_bench.py ARTICLES.jsonl[.gz] [--articles N]

Each server has a client of its own, which gives it every second or fourth article. Articles a second are those acknowledged, durable,
over the time from the first client's start to the last one's end; servers, clients and PostgreSQL share this machine's processors.
Each measurement has a new store, which must hold every article in the end. The ratio is to SQLite in the same run.
"""
import argparse
import gzip
import itertools
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import harness  # noqa: E402
from postgres import Postgres  # noqa: E402


def deal(path, count, servers, folder):
    """Files with every servers-th article."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        lines = list(itertools.islice(file, count))
    files = []
    for number in range(servers):
        files.append(os.path.join(folder, f"{servers}-{number}.jsonl"))
        with open(files[-1], "wb") as file:
            file.writelines(lines[number::servers])
    return files, len(lines)


def measure(store, files):
    """Seconds that as many servers as files take."""
    servers = [harness.Server(store) for _ in files]
    begin = time.monotonic()
    clients = [subprocess.Popen([harness.ISNAD, "ingest", "--server", server.address, file], stdout=subprocess.DEVNULL)
               for server, file in zip(servers, files)]
    statuses = [client.wait() for client in clients]
    seconds = time.monotonic() - begin
    if any(statuses):
        raise SystemExit(f"a client ended with {statuses}")
    for server in servers:
        with server:
            pass
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    postgres = Postgres()
    try:
        with tempfile.TemporaryDirectory(prefix="isnad-bench-") as folder:
            one = None
            for servers, name in ((1, "SQLite"), (1, "PostgreSQL"), (2, "PostgreSQL"), (4, "PostgreSQL")):
                files, count = deal(options.input, options.articles, servers, folder)
                store = os.path.join(folder, "corpus.db") if name == "SQLite" else postgres.database(f"of_{servers}")
                rate = count / measure(store, files)
                one = one or rate
                held = len(harness.lines(harness.run("articles", "--db", store, "--output=json", timeout=600)))
                print(f"{name}, {servers} server{'s' if servers > 1 else ''}: {rate:.1f} articles/s, {rate / one:.2f} of SQLite; "
                      f"{held} of {count} stored", flush=True)
    finally:
        postgres.end()


if __name__ == "__main__":
    main()
