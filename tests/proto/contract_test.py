"""The API as a contract: its form, what breaks it, its errors, its retry policy, and the pages that tell of them.

Environment: ISNAD (the program), ISNAD_STUBS (Python stubs), ISNAD_DESCRIPTOR (the descriptor set with comments), ISNAD_SCRATCH
(a folder for npm). ISNAD_UPDATE_GOLDEN=1 publishes what the API is now and writes its reference anew.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests/e2e"))
sys.path.insert(0, os.environ["ISNAD_STUBS"])
from google.protobuf import descriptor_pb2  # noqa: E402

import harness  # noqa: E402

GOLDEN = os.path.join(ROOT, "tests/data/proto/isnad-v1.pb")
UPDATE = os.environ.get("ISNAD_UPDATE_GOLDEN") == "1"


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def descriptors():
    files = descriptor_pb2.FileDescriptorSet()
    with open(os.environ["ISNAD_DESCRIPTOR"], "rb") as file:
        files.ParseFromString(file.read())
    return files


class BufTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = os.environ["ISNAD_SCRATCH"]
        os.makedirs(scratch, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(os.path.join(ROOT, "tests/proto/buf", name), scratch)
        subprocess.run(["npm", "ci", "--silent", "--prefer-offline", "--no-audit", "--no-fund"], cwd=scratch, check=True, timeout=240)
        cls.program = os.path.join(scratch, "node_modules/.bin/buf")
        if UPDATE:
            files = descriptors()
            for file in files.file:
                file.ClearField("source_code_info")
            with open(GOLDEN, "wb") as out:
                out.write(files.SerializeToString(deterministic=True))

    def buf(self, *args, folder=os.path.join(ROOT, "proto")):
        return subprocess.run([self.program, *args], cwd=folder, capture_output=True, text=True, timeout=120)

    def test_the_api_is_well_formed(self):
        done = self.buf("lint")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_nothing_published_breaks(self):
        done = self.buf("breaking", "--against", GOLDEN + "#format=binpb")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_what_breaks_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = shutil.copytree(os.path.join(ROOT, "proto"), os.path.join(folder, "proto"))
            path = os.path.join(copy, "isnad/v1/text.proto")
            with open(path, encoding="utf-8") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace("string text = 3;", "bytes text = 3;") + "message lower_case {}\n")
            self.assertIn("text", self.buf("breaking", "--against", GOLDEN + "#format=binpb", folder=copy).stdout)
            self.assertIn("lower_case", self.buf("lint", folder=copy).stdout)


class ErrorTableTest(harness.TestCase):
    def table(self):
        rows = re.findall(r"^\| `([A-Z_]+)` \| ([A-Z_]+)[^|]* \| ([^|]+) \| ([^|]+) \|$", read("docs/errors.md"), re.M)
        self.assertGreaterEqual(len(rows), 13)
        return {reason: code for reason, code, happened, to_do in rows if happened.strip() and to_do.strip()}

    def test_the_table_has_every_reason_of_the_code_and_no_other(self):
        code = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)*)"', read("server/rpc/errors.cc")))
        self.assertEqual(code, set(self.table()))

    def test_what_is_provoked_has_the_reason_and_the_code_of_the_table(self):
        import grpc
        from google.rpc import error_details_pb2, status_pb2
        from isnad.v1 import (article_pb2, article_service_pb2, article_service_pb2_grpc, entity_service_pb2,
                              entity_service_pb2_grpc, quote_service_pb2, quote_service_pb2_grpc, relation_service_pb2,
                              relation_service_pb2_grpc, verification_service_pb2, verification_service_pb2_grpc)
        table = self.table()
        self.ok("ingest", "--db", self.db, self.path("none.jsonl", ""))
        with harness.Server(self.db) as server, grpc.insecure_channel(server.address) as channel:
            articles = article_service_pb2_grpc.ArticleServiceStub(channel)
            quotes = quote_service_pb2_grpc.QuoteServiceStub(channel)
            verification = verification_service_pb2_grpc.VerificationServiceStub(channel)
            long = article_pb2.Article(text="قال سامي العطار إن السوق مفتوح. " * 20000)
            provoked = {
                "RESOURCE_NOT_FOUND": lambda: articles.GetArticle(article_service_pb2.GetArticleRequest(name="articles/none")),
                "INVALID_FIELD": lambda: quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(page_size=-1)),
                "INVALID_ARTICLE": lambda: articles.AnalyzeArticle(article_service_pb2.AnalyzeArticleRequest(
                    document=article_pb2.RawDocument(content=b"\x89PNG\r\n\x1a\n" + bytes(100)))),
                "DEADLINE_EXCEEDED": lambda: articles.AnalyzeArticle(article_service_pb2.AnalyzeArticleRequest(article=long), timeout=0.002)}
            for reason, call in provoked.items():
                with self.assertRaises(grpc.RpcError) as raised:
                    call()
                self.assertEqual(raised.exception.code().name, table[reason])
                raw = dict(raised.exception.trailing_metadata()).get("grpc-status-details-bin")
                if reason == "DEADLINE_EXCEEDED" and raw is None:
                    continue  # the client gave up first
                status = status_pb2.Status.FromString(raw)
                info = error_details_pb2.ErrorInfo()
                self.assertTrue(status.details[0].Unpack(info))
                self.assertEqual((info.reason, info.domain), (reason, "isnad.v1"))
            for call in (lambda: verification.VerifyQuote(verification_service_pb2.VerifyQuoteRequest(text="x", date="32")),
                         lambda: entity_service_pb2_grpc.EntityServiceStub(channel).GetEntity(entity_service_pb2.GetEntityRequest(name="x")),
                         lambda: relation_service_pb2_grpc.RelationServiceStub(channel).ReviewRelation(
                             relation_service_pb2.ReviewRelationRequest(name="relations/x"))):
                with self.assertRaises(grpc.RpcError) as raised:
                    call()
                status = status_pb2.Status.FromString(dict(raised.exception.trailing_metadata())["grpc-status-details-bin"])
                info = error_details_pb2.ErrorInfo()
                status.details[0].Unpack(info)
                self.assertEqual(table[info.reason], raised.exception.code().name)


class PolicyTest(unittest.TestCase):
    def test_what_only_reads_is_tried_again_and_nothing_else(self):
        config = json.loads(read("proto/isnad/v1/service_config.json"))
        named = {(n["service"], n["method"]) for entry in config["methodConfig"] for n in entry["name"]}
        reading = {(f"isnad.v1.{service.name}", method.name) for file in descriptors().file for service in file.service
                   for method in service.method if not method.client_streaming and not method.server_streaming
                   and re.match(r"(Get|List|Verify|Check|Analyze|Compare)[A-Z]", method.name)}
        self.assertEqual(named, reading)
        for entry in config["methodConfig"]:
            self.assertLessEqual(entry["retryPolicy"]["maxAttempts"], 5)  # as many as gRPC takes


class PagesTest(unittest.TestCase):
    def test_the_reference_is_that_of_the_definitions(self):
        made = subprocess.run([sys.executable, os.path.join(ROOT, "deploy/api_reference.py"), os.environ["ISNAD_DESCRIPTOR"]],
                              capture_output=True, text=True, check=True, timeout=60).stdout
        if UPDATE:
            with open(os.path.join(ROOT, "docs/api.md"), "w", encoding="utf-8") as file:
                file.write(made)
        self.assertEqual(read("docs/api.md"), made, "run deploy/api_reference.py, or this test with ISNAD_UPDATE_GOLDEN=1")


if __name__ == "__main__":
    unittest.main()
