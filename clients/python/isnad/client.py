"""The client for ordinary code; `aio` has the same for asyncio."""
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import grpc
from isnad.v1 import (article_pb2, article_service_pb2, claim_pb2, claim_service_pb2, quote_pb2, quote_service_pb2,
                      relation_pb2, relation_service_pb2, revision_pb2, verification_pb2, verification_service_pb2)

from . import calls, errors

Answer = TypeVar("Answer")


class Client:
    """Talks to the server at HOST:PORT. Safe to use from several threads; close it, or use it in a `with`.

    Requests are the API's messages. Every call raises isnad.Error and nothing else of gRPC. `stubs` has all services,
    for calls without a method here. Offsets are UTF-8 bytes unless a request says otherwise; OFFSET_UNIT_UTF32 fits str.
    """

    def __init__(self, address: str, timeout: float | None = None):
        """`timeout`, in seconds, holds for each call, an ingest being one; without it the policy's holds."""
        self._channel = grpc.insecure_channel(address, options=calls.channel_options())
        self._timeout = timeout
        self.stubs = calls.Stubs(self._channel)

    def close(self) -> None:
        self._channel.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ingest(self, requests: Iterable[article_service_pb2.IngestArticlesRequest]
               ) -> Iterator[article_service_pb2.IngestArticlesResponse]:
        """An answer a request, in their order. Requests are drawn only as fast as the server takes them.

        A refused article is an answer with `error`, and the rest goes on; isnad.errors.from_status gives its reason.
        What `requests` raises is raised here.
        """
        raised: list[Exception] = []

        def drawn():
            try:
                yield from requests
            except Exception as error:
                raised.append(error)
                raise

        call = self.stubs.articles.IngestArticles(drawn(), timeout=self._timeout)
        try:
            yield from call
        except grpc.RpcError as error:
            raise (raised[0] if raised else errors.from_call(error)) from None
        finally:
            call.cancel()

    def analyze(self, request: article_service_pb2.AnalyzeArticleRequest) -> article_service_pb2.AnalyzeArticleResponse:
        """What the extractors find in an article; nothing is stored."""
        return self._call(self.stubs.articles.AnalyzeArticle, request)

    def article(self, name: str) -> article_pb2.Article:
        """The article of this name, articles/ID, with its text."""
        request = article_service_pb2.GetArticleRequest(name=name)
        return self._call(self.stubs.articles.GetArticle, request).article

    def delete(self, name: str) -> None:
        """Deletes the article of this name, articles/ID, with all that was found in it, for good."""
        self._call(self.stubs.articles.DeleteArticle, article_service_pb2.DeleteArticleRequest(name=name))

    def articles(self, request: article_service_pb2.ListArticlesRequest) -> Iterator[article_pb2.Article]:
        """Stored articles, newest first, without their text."""
        return self._pages(self.stubs.articles.ListArticles, request, "articles")

    def revisions(self, request: article_service_pb2.ListArticleRevisionsRequest
                  ) -> Iterator[revision_pb2.ArticleRevision]:
        """The texts that an article has had, the first one first, and what became of what was found in them."""
        return self._pages(self.stubs.articles.ListArticleRevisions, request, "revisions")

    def quotes(self, request: quote_service_pb2.ListQuotesRequest) -> Iterator[quote_pb2.Quote]:
        """What stored articles attribute to somebody."""
        return self._pages(self.stubs.quotes.ListQuotes, request, "quotes")

    def claims(self, request: claim_service_pb2.ListClaimsRequest) -> Iterator[claim_pb2.Claim]:
        """What stored articles state."""
        return self._pages(self.stubs.claims.ListClaims, request, "claims")

    def relations(self, request: relation_service_pb2.ListRelationsRequest) -> Iterator[relation_pb2.Relation]:
        """What contradicts what, and what changed over time."""
        return self._pages(self.stubs.relations.ListRelations, request, "relations")

    def watch(self, request: relation_service_pb2.WatchRelationsRequest
              ) -> Iterator[relation_service_pb2.WatchRelationsResponse]:
        """Relations as they are found, without end: leave the loop, or close the iterator, when it is enough.

        Every answer has a `resume_token`, which goes into `filter.page_token` of another request; some have no relations.
        Raises isnad.Error with UNAVAILABLE when the server stops.
        """
        call = self.stubs.relations.WatchRelations(request)
        try:
            yield from call
        except grpc.RpcError as error:
            raise errors.from_call(error) from None
        finally:
            call.cancel()

    def verify_quote(self, request: verification_service_pb2.VerifyQuoteRequest) -> verification_pb2.QuoteVerification:
        """Whether a quote stands, and how it differs."""
        return self._call(self.stubs.verification.VerifyQuote, request).verification

    def verify_claim(self, request: verification_service_pb2.VerifyClaimRequest) -> verification_pb2.ClaimVerification:
        """Who supports a claim and who contradicts it."""
        return self._call(self.stubs.verification.VerifyClaim, request).verification

    def _call(self, method: Callable[..., Answer], request: object) -> Answer:
        try:
            return method(request, timeout=self._timeout)
        except grpc.RpcError as error:
            raise errors.from_call(error) from None

    def _pages(self, method: Callable, request, field: str) -> Iterator:
        """The items of all pages; a page is asked for when it is reached. `request` is left as it is."""
        page_request = type(request)()
        page_request.CopyFrom(request)
        while True:
            page = self._call(method, page_request)
            yield from getattr(page, field)
            if not page.next_page_token:
                return
            page_request.page_token = page.next_page_token
