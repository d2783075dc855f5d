#!/usr/bin/env python3
"""Measures CheckArticle against a store: one article of about 300 words after the other, on a server that is warm.

  check_bench.py ISNAD STUBS STORE.db ARTICLES.jsonl[.gz] [--calls N]

STUBS is the folder of Python stubs that the build makes (build/release/tests/e2e/stubs). The ceiling beside it, in the same
run: a call of the same size that only comes back (CheckArticle of a language that no plugin reads). Printed are p50, p95
and p99 of both and their ratio, and of the whole command, `isnad check --server`, from its start to its end. Needs Debian's
python3-grpcio.
"""
import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time


def percentile(times, share):
    return 1000 * sorted(times)[min(len(times) - 1, int(share * len(times)))]


def commands(isnad, address, texts):
    """What `isnad check` takes for a file each."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "article.md")
        for published, text in texts:
            with open(path, "w", encoding="utf-8") as file:
                file.write("---\nlang: ar\ndate: %s\n---\n%s\n" % (published, text))
            begin = time.perf_counter()
            done = subprocess.run([isnad, "check", "--no-config", "--server", address, path], stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - begin)
            if done.returncode > 1:
                raise SystemExit("isnad check ended with %d" % done.returncode)
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("isnad", "stubs", "store", "articles"):
        parser.add_argument(name)
    parser.add_argument("--calls", type=int, default=300)
    options = parser.parse_args()
    sys.path.insert(0, options.stubs)
    import grpc
    from isnad.v1 import article_pb2, article_service_pb2, article_service_pb2_grpc

    opener = gzip.open if options.articles.endswith(".gz") else open
    texts = []
    with opener(options.articles, "rt", encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            words = article["text"].split(" ")
            if len(words) >= 300:
                texts.append((article["publishTime"], " ".join(words[:300])))
            if len(texts) == options.calls + 20:
                break
    server = subprocess.Popen([options.isnad, "serve", "--db", options.store, "--listen", "127.0.0.1:0", "--log-level", "off"],
                              stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().split()[-1]
        stub = article_service_pb2_grpc.ArticleServiceStub(grpc.insecure_channel(address))

        def timed(language):
            times, problems = [], 0
            for n, (published, text) in enumerate(texts):
                article = article_pb2.Article(text=text, publish_time=published, language_code=language)
                begin = time.perf_counter()
                answer = stub.CheckArticle(article_service_pb2.CheckArticleRequest(article=article))
                if n >= 20:  # warm by then
                    times.append(time.perf_counter() - begin)
                problems += len(answer.problems)
            return times, problems

        times, problems = timed("ar")
        echo, _ = timed("xx")
        whole = commands(options.isnad, address, texts[20:])
    finally:
        server.terminate()
        server.wait()
    for share in (0.5, 0.95, 0.99):
        mine, floor = percentile(times, share), percentile(echo, share)
        print("p%-3d %7.1f ms   only back %6.2f ms   %6.1f times" % (100 * share, mine, floor, mine / floor))
        print("     %7.1f ms   as a command" % percentile(whole, share))
    print("%d calls, %d problems told" % (len(times), problems))


if __name__ == "__main__":
    main()
