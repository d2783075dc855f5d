#!/usr/bin/env python3
"""Measures `isnad ingest` on a file of articles: articles a second, peak memory, bytes on the disk.

  ingest_bench.py ISNAD ARTICLES.jsonl[.gz] [--db FILE]

The ceiling beside it, in the same run: the same bytes of articles written to a plain SQLite table in transactions of 64
with synchronous=FULL, without reading a word of them. Needs python3 alone.
"""
import argparse
import gzip
import os
import resource
import sqlite3
import subprocess
import tempfile
import time


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
    return n, n / (time.monotonic() - begin)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("isnad")
    parser.add_argument("articles")
    parser.add_argument("--db")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        n, most = ceiling(options.articles, folder)
        db = options.db or os.path.join(folder, "corpus.db")
        begin = time.monotonic()
        subprocess.run([options.isnad, "ingest", "--db", db, options.articles], check=True)
        rate = n / (time.monotonic() - begin)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print("articles          %d" % n)
        print("articles/s        %.1f" % rate)
        print("ceiling           %.0f articles/s into a plain table; ratio 1/%.0f" % (most, most / rate))
        print("peak memory       %.0f MiB" % memory)
        print("bytes an article  %.0f" % (os.path.getsize(db) / n))


if __name__ == "__main__":
    main()
