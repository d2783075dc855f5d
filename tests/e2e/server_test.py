"""The server as an operator runs it: health, reflection, limits, metrics, logs, and an end without loss."""
import os
import socket
import sys
import threading
import time
import unittest
import urllib.request

import grpc

sys.path.insert(0, os.environ["ISNAD_STUBS"])
from isnad.v1 import article_pb2, article_service_pb2, article_service_pb2_grpc  # noqa: E402

import harness  # noqa: E402


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def article(i):
    return article_pb2.Article(name="articles/n%d" % i, text="قال الوزير سامر البيطار إن المشروع رقم %d اكتمل." % i,
                               publish_time="2024-03-05", language_code="ar")


class ServerTest(harness.TestCase):
    def test_health_and_reflection_answer(self):
        # Both protocols are simple enough to be spoken by hand: HealthCheckRequest{} and ServerReflectionRequest.
        with harness.Server(self.db) as server, grpc.insecure_channel(server.address) as channel:
            check = channel.unary_unary("/grpc.health.v1.Health/Check")
            self.assertEqual(check(b"", timeout=10), b"\x08\x01")  # SERVING
            self.assertEqual(check(b"\x0a\x15isnad.v1.QuoteService", timeout=10), b"\x08\x01")
            info = channel.stream_stream("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
            answer = next(info(iter([b"\x3a\x01*"]), timeout=10))  # list_services
            self.assertIn(b"isnad.v1.VerificationService", answer)

    def test_a_port_in_use_is_named(self):
        with harness.Server(self.db) as server:
            process = harness.run("serve", "--db", self.path("other.db"), "--listen", server.address)
            self.assertEqual(process.returncode, 3)
            self.assertIn(server.address, process.stderr)
            self.assertIn("in use", process.stderr)

    def test_sigterm_drains_and_ends_with_0(self):
        with harness.Server(self.db) as server, grpc.insecure_channel(server.address) as channel:
            stub = article_service_pb2_grpc.ArticleServiceStub(channel)
            acknowledged = []
            started = threading.Event()

            def requests():
                for i in range(2000):
                    yield article_service_pb2.IngestArticlesRequest(article=article(i))

            def ingest():
                try:
                    for answer in stub.IngestArticles(requests(), timeout=60):
                        acknowledged.append(answer.name)
                        if len(acknowledged) == 20:
                            started.set()
                except grpc.RpcError:
                    pass
                started.set()

            thread = threading.Thread(target=ingest)
            thread.start()
            started.wait(60)
            status, _ = server.end()
            thread.join(60)
            self.assertEqual(status, 0)
        stored = {a["name"] for a in harness.lines(self.ok("articles", "--db", self.db, "--output=json"))}
        self.assertGreaterEqual(len(acknowledged), 20)
        self.assertLessEqual(set(acknowledged), stored)

    def test_overload_is_refused_at_once_and_health_still_answers(self):
        with harness.Server(self.db, "--threads", "1", "--waiting", "1") as server:
            unbounded = [("grpc.max_receive_message_length", -1)]
            with grpc.insecure_channel(server.address, options=unbounded) as channel:
                stub = article_service_pb2_grpc.ArticleServiceStub(channel)
                big = article_pb2.Article(text="قال الوزير إن المشروع اكتمل. " * 20000, language_code="ar")
                calls = [stub.AnalyzeArticle.future(article_service_pb2.AnalyzeArticleRequest(article=big), timeout=120)
                         for _ in range(12)]
                health = channel.unary_unary("/grpc.health.v1.Health/Check")
                self.assertEqual(health(b"", timeout=5), b"\x08\x01")
                codes = [call.code() for call in calls]
                self.assertIn(grpc.StatusCode.OK, codes)
                self.assertIn(grpc.StatusCode.RESOURCE_EXHAUSTED, codes)

    def test_a_deadline_is_kept(self):
        with harness.Server(self.db) as server, grpc.insecure_channel(server.address) as channel:
            stub = article_service_pb2_grpc.ArticleServiceStub(channel)
            big = article_pb2.Article(text="قال الوزير إن المشروع اكتمل. " * 100000, language_code="ar")
            begin = time.monotonic()
            with self.assertRaises(grpc.RpcError) as caught:
                stub.AnalyzeArticle(article_service_pb2.AnalyzeArticleRequest(article=big), timeout=0.05)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.DEADLINE_EXCEEDED)
            self.assertLess(time.monotonic() - begin, 5)

    def test_a_message_over_the_limit_is_refused(self):
        with harness.Server(self.db) as server, grpc.insecure_channel(server.address) as channel:
            stub = article_service_pb2_grpc.ArticleServiceStub(channel)
            huge = article_pb2.Article(text="x" * (33 << 20))
            with self.assertRaises(grpc.RpcError) as caught:
                stub.AnalyzeArticle(article_service_pb2.AnalyzeArticleRequest(article=huge), timeout=60)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.RESOURCE_EXHAUSTED)

    def test_metrics_and_logs_tell_of_calls_but_never_of_texts(self):
        port = free_port()
        with harness.Server(self.db, "--metrics", "127.0.0.1:%d" % port, "--log-level", "info") as server:
            with grpc.insecure_channel(server.address) as channel:
                stub = article_service_pb2_grpc.ArticleServiceStub(channel)
                stub.AnalyzeArticle(article_service_pb2.AnalyzeArticleRequest(article=article(1)), timeout=10)
                list(stub.IngestArticles(iter([article_service_pb2.IngestArticlesRequest(article=article(2))]), timeout=10))
            with urllib.request.urlopen("http://127.0.0.1:%d/metrics" % port, timeout=10) as page:
                metrics = page.read().decode()
            status, log = server.end()
        self.assertEqual(status, 0)
        self.assertIn('isnad_calls_total{code="OK",method="AnalyzeArticle"} 1', metrics)
        self.assertIn('isnad_articles_total{state="created"} 1', metrics)
        self.assertIn('"method":"AnalyzeArticle"', log)
        for private in ("البيطار", "المشروع"):
            self.assertNotIn(private, log)
            self.assertNotIn(private, metrics)


if __name__ == "__main__":
    unittest.main()
