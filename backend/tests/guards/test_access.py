"""Every route is authorised, stands in the matrix, and answers as the matrix says."""

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from sqlalchemy.ext.asyncio import AsyncConnection

from tests import figures
from tests.conftest import Client
from tests.document import record_of, write
from tests.guards.matrix import MATRIX
from tests.matrix import ACTORS, CULTURE, UNITS, UNKNOWN, Row
from tests.world import World, canary
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.request.guards import Guard, Public, allow
from vitreem.kernel.request.operations import WITHOUT_DATABASE
from vitreem.kernel.request.routing import TransactionRoute, serve
from vitreem.main import bare_app


def _routes() -> Iterator[RouteContext]:
    """Every route of the application, those of included routers too."""
    for route in iter_route_contexts(bare_app().routes):
        if isinstance(route.original_route, APIRoute):
            yield route


def _guards(dependant: Any) -> list[Any]:
    found = [dependant.call] if isinstance(dependant.call, Guard | Public) else []
    return [*found, *(guard for one in dependant.dependencies for guard in _guards(one))]


ROUTES = {route.name: route for route in _routes()}


class TestRoutes:
    def test_routes_are_found(self):
        assert len(ROUTES) > 60

    @pytest.mark.parametrize("name", sorted(ROUTES))
    def test_route_is_authorised(self, name):
        route = ROUTES[name]
        if route.path in WITHOUT_DATABASE:
            return
        assert _guards(route.dependant), f"{route.path} has neither allow(...) nor public()"

    def test_every_route_ends_the_transaction_that_its_guard_opens(self):
        plain = [route.path for route in ROUTES.values() if not isinstance(route.original_route, TransactionRoute)]
        assert plain == []

    async def test_a_guard_opens_nothing_on_a_route_that_would_not_end_it(self, app, officer):
        router = APIRouter()

        @router.get("/plain")
        async def plain(ctx: Annotated[Ctx, allow("plan:read")]) -> None: ...

        app.router.routes.insert(0, router.routes[0])
        opened = app.state.database = Counting(app.state.database)
        try:
            reply = await officer.get("https://test/plain")
        finally:
            del app.router.routes[0]
        assert (reply.status_code, opened.count) == (500, 0)
        with pytest.raises(AssertionError):
            serve(app, router)

    def test_every_operation_has_a_row_in_the_matrix(self):
        operations = {route.name for route in ROUTES.values() if route.include_in_schema}
        missing = operations - MATRIX.keys()
        assert missing == set(), f"new routes need a row: {write('matrix.py: ROWS', missing)}"
        assert MATRIX.keys() - operations == set(), "rows of routes that are gone"

    def test_public_routes_are_few_and_known(self):
        public = {
            name for name, route in ROUTES.items() if any(isinstance(one, Public) for one in _guards(route.dependant))
        }
        assert public == {"sign_in", "read_password_reset", "redeem_password_reset", "read_calendar_feed", "readyz", "read_ward_reporting_page",
        }  # fmt: skip

    def test_no_request_model_takes_a_ward_or_an_actor(self):
        forbidden = {"created_by", "submitted_at", "decided_at", "late", "state"}
        for route in ROUTES.values():
            body = route.body_field
            names = set(
                getattr(getattr(body, "field_info", None), "annotation", object).__dict__.get("model_fields", {})
            )
            assert not names & forbidden, route.name
            assert "ward_id" not in names or route.name == "choose_ward"


class Counting:
    """A database that counts the transactions which it is asked for."""

    def __init__(self, database: Any) -> None:
        self.database, self.count = database, 0

    async def begin(self, *asked: Any) -> Any:
        self.count += 1
        return await self.database.begin(*asked)


def _fill(path: str, world: World, relation: str) -> str:
    """The path with ids of the relation: the record itself carries it, its children follow."""

    def one(found: re.Match[str]) -> str:
        name = found[1]
        if relation == "unknown":
            return UNKNOWN
        if relation == "other_unit":
            name = name.replace("kp_a.", "kp_b.")
        full = f"ward{2 if relation == 'other_ward' else 1}.{name}"
        assert full in world["ids"], f"{full} is unknown: remember it in tests/<context>/world.py"
        return world["ids"][full]

    return re.sub(r"\{([\w.]+)\}", one, path)


