"""Checked by mypy, not run: what a type checker knows of the package, and what it refuses."""
from collections.abc import Iterator

import isnad
from isnad.v1 import quote_pb2, quote_service_pb2, verification_service_pb2


def words(client: isnad.Client) -> list[str]:
    quotes: Iterator[quote_pb2.Quote] = client.quotes(quote_service_pb2.ListQuotesRequest(speaker="x"))
    client.quotes("x")  # type: ignore[arg-type]
    client.article(7)  # type: ignore[arg-type]
    client.nothing()  # type: ignore[attr-defined]
    return [quote.content.text for quote in quotes]


async def verdict(client: isnad.AsyncClient) -> object:
    return await client.verify_quote(verification_service_pb2.VerifyQuoteRequest(text="x"))


def reason(error: isnad.Error) -> str:
    return error.reason
