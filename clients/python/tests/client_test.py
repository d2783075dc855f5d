"""The installed wheel against a running server; run by run.py."""
import concurrent.futures
import doctest
import os
import pathlib
import unittest

import grpc
import harness
import isnad
from isnad import errors
from isnad.v1 import article_pb2, article_service_pb2, quote_service_pb2, relation_service_pb2, revision_pb2, verification_service_pb2

README = pathlib.Path(__file__).resolve().parent.parent / "README.md"
TEXT = ("قالت وزيرة النقل رنا العبسي أمس الاثنين إن الجسر الجديد سيُفتح قبل نهاية العام.\n"
        "وأضافت: «لن نرفع رسوم العبور، وهذا التزام مكتوب».")


def request(name, text=TEXT):
    article = article_pb2.Article(name=name, text=text, outlet="بريد الضفة", publish_time="2024-03-05", language_code="ar")
    return article_service_pb2.IngestArticlesRequest(article=article)


class Flaky(grpc.GenericRpcHandler):
    """A server whose GetArticle fails with a status for its first calls; how often it was asked."""

    def __init__(self, code, times):
        self.code, self.times, self.asked = code, times, 0
        self.server = grpc.server(concurrent.futures.ThreadPoolExecutor(2))
        self.server.add_generic_rpc_handlers((self,))
        self.address = "127.0.0.1:%d" % self.server.add_insecure_port("127.0.0.1:0")

    def service(self, details):
        def answer(_, context):
            self.asked += 1
            if self.asked <= self.times:
                context.abort(self.code, "not now")
            return b"\n\x00"
        return grpc.unary_unary_rpc_method_handler(answer)

    def __enter__(self):
        self.server.start()
        return self

    def __exit__(self, *_):
        self.server.stop(None).wait()


class RetryTest(unittest.TestCase):
    def test_what_reads_is_tried_again(self):
        with Flaky(grpc.StatusCode.UNAVAILABLE, 2) as server, isnad.Client(server.address) as client:
            self.assertEqual(client.article("articles/a").name, "")
            self.assertEqual(server.asked, 3)

    def test_not_for_ever_and_not_for_everything(self):
        for code, times in ((grpc.StatusCode.UNAVAILABLE, 4), (grpc.StatusCode.RESOURCE_EXHAUSTED, 4),
                            (grpc.StatusCode.NOT_FOUND, 1), (grpc.StatusCode.INTERNAL, 1)):
            with Flaky(code, 99) as server, isnad.Client(server.address) as client:
                with self.assertRaises(isnad.Error) as raised:
                    client.article("articles/a")
                self.assertEqual((raised.exception.code, server.asked), (code, times))


