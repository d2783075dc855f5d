#!/usr/bin/env python3
"""What bad plugins do to a server: for each kind of misdeed a new server, and articles given to it from several threads at once,
of which every tenth brings the misdeed about.

  fault_bench.py ISNAD STUBS MISBEHAVING_FOLDER [--calls 1000] [--every 10] [--threads 8]

STUBS is the folder of Python stubs that the build makes (build/release/tests/e2e/stubs), MISBEHAVING_FOLDER the one with the test
plugin (build/release/tests/plugins). Printed for each kind: articles answered; those that have all that the Arabic pack finds;
those of the harmless and of the bad ones for which the plugin's failure is named; processes that were ended; seconds; and what a
failure says. The bench fails where the server has ended or says that it does not serve. Needs Debian's python3-grpcio.
"""
import argparse
import collections
import concurrent.futures
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time

import grpc

DEEDS = ("crash", "abort", "exit", "spin", "sleep", "memory", "flood", "log", "rubbish", "half", "huge", "close", "open",
         "connect", "fork", "kill")
TEXT = "%s\nقال وزير النقل سامي العطار إن 12 شخصا أصيبوا في الحادث، وأضاف أن «الطريق مفتوح منذ الفجر»."


class Server:
    """A server that has the Arabic pack and the bad plugin."""

    def __init__(self, options):
        self.folder = tempfile.TemporaryDirectory()
        plugins = self.folder.name + "/plugins"
        os.makedirs(plugins + "/misbehaving")
        for name in ("libmisbehaving.so", "misbehaving.plugin.json"):
            shutil.copy(os.path.join(options.folder, name), plugins + "/misbehaving")
        ours = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(options.isnad))), "lib/isnad/plugins")
        self.process = subprocess.Popen(
            [options.isnad, "serve", "--db", self.folder.name + "/c.db", "--listen", "127.0.0.1:0", "--log-level", "off", "--plugins",
             ours, "--plugins", plugins, "--plugin-timeout", "1", "--plugin-memory", "256"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.channel = grpc.insecure_channel(self.process.stdout.readline().split()[-1])
        self.articles = article_service_pb2_grpc.ArticleServiceStub(self.channel)
        self.plugins = plugin_service_pb2_grpc.PluginServiceStub(self.channel)

    def analyse(self, deed):
        article = article_pb2.Article(text=TEXT % deed, language_code="ar")
        try:
            return self.articles.AnalyzeArticle(article_service_pb2.AnalyzeArticleRequest(article=article), timeout=120).analysis
        except grpc.RpcError as error:
            return error

    def restarts(self):
        listed = self.plugins.ListPlugins(plugin_service_pb2.ListPluginsRequest()).plugins
        return next(p.restarts for p in listed if p.name == "plugins/misbehaving")

    def serves(self):
        # An empty request; the answer is status 1, SERVING.
        health = self.channel.unary_unary("/grpc.health.v1.Health/Check")
        return self.process.poll() is None and health(b"") == b"\x08\x01"

    def end(self):
        self.channel.close()
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


def measure(deed, options):
    server = Server(options)
    try:
        wanted = len(server.analyse("nothing").quotes)
        deeds = [deed if i % options.every == options.every - 1 else "nothing" for i in range(options.calls)]
        begin = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(options.threads) as pool:
            answers = list(pool.map(server.analyse, deeds))
        seconds = time.perf_counter() - begin
        good = [(d, a) for d, a in zip(deeds, answers) if not isinstance(a, Exception)]
        said = collections.Counter(f.message for d, a in good for f in a.failures if d == deed and "left alone" not in f.message)
        print("%-8s %8d %6d %14d %9d %6d %7.1f  %s" % (
            deed, len(good), sum(len(a.quotes) == wanted for _, a in good), sum(bool(a.failures) for d, a in good if d != deed),
            sum(bool(a.failures) for d, a in good if d == deed), server.restarts(), seconds,
            said.most_common(1)[0][0] if said else ""), flush=True)
        if not server.serves():
            raise SystemExit("the server has ended, or says that it does not serve")
    finally:
        server.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("isnad", "stubs", "folder"):
        parser.add_argument(name)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--threads", type=int, default=8)
    options = parser.parse_args()
    sys.path.insert(0, options.stubs)
    for module in ("article_pb2", "article_service_pb2", "article_service_pb2_grpc", "plugin_service_pb2", "plugin_service_pb2_grpc"):
        globals()[module] = importlib.import_module("isnad.v1." + module)
    print("%-8s %8s %6s %14s %9s %6s %7s  %s" % (
        "kind", "answered", "whole", "harmless fail", "bad fail", "ended", "seconds", "what a failure says"))
    for deed in DEEDS:
        measure(deed, options)


if __name__ == "__main__":
    main()
