"""The client for asyncio: the methods of Client, to be awaited or iterated with `async for`."""
import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable

import grpc
from isnad.v1 import (article_pb2, article_service_pb2, claim_pb2, claim_service_pb2, quote_pb2, quote_service_pb2,
                      relation_pb2, relation_service_pb2, revision_pb2, verification_pb2, verification_service_pb2)

from . import calls, errors


class AsyncClient:
    """As Client. Belongs to the event loop that it was made in."""

    def __init__(self, address: str, timeout: float | None = None):
        self._channel = grpc.aio.insecure_channel(address, options=calls.channel_options())
        self._timeout = timeout
        self.stubs = calls.Stubs(self._channel)

    async def close(self) -> None:
        await self._channel.close()

    async def __aenter__(self) -> "AsyncClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def ingest(self, requests: Iterable[article_service_pb2.IngestArticlesRequest]
                     | AsyncIterable[article_service_pb2.IngestArticlesRequest]
                     ) -> AsyncIterator[article_service_pb2.IngestArticlesResponse]:
        raised: list[Exception] = []

        async def drawn():
            try:
                if isinstance(requests, AsyncIterable):
                    async for request in requests:
                        yield request
                else:
                    for request in requests:
                        yield request
            except Exception as error:
                raised.append(error)
                call.cancel()

        call = self.stubs.articles.IngestArticles(drawn(), timeout=self._timeout)
        try:
            async for answer in call:
                yield answer
        except (grpc.RpcError, asyncio.CancelledError) as error:
            if raised:
                raise raised[0] from None
            if isinstance(error, asyncio.CancelledError):
                raise
            raise errors.from_call(error) from None
        finally:
            call.cancel()

    async def analyze(self, request: article_service_pb2.AnalyzeArticleRequest
                      ) -> article_service_pb2.AnalyzeArticleResponse:
        return await self._call(self.stubs.articles.AnalyzeArticle, request)

    async def article(self, name: str) -> article_pb2.Article:
        request = article_service_pb2.GetArticleRequest(name=name)
        return (await self._call(self.stubs.articles.GetArticle, request)).article

    async def delete(self, name: str) -> None:
        await self._call(self.stubs.articles.DeleteArticle, article_service_pb2.DeleteArticleRequest(name=name))

    def articles(self, request: article_service_pb2.ListArticlesRequest) -> AsyncIterator[article_pb2.Article]:
        return self._pages(self.stubs.articles.ListArticles, request, "articles")

    def revisions(self, request: article_service_pb2.ListArticleRevisionsRequest
                  ) -> AsyncIterator[revision_pb2.ArticleRevision]:
        return self._pages(self.stubs.articles.ListArticleRevisions, request, "revisions")

    def quotes(self, request: quote_service_pb2.ListQuotesRequest) -> AsyncIterator[quote_pb2.Quote]:
        return self._pages(self.stubs.quotes.ListQuotes, request, "quotes")

    def claims(self, request: claim_service_pb2.ListClaimsRequest) -> AsyncIterator[claim_pb2.Claim]:
        return self._pages(self.stubs.claims.ListClaims, request, "claims")

    def relations(self, request: relation_service_pb2.ListRelationsRequest) -> AsyncIterator[relation_pb2.Relation]:
        return self._pages(self.stubs.relations.ListRelations, request, "relations")

    async def watch(self, request: relation_service_pb2.WatchRelationsRequest
                    ) -> AsyncIterator[relation_service_pb2.WatchRelationsResponse]:
        call = self.stubs.relations.WatchRelations(request)
        try:
            async for answer in call:
                yield answer
        except grpc.RpcError as error:
            raise errors.from_call(error) from None
        finally:
            call.cancel()

    async def verify_quote(self, request: verification_service_pb2.VerifyQuoteRequest
                           ) -> verification_pb2.QuoteVerification:
        return (await self._call(self.stubs.verification.VerifyQuote, request)).verification

    async def verify_claim(self, request: verification_service_pb2.VerifyClaimRequest
                           ) -> verification_pb2.ClaimVerification:
        return (await self._call(self.stubs.verification.VerifyClaim, request)).verification

    async def _call(self, method: Callable, request):
        try:
            return await method(request, timeout=self._timeout)
        except grpc.RpcError as error:
            raise errors.from_call(error) from None

    async def _pages(self, method: Callable, request, field: str) -> AsyncIterator:
        page_request = type(request)()
        page_request.CopyFrom(request)
        while True:
            page = await self._call(method, page_request)
            for item in getattr(page, field):
                yield item
            if not page.next_page_token:
                return
            page_request.page_token = page.next_page_token
