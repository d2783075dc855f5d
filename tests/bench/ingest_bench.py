#!/usr/bin/env python3
"""Measures `isnad ingest` on a file of articles: how fast each stretch of it is stored, and what that takes.

  ingest_bench.py ISNAD ARTICLES.jsonl[.gz] [--db FILE] [--stretch N] [--curve FILE.svg]

A line a stretch: articles and claims stored by then, articles a second, CPU milliseconds an article, resident memory at
its end, bytes on the disk an article. Then the whole run with the peak of resident memory, the articles that were
refused or warned of (a plugin's results that were lost among them), and SQLite's own check of the file.

The ceiling beside it, in the same run: the same bytes of articles written to a plain SQLite table in transactions of 64
with synchronous=FULL, without reading a word of them. --curve draws the CPU time of an article over the claims stored. Needs python3 alone.
"""
import argparse
import gzip
import json
import os
import sqlite3
import subprocess
import tempfile
import time

import plot


def articles(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        yield from file


def ceiling(path, folder):
    database = sqlite3.connect(os.path.join(folder, "ceiling.db"), isolation_level=None)
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE a (id INTEGER PRIMARY KEY, t BLOB)")
    begin, n = time.monotonic(), 0
    for line in articles(path):
        if n % 64 == 0:
            database.execute("COMMIT") if n else None
            database.execute("BEGIN")
        database.execute("INSERT INTO a (t) VALUES (?)", (line,))
        n += 1
    database.execute("COMMIT")
    return n / (time.monotonic() - begin)


class Process:
    """What the kernel tells of a running process."""

    def __init__(self, pid):
        self.folder = "/proc/%d/" % pid

    def cpu_seconds(self):
        with open(self.folder + "stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mib(self, field):
        with open(self.folder + "status") as file:
            lines = (int(line.split()[1]) / 1024 for line in file if line.startswith(field + ":"))
            return next(lines, 0)  # 0 once it has ended


class Run:
    """One ingest, measured as its answers come in."""

    def __init__(self, db, stretch):
        self.db, self.stretch = db, stretch
        self.answered = self.refused = self.warned = self.peak = 0
        self.costs = []  # claims stored, CPU milliseconds an article

    def follow(self, child):
        process = Process(child.pid)
        self.began = at = time.monotonic()
        cpu = process.cpu_seconds()
        print("%9s %9s %10s %8s %8s %9s" % ("articles", "claims", "articles/s", "CPU ms", "RSS MiB", "bytes"))
        for line in child.stdout:
            answer = json.loads(line)
            self.answered += 1
            self.refused += "error" in answer
            self.warned += bool(answer.get("warnings"))
            if self.answered % self.stretch:
                continue
            now, used = time.monotonic(), process.cpu_seconds()
            self.peak = max(self.peak, process.memory_mib("VmHWM"))
            self.costs.append((self.count("claim"), 1000 * (used - cpu) / self.stretch))
            print("%9d %9d %10.1f %8.1f %8.0f %9.0f" % (
                self.answered, self.costs[-1][0], self.stretch / (now - at), self.costs[-1][1],
                process.memory_mib("VmRSS"), os.path.getsize(self.db) / self.answered), flush=True)
            at, cpu = now, used
        self.ended = time.monotonic()

    def draw(self, path):
        most = self.costs[-1][0]
        step = 10 ** (len(str(most)) - 1)
        claims = [(v, "{:,}".format(v)) for v in range(0, most + step, step)]
        top = int(max(cost for _, cost in self.costs)) + 2
        plot.line(path, self.costs, "claims stored", "CPU milliseconds an article", claims[:: max(1, len(claims) // 5)],
                  [(v, str(v)) for v in range(0, top + 1, 2)])

    def count(self, table):
        with sqlite3.connect("file:%s?mode=ro" % self.db, uri=True) as database:
            return database.execute("SELECT max(id) FROM %s" % table).fetchone()[0] or 0

    def report(self, most):
        rate = self.answered / (self.ended - self.began)
        print("articles          %d, %d refused, %d with warnings" % (self.answered, self.refused, self.warned))
        print("claims, relations %d, %d" % (self.count("claim"), self.count("relation")))
        print("articles/s        %.1f" % rate)
        print("ceiling           %.0f articles/s into a plain table; ratio 1/%.0f" % (most, most / rate))
        print("peak memory       %.0f MiB" % self.peak)
        print("bytes an article  %.0f" % (os.path.getsize(self.db) / self.answered))
        with sqlite3.connect(self.db) as database:
            print("integrity         %s" % database.execute("PRAGMA integrity_check").fetchone()[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("isnad")
    parser.add_argument("articles")
    parser.add_argument("--db")
    parser.add_argument("--curve", metavar="FILE.svg")
    parser.add_argument("--stretch", type=int, default=500, metavar="N")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        most = ceiling(options.articles, folder)
        run = Run(options.db or os.path.join(folder, "corpus.db"), options.stretch)
        command = [options.isnad, "ingest", "--output=json", "--db", run.db, options.articles]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            run.follow(child)
        run.report(most)
        if options.curve:
            run.draw(options.curve)


if __name__ == "__main__":
    main()
