"""What stands in the planted database, and how the rows of a reply are taken from it: JSON, Excel."""

import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID

import asyncpg
import httpx
from fastapi import FastAPI
from openpyxl import load_workbook

from tests.conftest import _server
from tests.world import World
from vitreem import contexts
from vitreem.kernel.request.transactions import cookie_name

# Names of rows, and what stands in one of them.
Rows = frozenset[str]
Record = dict[str, Any]


class Planted:
    """The application on the planted database, who asks it, and what stands in its rows."""

    def __init__(self, app: FastAPI, planted: World, rows: dict[str, dict[str, Record]]) -> None:
        self.app, self.planted, self.rows = app, planted, rows
        self.names = {value: name.removeprefix("ward1.") for name, value in planted["ids"].items()}

    def id(self, name: str) -> str:
        ids = self.planted["ids"]
        return ids.get(f"ward1.{name}") or ids[name]

    def client(self, actor: str) -> httpx.AsyncClient:
        tokens = self.planted["tokens"]
        headers = {"X-CSRF": "1"}
        if actor != "anonymous":
            token = tokens.get(actor) or tokens[f"ward1.{actor}"]
            headers["Cookie"] = f"{cookie_name(self.app.state.settings)}={token}"
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="https://test/api/v1", headers=headers)

    def url(self, path: str) -> str:
        begun, *rest = path.split("{")
        for part in rest:
            name, _, tail = part.partition("}")
            begun += quote(self.id(name)) + tail
        return f"https://test/api{begun.removeprefix('/..')}" if begun.startswith("/../") else begun

    def of(self, table: str, names: Rows) -> list[Record]:
        """Rows of a table among the named records."""
        found = [self.rows[table].get(self.id(name)) for name in names]
        return [row for row in found if row]

    def named(self, ids: Any) -> Rows:
        ids = list(ids)
        assert len(ids) == len(set(ids)), "a row comes twice"
        return frozenset(self.names.get(str(one), str(one)) for one in ids)


async def every_row(database: str) -> dict[str, dict[str, Record]]:
    """Every row of every table by its id, whoever's it is."""
    connection = await asyncpg.connect(_server().url("postgres", database))
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    try:
        return {
            table.name: {str(row["id"]): dict(row) for row in await connection.fetch(f"SELECT * FROM app.{table.name}")}
            for table in contexts.tables().values()
            if "id" in table.c
        }
    finally:
        await connection.close()


def items(known: Planted, reply: httpx.Response) -> Rows:
    return known.named(one["id"] for one in reply.json()["items"])


def ids(_: Planted, reply: httpx.Response) -> Rows:
    """Of either ward: by their ids."""
    return frozenset(one["id"] for one in reply.json()["items"])


def wards(_: Planted, reply: httpx.Response) -> Rows:
    return frozenset(one["code"][-1] for one in reply.json()["items"])


def marked(member: str) -> Callable[[Planted, httpx.Response], Rows]:
    return lambda known, reply: known.named(one["id"] for one in reply.json()["items"] if one[member])


def _sheet(data: bytes, sheet: int = 0) -> list[dict[str, Any]]:
    head, *rows = load_workbook(io.BytesIO(data)).worksheets[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def unit_name(known: Planted, row: Record) -> str | None:
    return known.rows["unit"].get(str(row["unit_id"]), {}).get("name")


def sheet(
    table: str, columns: dict[str, str | Callable[[Planted, Record], Any]]
) -> Callable[[Planted, httpx.Response], Rows]:
    """Rows of a workbook: by which columns a record is known there, and what they hold of it."""

    def read(known: Planted, reply: httpx.Response) -> Rows:
        # Who works in both wards has the same words in both: this ward's row comes last, and counts.
        there = sorted(known.rows[table].items(), key=lambda one: -one[1]["ward_id"])
        by_words = {
            tuple(row[of] if isinstance(of, str) else of(known, row) for of in columns.values()): row_id
            for row_id, row in there
            if not row.get("ended_at")
        }
        rows = [tuple(row[column] or None for column in columns) for row in _sheet(reply.content)]
        return known.named(by_words.get(words, str(words)) for words in rows)

    return read


def choices(column: str) -> Callable[[Planted, httpx.Response], Rows]:
    """Units that the second sheet of a template offers."""

    def read(known: Planted, reply: httpx.Response) -> Rows:
        by_name = {row["name"]: row_id for row_id, row in known.rows["unit"].items()}
        return known.named(by_name[row[column]] for row in _sheet(reply.content, 1) if row[column])

    return read


def in_force(known: Planted) -> set[UUID]:
    """Plans that units work by."""
    return {UUID(known.id("plan")), UUID(known.id("new_plan"))}