class ClientTest(harness.TestCase):
    def setUp(self):
        super().setUp()
        self.address = self.enterContext(harness.Server(self.db)).address
        self.client = self.enterContext(isnad.Client(self.address, timeout=60))

    def test_it_is_the_wheel_that_is_tested(self):
        self.assertIn("site-packages", isnad.__file__)
        self.assertTrue(os.path.exists(os.path.join(os.path.dirname(isnad.__file__), "py.typed")))

    def test_pages_are_one_iterator_and_leave_the_request_alone(self):
        list(self.client.ingest(request(f"articles/{i}") for i in range(3)))
        whole = [q.name for q in self.client.quotes(quote_service_pb2.ListQuotesRequest())]
        by_one = quote_service_pb2.ListQuotesRequest(page_size=1)
        self.assertEqual([q.name for q in self.client.quotes(by_one)], whole)
        self.assertGreaterEqual(len(whole), 6)
        self.assertEqual(by_one.page_token, "")

    def test_an_error_has_its_reason_and_field(self):
        with self.assertRaises(isnad.Error) as caught:
            list(self.client.quotes(quote_service_pb2.ListQuotesRequest(page_size=-1)))
        error = caught.exception
        self.assertEqual((error.code, error.reason, error.metadata), (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_FIELD",
                                                                      {"field": "page_size"}))

    def test_a_refused_article_does_not_end_the_stream(self):
        answers = list(self.client.ingest([request("articles/a"), request("articles/b", ""), request("articles/c")]))
        self.assertEqual([a.error.code for a in answers], [0, 3, 0])
        self.assertEqual(errors.from_status(answers[1].error).code, grpc.StatusCode.INVALID_ARGUMENT)

    def test_what_the_callers_iterator_raises_is_raised(self):
        def failing():
            yield request("articles/a")
            raise LookupError("no more")
        with self.assertRaisesRegex(LookupError, "no more"):
            list(self.client.ingest(failing()))

    def test_a_watch_goes_on_where_it_was(self):
        def told(dead):
            return f"قال مدير المستشفى إن {dead} عمال قتلوا في انهيار المصنع في السالمية.\nوأضاف أن البحث مستمر في المصنع."
        asked = relation_service_pb2.WatchRelationsRequest(include_stored=True)
        list(self.client.ingest([request("articles/a", told(9)), request("articles/b", told(14).replace("مدير المستشفى", "الدفاع المدني"))]))
        watch = self.client.watch(asked)
        first = next(watch)
        watch.close()
        self.assertEqual(len(first.relations), 1)
        asked.filter.page_token = first.resume_token
        again = self.client.watch(asked)
        self.assertEqual(len(next(again).relations), 0)
        list(self.client.ingest([request("articles/c", told(12).replace("مدير المستشفى", "رئيس البلدية"))]))
        self.assertGreaterEqual(len(next(again).relations), 1)
        again.close()

    def test_a_deleted_article_is_gone(self):
        list(self.client.ingest([request("articles/a"), request("articles/b")]))
        self.client.delete("articles/a")
        self.assertEqual([a.name for a in self.client.articles(article_service_pb2.ListArticlesRequest())], ["articles/b"])
        with self.assertRaises(isnad.Error) as caught:
            self.client.delete("articles/a")
        self.assertEqual(caught.exception.reason, "RESOURCE_NOT_FOUND")

    def test_former_texts(self):
        list(self.client.ingest([request("articles/a"), request("articles/a", TEXT + "\nتحديث.")]))
        revisions = list(self.client.revisions(article_service_pb2.ListArticleRevisionsRequest(article="articles/a", page_size=1)))
        self.assertEqual([r.current for r in revisions], [False, True])
        self.assertTrue(all(u.state == revision_pb2.ANCHOR_STATE_FOUND for u in revisions[1].former_units))

    def test_a_thousand_articles_go_through_one_stream(self):
        drawn = []
        def many():
            for i in range(1000):
                drawn.append(i)
                yield request(f"articles/{i}")
        answers = self.client.ingest(many())
        next(answers)
        self.assertLess(len(drawn), 1000)  # they are drawn as fast as they are taken, not all at once
        self.assertEqual(1 + sum(1 for _ in answers), 1000)

    def test_nobody_listens(self):
        with isnad.Client("127.0.0.1:1", timeout=5) as client, self.assertRaises(isnad.Error) as caught:
            client.article("articles/a")
        self.assertEqual((caught.exception.code, caught.exception.reason), (grpc.StatusCode.UNAVAILABLE, ""))

    def test_the_readme_is_true(self):
        result = doctest.testfile(str(README), module_relative=False, globs={"address": self.address})
        self.assertEqual(result.failed, 0)
        self.assertGreater(result.attempted, 4)


class AsyncClientTest(harness.TestCase, unittest.IsolatedAsyncioTestCase):
    async def test_the_same_by_asyncio(self):
        with harness.Server(self.db) as server:
            async with isnad.AsyncClient(server.address, timeout=60) as client:
                names = [a.name async for a in client.ingest([request("articles/a"), request("articles/b")])]
                self.assertEqual(names, ["articles/a", "articles/b"])
                quotes = [q async for q in client.quotes(quote_service_pb2.ListQuotesRequest(page_size=1))]
                self.assertGreaterEqual(len(quotes), 4)
                asked = verification_service_pb2.VerifyQuoteRequest(text="لن نرفع رسوم العبور، وهذا التزام مكتوب")
                self.assertTrue((await client.verify_quote(asked)).matches)
                await client.delete("articles/b")
                with self.assertRaises(isnad.Error) as caught:
                    await client.article("articles/b")
                self.assertEqual(caught.exception.reason, "RESOURCE_NOT_FOUND")

                async def failing():
                    yield request("articles/c")
                    raise LookupError("no more")
                with self.assertRaisesRegex(LookupError, "no more"):
                    [a async for a in client.ingest(failing())]
                asked = relation_service_pb2.WatchRelationsRequest(include_stored=True)
                async for answer in client.watch(asked):
                    self.assertTrue(answer.resume_token)
                    break


if __name__ == "__main__":
    unittest.main()