def _expected(row: Row, actor: str, relation: str) -> int:
    if row.scope == "public":
        return row.ok
    if actor == "anonymous":
        return 401
    if row.scope == "case":
        # Outside the case there is none: nothing is forbidden but to who sees it.
        if actor in row.sees and relation == "own":
            return 403
        return row.ok if actor in row.may and relation == "own" else 404
    if row.scope == "owner":
        return row.ok if actor in row.may and relation == "own" else 404
    if actor not in row.may:
        return 403
    if row.scope == "installation" and actor == "admin":
        return 404 if relation == "unknown" else row.ok
    if row.scope == "sender" and actor != "kp_a":
        return 404
    if row.scope == "script" and actor == CULTURE and relation in ("own", "other_unit"):
        return 403 if actor in row.sees else row.ok
    if row.scope == "register" and actor == "kp_a_protector" and relation == "other_unit":
        return row.ok
    if row.scope == "open" and relation in ("own", "other_unit"):
        stranger = relation == "other_unit" or actor == CULTURE
        return 403 if stranger and actor in UNITS else row.ok
    if relation == "other_unit" or (row.scope in ("unit", "register") and actor == CULTURE):
        return 404 if actor in UNITS or relation in ("other_ward", "unknown") else row.ok
    return row.ok if relation == "own" else 404


def cells(row: Row) -> Iterator[tuple[str, str]]:
    """Who calls, on whose record."""
    relations = ["own"]
    if "{" in row.path and row.scope != "self":
        relations += ["other_ward", "unknown"]
        if row.scope in ("unit", "script", "register", "open"):
            relations.append("other_unit")
    for actor in ("anonymous", *ACTORS):
        for relation in relations:
            yield actor, relation


async def _current_version(client: Client, name: str, path: str) -> int:
    """The version a page would have: of the record that the path changes. Who may not read it has none."""
    reply = await client.get(record_of(name, path))
    return reply.json()["version"] if reply.status_code == 200 else 1


async def _call(client: Client, name: str, row: Row, path: str) -> Any:
    headers = {"Idempotency-Key": "matrix-0001"}
    if row.version is not None:
        version = await _current_version(client, name, path) if row.version == "current" else row.version
        headers["If-Match"] = f'"{version}"'
    method = next(iter(ROUTES[name].methods - {"HEAD"}))
    url = f"https://test/api{path.removeprefix('/..')}" if path.startswith("/../") else path
    content = b"0123456789" if name == "send_upload_part" else None
    files = {"file": ("x.bin", b"\x00\x01 not a file we take", "application/octet-stream")} if row.file else None
    return await client.request(method, url, json=row.json, files=files, content=content, headers=headers)


@pytest.mark.parametrize("name", list(MATRIX))
async def test_every_caller_and_record(
    name: str, anonymous: Client, signed_in: Callable[[str], Client], world: World, connection: AsyncConnection
) -> None:
    """Each cell in a savepoint of its own: what one caller does isn't there for the next."""
    row, wrong = MATRIX[name], list[str]()
    figures.tell(cells=sum(1 for _ in cells(row)))
    for actor, relation in cells(row):
        client = anonymous if actor == "anonymous" else signed_in("admin" if actor == "admin" else f"ward1.{actor}")
        cell = await connection.begin_nested()
        reply = await _call(client, name, row, _fill(row.path, world, relation))
        await cell.rollback()
        expected, text = _expected(row, actor, relation), reply.text
        if reply.status_code != expected:
            wrong.append(f"{actor}, {relation}: {reply.status_code} instead of {expected}: {text[:300]}")
        if actor != "admin" and canary(2) in text:
            wrong.append(f"{actor}, {relation}: a text of the other ward came out")
        if reply.status_code == 404 and reply.json()["code"] not in ("not_found", "reset_gone"):
            wrong.append(f"{actor}, {relation}: {text[:300]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [name for name in MATRIX if "GET" in ROUTES[name].methods])
async def test_head_says_what_get_says_without_the_body(
    name: str, anonymous: Client, signed_in: Callable[[str], Client], world: World
) -> None:
    row = MATRIX[name]
    actor = next((one for one in ("lead", "kp_a", "admin") if one in row.may), None)
    client = signed_in("admin" if actor == "admin" else f"ward1.{actor}") if actor else anonymous
    path = _fill(row.path, world, "own")
    url = f"https://test/api{path.removeprefix('/..')}" if path.startswith("/../") else path
    asked, told = await client.get(url), await client.head(url)
    assert (told.status_code, told.content) == (asked.status_code, b"")
    told_apart = {"x-request-id", "content-length"}  # a workbook has the second of its making in it
    assert told.headers.keys() == asked.headers.keys()
    assert {name: value for name, value in told.headers.items() if name not in told_apart} == {
        name: value for name, value in asked.headers.items() if name not in told_apart
    }
