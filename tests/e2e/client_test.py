"""A client in another language: stubs made from the protos by protoc, talking to a running server over TCP."""
import os
import sys
import unittest

import grpc

sys.path.insert(0, os.environ["ISNAD_STUBS"])
from google.rpc import error_details_pb2, status_pb2  # noqa: E402
from isnad.v1 import article_pb2, article_service_pb2, article_service_pb2_grpc  # noqa: E402
from isnad.v1 import quote_service_pb2, quote_service_pb2_grpc, text_pb2  # noqa: E402

import harness  # noqa: E402

TEXT = ("قالت وزيرة النقل رنا العبسي أمس الاثنين إن الجسر الجديد سيُفتح قبل نهاية العام.\n"
        "وأضافت: «لن نرفع رسوم العبور، وهذا التزام مكتوب».")


def article(name, text=TEXT):
    return article_pb2.Article(name=name, text=text, outlet="بريد الضفة", publish_time="2024-03-05T10:00:00+03:00",
                               language_code="ar")


def error_info(error):
    status = status_pb2.Status.FromString(dict(error.trailing_metadata())["grpc-status-details-bin"])
    for detail in status.details:
        info = error_details_pb2.ErrorInfo()
        if detail.Unpack(info):
            return info
    raise AssertionError("an error without ErrorInfo")


class ClientTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.server = self.enterContext(harness.Server(self.db))
        self.channel = self.enterContext(grpc.insecure_channel(self.server.address))
        self.articles = article_service_pb2_grpc.ArticleServiceStub(self.channel)
        self.quotes = quote_service_pb2_grpc.QuoteServiceStub(self.channel)

    def ingest(self, *articles):
        requests = (article_service_pb2.IngestArticlesRequest(article=a, request_id=str(i)) for i, a in enumerate(articles))
        return list(self.articles.IngestArticles(requests, timeout=60))

    def test_lists_a_speakers_quotes(self):
        answers = self.ingest(article("articles/bridge"))
        self.assertEqual([a.state for a in answers], [article_service_pb2.INGEST_STATE_CREATED])
        found = self.quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(speaker="رنا العبسي"), timeout=10)
        contents = [q.content.text for q in found.quotes]
        self.assertIn("الجسر الجديد سيُفتح قبل نهاية العام", contents)
        self.assertIn("لن نرفع رسوم العبور، وهذا التزام مكتوب", contents)
        self.assertEqual(found.quotes[0].statement_time.start, "2024-03-04")

    def test_offsets_come_in_the_unit_of_the_caller(self):
        self.ingest(article("articles/bridge"))
        for unit, slice_of in ((text_pb2.OFFSET_UNIT_UTF8, lambda s, e: TEXT.encode()[s:e].decode()),
                               (text_pb2.OFFSET_UNIT_UTF16, lambda s, e: TEXT.encode("utf-16-le")[2 * s:2 * e].decode("utf-16-le")),
                               (text_pb2.OFFSET_UNIT_UTF32, lambda s, e: TEXT[s:e])):
            found = self.quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(offset_unit=unit), timeout=10)
            self.assertGreater(len(found.quotes), 1)
            for quote in found.quotes:
                self.assertEqual(slice_of(quote.content.start, quote.content.end), quote.content.text)

    def test_pages_follow_each_other_without_gap(self):
        self.ingest(article("articles/a"), article("articles/b"), article("articles/c"))
        whole = [q.name for q in self.quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(), timeout=10).quotes]
        paged, token = [], ""
        while True:
            page = self.quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(page_size=1, page_token=token), timeout=10)
            paged += [q.name for q in page.quotes]
            token = page.next_page_token
            if not token:
                break
        self.assertEqual(paged, whole)
        self.assertGreaterEqual(len(whole), 6)

    def test_a_bad_article_does_not_end_the_stream(self):
        answers = self.ingest(article("articles/a"), article("articles/empty", ""), article("bad name"), article("articles/b"))
        self.assertEqual([a.request_id for a in answers], ["0", "1", "2", "3"])
        self.assertEqual([a.error.code for a in answers], [0, 3, 3, 0])
        self.assertIn("text", answers[1].error.message)
        self.assertIn("name", answers[2].error.message)

    def test_errors_carry_a_reason(self):
        cases = [
            (lambda: self.quotes.GetQuote(quote_service_pb2.GetQuoteRequest(name="articles/x/quotes/1"), timeout=10),
             grpc.StatusCode.NOT_FOUND, "RESOURCE_NOT_FOUND", "name"),
            (lambda: self.quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(page_size=-1), timeout=10),
             grpc.StatusCode.INVALID_ARGUMENT, "INVALID_FIELD", "page_size"),
            (lambda: self.quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(page_token="x"), timeout=10),
             grpc.StatusCode.INVALID_ARGUMENT, "INVALID_FIELD", "page_token"),
            (lambda: self.quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(to="2023-02-30"), timeout=10),
             grpc.StatusCode.INVALID_ARGUMENT, "INVALID_FIELD", "to"),
            (lambda: self.articles.AnalyzeArticle(article_service_pb2.AnalyzeArticleRequest(), timeout=10),
             grpc.StatusCode.INVALID_ARGUMENT, "INVALID_FIELD", "article"),
        ]
        for call, code, reason, field in cases:
            with self.assertRaises(grpc.RpcError) as caught:
                call()
            self.assertEqual(caught.exception.code(), code)
            info = error_info(caught.exception)
            self.assertEqual((info.domain, info.reason, info.metadata["field"]), ("isnad.v1", reason, field))

    def test_a_token_holds_only_for_its_request(self):
        self.ingest(article("articles/a"))
        page = self.quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(page_size=1), timeout=10)
        with self.assertRaises(grpc.RpcError) as caught:
            self.quotes.ListQuotes(quote_service_pb2.ListQuotesRequest(
                page_size=1, page_token=page.next_page_token, outlet="other"), timeout=10)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)


if __name__ == "__main__":
    unittest.main()
