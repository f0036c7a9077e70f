"""Keyset paging: `{items, next}`, limit ≤ 100, an opaque cursor that holds the last row's sort values."""

from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Query
from pydantic import BaseModel, Field

from vitreem.kernel.http.problems import Invalid

Item = TypeVar("Item")
MAX_LIMIT = 100

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many rows at most.")]
After = Annotated[str | None, Query(max_length=600, description="The `next` of the page before.")]


class PageQuery(BaseModel):
    """The part of a list's query that turns pages; inherited next to its filters."""

    limit: int = Field(50, ge=1, le=MAX_LIMIT, description="How many rows at most.")
    after: str | None = Field(None, max_length=600, description="The `next` of the page before.")


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next: str | None = Field(None, description="Cursor of the next page; null on the last.")
    total: int | None = Field(None, description="Rows in all, where a screen needs it.")


def decode_cursor(cursor: str, *parsers: Callable[[str], Any]) -> list[Any]:
    """The values of a cursor (a JSON array of texts), each through its parser.

    A changed cursor is the caller's error (422), never ours.
    """
    try:
        texts = orjson.loads(cursor)
        if not isinstance(texts, list) or len(texts) != len(parsers):
            raise ValueError
        return [parse(str(text)) for parse, text in zip(parsers, texts, strict=True)]
    except ValueError:
        raise Invalid("Trang tiếp theo không còn đúng, hãy tải lại danh sách.") from None
