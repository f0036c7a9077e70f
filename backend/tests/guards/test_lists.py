"""Every list, export, calendar, search and figure shows each actor exactly their rows: no more, no less."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.conftest import TestClock, _server, copy_of_template
from tests.document import GETS, resolved, write
from tests.guards.lists import COUNTED, LINKABLE, LISTS, RECORDS
from tests.lists import ACTORS, List
from tests.planted import plant
from tests.reading import Planted, every_row, items
from tests.world import NOW, World, canary
from vitreem import contexts
from vitreem.kernel.db.tenancy import APP_ROLE
from vitreem.kernel.request.context import hash_token
from vitreem.kernel.secrets import secret
from vitreem.main import create_app
from vitreem.records import registry
from vitreem.records.indicators import sources


def _holds_a_list(operation: dict[str, Any]) -> bool:
    """The reply is a file, or has a list or figures among its members."""
    answer = next(reply for code, reply in operation["responses"].items() if code.startswith("2"))
    schemas = [resolved(kind.get("schema", {})) for kind in answer.get("content", {}).values()]
    if not schemas or not any(schema.get("properties") for schema in schemas):
        return True
    members = [resolved(one) for schema in schemas for one in schema["properties"].values()]
    return any(_is_a_list(one) for one in members)


def _is_a_list(schema: dict[str, Any]) -> bool:
    kinds = [resolved(one) for one in [schema, *schema.get("anyOf", [])]]
    return any(one.get("type") == "array" or one.get("title") == "WardDashboardFigures" for one in kinds) or any(
        _is_a_list(resolved(one)) for kind in kinds for one in kind.get("properties", {}).values() if kind is not schema
    )


def test_no_list_is_forgotten():
    found = {name for name, operation in GETS.items() if _holds_a_list(operation)}
    told = {name.partition(":")[0] for name in LISTS}
    assert len(found) > 35
    missing = found - told - RECORDS.keys()
    assert not missing, f"a list, or one record (RECORDS): {write('lists.py: LISTS', missing)}"
    assert told - GETS.keys() == set(), "entries of lists that are gone"
    assert RECORDS.keys() - GETS.keys() == set(), "records that are gone"


def test_every_filter_by_unit_is_asked():
    by_unit = {
        name
        for name, one in GETS.items()
        if any(given["name"] == "unit_id" and given["in"] == "query" for given in one.get("parameters", []))
    }
    missing = by_unit - {name for name, one in LISTS.items() if one.by_unit}
    assert not missing, f"one entry of each has by_unit=True: {write('lists.py: LISTS', missing)}"


def test_every_cursor_is_followed():
    paged = {name for name, one in GETS.items() if any(given["name"] == "after" for given in one.get("parameters", []))}
    missing = paged - {name.partition(":")[0] for name, one in LISTS.items() if one.pages}
    assert not missing, f"one entry of each has pages=True: {write('lists.py: LISTS', missing)}"


def test_no_record_that_proves_or_counts_is_forgotten():
    """What is searched for assignments, and the report, are made up of what the contexts say of their own records."""
    contexts.register()
    wrong = LINKABLE.keys() ^ set(registry.linkable())
    assert not wrong, f"kinds of record {wrong}: each stands in LINKABLE of tests/<context>/lists.py"
    wrong = COUNTED.keys() ^ {source.table.name for source in sources()}
    assert not wrong, f"tables {wrong}: each stands in COUNTED of tests/<context>/lists.py"


@pytest.fixture(scope="module")
async def planted(worker_id: str, world: World, settings, tmp_path_factory) -> AsyncIterator[Planted]:
    database = await copy_of_template(f"lists_{worker_id}")
    server, files_dir = _server(), tmp_path_factory.mktemp("files")
    known = await plant(server.url(APP_ROLE, database), files_dir, world)
    app = create_app(
        database_url=server.url(APP_ROLE, database),
        field_key=secret(server.data_dir / "secrets", "field.key"),
        files_dir=files_dir,
        settings=settings.model_copy(update={"database_pool": 2}),
        clock=TestClock(NOW),
    )
    rows = await every_row(database)
    sessions = {row["token_hash"]: row_id for row_id, row in rows["session"].items()}
    for actor in ACTORS:
        token = known["tokens"].get(actor) or known["tokens"][f"ward1.{actor}"]
        known["ids"][f"ward1.{actor}.session_world"] = sessions[hash_token(token)]
    yield Planted(app, known, rows)
    await app.state.database.engine.dispose()


def _all_of(known: Planted, name: str) -> frozenset[str]:
    """What `*` stands for: the whole trail of the ward at this moment is read by the test itself; every account."""
    return frozenset(known.rows["account"]) if name.startswith("list_accounts") else frozenset({"*"})


async def _answer(known: Planted, client: httpx.AsyncClient, path: str) -> httpx.Response:
    reply = await client.get(known.url(path))
    assert reply.status_code == 200, f"{path}: {reply.status_code} {reply.text[:300]}"
    return reply


_CELLS = [pytest.param(name, actor, id=f"{name}-{actor}") for name in LISTS for actor in ("anonymous", *ACTORS)]


@pytest.mark.parametrize(("name", "actor"), _CELLS)
async def test_exactly_the_expected_rows(planted: Planted, name: str, actor: str):
    entry = LISTS[name]
    async with planted.client(actor) as client:
        if actor not in entry.rows:
            reply = await client.get(planted.url(entry.path))
            expected = 401 if actor == "anonymous" else 404 if actor in entry.unseen else 403
            assert reply.status_code == expected, reply.text[:300]
            return
        rows = entry.marked[actor] if entry.marked else entry.rows[actor]
        if name == "list_audit_events":
            trail = planted.rows["audit_event"]
            before = {row_id for row_id, row in trail.items() if row["ward_id"] == 1}
            shown = await _every_page(planted, client, entry, 100)
            assert before <= shown, "events are missing"
            assert not {row_id for row_id, row in trail.items() if row["ward_id"] != 1} & shown
            return
        reply = await _answer(planted, client, entry.path)
        if entry.figures:
            entry.figures(planted, reply, rows)
        else:
            wanted = _all_of(planted, name) if rows == {"*"} else rows
            assert entry.read(planted, reply) == wanted, f"{entry.made_of} of tests/<context>/lists.py says otherwise"
        if actor not in ("admin", "shared"):
            assert canary(2) not in reply.text, "a text of the other ward came out"


async def _every_page(known: Planted, client: httpx.AsyncClient, entry: List, limit: int) -> frozenset[str]:
    """Every page of a list, one after the other; no row comes twice."""
    shown: list[str] = []
    after = ""
    joint = "&" if "?" in entry.path else "?"
    while after is not None:
        more = f"&after={quote(after)}" if after else ""
        # A cursor may hold braces, which are no names of records.
        page = (await _answer(known, client, f"{entry.path}{joint}limit={limit}{more}")).json()
        assert len(page["items"]) <= limit
        ids = [one["id"] for one in page["items"]]
        assert not set(ids) & set(shown), "a row stands on two pages"
        shown += ids
        after = page["next"]
    return frozenset(shown)


@pytest.mark.parametrize("actor", ["lead", "officer", "kp_a", "kp_b", "school", "culture"])
@pytest.mark.parametrize("name", [name for name, one in LISTS.items() if one.pages and one.read is items])
async def test_pages_show_each_row_once(planted: Planted, name: str, actor: str):
    entry = LISTS[name]
    if actor not in entry.rows:
        return
    async with planted.client(actor) as client:
        shown = await _every_page(planted, client, entry, 3)
        whole = [one["id"] for one in (await _answer(planted, client, entry.path)).json()["items"]]
    assert planted.named(shown) == entry.rows[actor] and shown == frozenset(whole)


@pytest.mark.parametrize("unit", ["kp_a", "kp_b", "school", "other ward"])
@pytest.mark.parametrize("actor", ["officer", "kp_a", "kp_b"])
@pytest.mark.parametrize("name", [name for name, one in LISTS.items() if one.by_unit])
async def test_a_filter_by_unit_narrows_and_never_adds(planted: Planted, name: str, actor: str, unit: str):
    entry = LISTS[name]
    if actor in entry.unseen:
        return
    unit_id = planted.id("ward2.kp_a.unit" if unit == "other ward" else f"{unit}.unit")
    wanted = frozenset(one for one in entry.rows[actor] if one.startswith(f"{unit}."))
    joint = "&" if "?" in entry.path else "?"
    async with planted.client(actor) as client:
        reply = await _answer(planted, client, f"{entry.path}{joint}unit_id={unit_id}")
    if entry.figures:
        entry.figures(planted, reply, wanted)
    else:
        assert entry.read(planted, reply) == wanted
