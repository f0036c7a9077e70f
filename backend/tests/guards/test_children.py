"""Each id that comes in is checked: one that belongs to another unit, plan or ward is refused, and nothing changes."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.conftest import Client
from tests.document import DOCUMENT, OPERATIONS, record_of, write
from tests.guards.digests import changed, digests
from tests.guards.matrix import MATRIX
from tests.guards.requests import ELSEWHERE, REQUESTS
from tests.plans.requests import SAMPLE
from tests.requests import Id, Request
from tests.world import World
from vitreem import contexts
from vitreem.demo.pictures import photo
from vitreem.kernel.ids import new_id
from vitreem.records import registry


def _id_fields(schema: dict[str, Any], path: str = "", above: tuple[str, ...] = ()) -> Iterator[str]:
    """Paths of the fields that hold ids, inside lists and objects too: `tasks[].id`."""
    if "$ref" in schema:
        if schema["$ref"] in above:
            return
        above = (*above, schema["$ref"])
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if schema.get("format") == "uuid":
        yield path
    for kind in ("anyOf", "allOf", "oneOf"):
        for one in schema.get(kind, []):
            yield from _id_fields(one, path, above)
    for name, one in schema.get("properties", {}).items():
        yield from _id_fields(one, f"{path}.{name}" if path else name, above)
    if "items" in schema:
        yield from _id_fields(schema["items"], f"{path}[]", above)


FIELDS = {
    name: fields
    for name, (_, _, operation) in OPERATIONS.items()
    if (
        fields := {
            field
            for kind in operation.get("requestBody", {}).get("content", {}).values()
            for field in _id_fields(kind["schema"])
        }
    )
}
# Paths of a record and something of it.
NESTED = sorted(name for name, row in MATRIX.items() if row.path.count("{") > 1)


def test_no_field_with_an_id_is_forgotten():
    told: dict[str, set[str]] = {}
    for name, request in REQUESTS.items():
        told.setdefault(name.partition(":")[0], set()).update(request.ids)
    assert len(FIELDS) > 15
    wrong = {name for name in told.keys() | FIELDS.keys() if told.get(name, set()) != FIELDS.get(name, set())}
    assert told == FIELDS, f"each field with an id is told of: {write('requests.py: REQUESTS', wrong)}"


def test_no_kind_of_record_that_proves_an_assignment_is_forgotten():
    contexts.register()
    told = {one.json["record_kind"] for name, one in REQUESTS.items() if name.startswith("attach_evidence_record")}
    missing = set(registry.linkable()) - told
    assert not missing, f"write «attach_evidence_record:…» of {missing} into REQUESTS of tests/<context>/requests.py"


def test_no_path_of_a_child_is_forgotten():
    # Of the superior level's path the code is no id; a comparison is asked below like any child.
    found = {
        name
        for name, (_, _, operation) in OPERATIONS.items()
        if sum(given["in"] == "path" for given in operation.get("parameters", [])) > 1
    }
    assert found == set(NESTED), f"each has its path: {write('matrix.py: ROWS', found ^ set(NESTED))}"
    missing = found - ELSEWHERE.keys()
    assert not missing, f"a child is looked for under another record: {write('requests.py: ELSEWHERE', missing)}"
    assert ELSEWHERE.keys() <= found, "entries of paths that are gone"


class Filled:
    """Puts ids into a request of the table."""

    def __init__(self, world: World, lines: dict[str, str], signed_in: Callable[[str], Client]) -> None:
        self.ids, self.lines, self.signed_in = world["ids"], lines, signed_in
        self.made = ""

    async def id(self, name: str, ward: int = 1) -> str:
        if name == "fresh":
            return str(new_id())
        if name == "made":
            return self.made
        if name.startswith("upload:"):
            return await self._upload(f"ward{ward}.{name.partition(':')[2]}")
        full = f"ward{ward}.{name}"
        return self.lines.get(full) or self.ids[full]

    async def _upload(self, who: str) -> str:
        """A picture that this person has sent in full."""
        client, data = self.signed_in(who), photo(8)
        begun = await client.post(
            "/uploads", json={"name": "a.jpg", "size": len(data)}, headers={"Idempotency-Key": f"children-{who}"}
        )
        upload = begun.json()
        if upload["received"] == 0:
            await client.put(f"/uploads/{upload['id']}", params={"offset": 0}, content=data)
        return upload["id"]

    async def value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: await self.value(one) for name, one in value.items()}
        if isinstance(value, list):
            return [await self.value(one) for one in value]
        found = re.fullmatch(r"\{([\w.:]+)\}", value) if isinstance(value, str) else None
        return await self.id(found[1]) if found else value

    async def path(self, path: str) -> str:
        for name in re.findall(r"\{([\w.]+)\}", path):
            path = path.replace(f"{{{name}}}", await self.id(name))
        return path


@pytest.fixture
async def filled(world: World, connection: AsyncConnection, signed_in, officer: Client) -> Filled:
    """With the lines of the published plans, some that were withdrawn, and a unit that has closed."""
    lines: dict[str, str] = {}
    for ward_id in (1, 2):
        await connection.execute(text("SELECT set_config('app.ward_id', :ward, true)"), {"ward": str(ward_id)})
        for name, table, of in (
            ("line", "plan_activity_line", ""), ("message", "plan_message", ""), ("task", "plan_task", "AND number = 'V.1.1'"),
        ):  # fmt: skip
            found = await connection.execute(
                text(f"SELECT id FROM app.{table} WHERE plan_id = :plan {of}"),
                {"plan": world["ids"][f"ward{ward_id}.plan"]},
            )
            lines[f"ward{ward_id}.plan.{name}"] = str(found.scalar_one())
            # A line of the same plan that an amendment has taken out.
            gone, columns = str(new_id()), {
                "line": "position, group_number, group_title, group_kind, text",
                "message": "position, text",
                "task": "position, number, assignee_text, text, kind, unit_ids, unit_kinds",
            }[name]  # fmt: skip
            await connection.execute(
                text(
                    f"INSERT INTO app.{table} (ward_id, id, plan_id, withdrawn_at, {columns})"
                    f" SELECT ward_id, :gone, plan_id, now(), {columns} FROM app.{table} WHERE id = :id"
                ),
                {"gone": gone, "id": lines[f"ward{ward_id}.plan.{name}"]},
            )
            lines[f"ward{ward_id}.withdrawn.{name}"] = gone
    await connection.execute(text("SELECT set_config('app.ward_id', '', true)"))
    body = {"name": "Đơn vị đã ngừng", "kind": "other"}
    for ward_id in (1, 2):
        client = signed_in(f"ward{ward_id}.officer")
        unit = (await client.post("/units", json=body, headers={"Idempotency-Key": "closed-unit"})).json()
        await client.post(f"/units/{unit['id']}/close", headers={"If-Match": '"1"'})
        lines[f"ward{ward_id}.closed.unit"] = unit["id"]
    return Filled(world, lines, signed_in)


class Sender:
    """Sends the request of an entry, with one of its ids in another place."""

    def __init__(self, name: str, filled: Filled, signed_in: Callable[[str], Client]) -> None:
        self.request: Request = REQUESTS[name]
        self.name = name.partition(":")[0]
        self.method = OPERATIONS[self.name][0]
        self.filled, self.client = filled, signed_in(f"ward1.{self.request.actor}")
        self.body: Any = None
        self.version = ""

    async def prepare(self) -> None:
        if self.request.first:
            path, body = self.request.first
            made = await self.client.post(
                path, json=await self.filled.value(body), headers={"Idempotency-Key": "children-first"}
            )
            self.filled.made = made.json()["id"]
        self.body = await self.filled.value(self.request.json)
        self.path = await self.filled.path(self.request.path)
        if self.request.version:
            # Before anything is compared: reading a record may leave a trace.
            record = await self.client.get(record_of(self.name, self.path))
            self.version = f'"{record.json()["version"]}"'

    async def send(self, change: tuple[str, str] | None = None) -> Any:
        body = self.body if change is None else _with(self.body, *change)
        headers = {"Idempotency-Key": f"children-{new_id()}"}
        if self.request.version:
            headers["If-Match"] = self.version
        if self.request.form:
            sent = self.request.file
            files = {
                "file": (sent.name, sent.content(), "application/octet-stream")
                if sent
                else ("ke-hoach.txt", SAMPLE.read_bytes(), "text/plain")
            }
            return await self.client.request(self.method, self.path, data=body, files=files, headers=headers)
        return await self.client.request(self.method, self.path, json=body, headers=headers)


def _with(body: Any, field: str, value: str) -> Any:
    """The body with `value` in the place of a field; the first of each list on the way."""
    name, _, rest = field.partition(".")
    if not name.endswith("[]"):
        return {**body, name: _with(body[name], rest, value) if rest else value}
    name = name.removesuffix("[]")
    return {**body, name: [_with(body[name][0], rest, value)] if rest else [value]}


def _siblings() -> Iterator[Any]:
    for name, request in REQUESTS.items():
        for field, one in request.ids.items():
            for sibling in one.refused:
                yield pytest.param(name, field, 1, sibling, id=f"{name}-{field}-{sibling}")
            if not one.of_other_ward:
                yield pytest.param(name, field, 2, _of_right(request, field), id=f"{name}-{field}-other ward")


def _of_right(request: Request, field: str) -> str:
    """The name of the id that stands in the right request."""
    value: Any = request.json
    for name in field.replace("[]", "").split("."):
        value = value[name]
        value = value[0] if isinstance(value, list) else value
    return value.strip("{}")


@pytest.mark.parametrize("name", REQUESTS)
async def test_the_right_request_succeeds(name: str, filled: Filled, signed_in):
    sender = Sender(name, filled, signed_in)
    await sender.prepare()
    reply = await sender.send()
    assert reply.is_success, reply.text


@pytest.mark.parametrize(("name", "field", "ward", "sibling"), list(_siblings()))
async def test_an_id_of_a_sibling_is_refused(
    name: str, field: str, ward: int, sibling: str, filled: Filled, signed_in, connection: AsyncConnection
):
    sender = Sender(name, filled, signed_in)
    await sender.prepare()
    other = await filled.id(sibling, ward)
    one: Id = REQUESTS[name].ids[field]
    before = [await digests(connection, ward_id) for ward_id in (1, 2)]
    reply = await sender.send((field, other))
    if not one.narrows:
        assert reply.status_code in (403, 404, 409, 422), f"{reply.status_code} {reply.text[:300]}"
        assert reply.json()["code"] != "invalid", f"refused for another reason: {reply.text[:300]}"
    after = [await digests(connection, ward_id) for ward_id in (1, 2)]
    assert [changed(*pair) for pair in zip(before, after, strict=True)] == [set(), set()]


_ALLOWED = [
    pytest.param(name, field, 1, sibling, id=f"{name}-{field}-{sibling}")
    for name, request in REQUESTS.items()
    for field, one in request.ids.items()
    for sibling in one.allowed
] + [
    pytest.param(name, field, 2, _of_right(request, field), id=f"{name}-{field}-other ward")
    for name, request in REQUESTS.items()
    for field, one in request.ids.items()
    if one.of_other_ward and _of_right(request, field) != "fresh"
]


@pytest.mark.parametrize(("name", "field", "ward", "sibling"), _ALLOWED)
async def test_the_table_says_rightly_what_is_allowed(
    name: str, field: str, ward: int, sibling: str, filled, signed_in
):
    sender = Sender(name, filled, signed_in)
    await sender.prepare()
    reply = await sender.send((field, await filled.id(sibling, ward)))
    assert reply.is_success, reply.text


async def test_a_plan_that_names_a_unit_of_another_ward_is_not_published(filled: Filled, signed_in, connection):
    sender = Sender("save_plan_draft", filled, signed_in)
    await sender.prepare()
    foreign = await filled.id("kp_a.unit", 2)
    body = _with(sender.body, "task_groups[].tasks[].assignees.unit_ids[]", foreign)
    draft = await sender.client.put(sender.path, json=body, headers={"If-Match": '"1"'})
    plan = sender.path.removesuffix("/draft")
    before = await digests(connection, 2)
    reply = await sender.client.post(
        f"{plan}/publish", json={"draft_version": draft.json()["version"]}, headers={"If-Match": '"1"'}
    )
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (422, "assignee_gone")
    assert changed(before, await digests(connection, 2)) == set()


def _swaps() -> Iterator[Any]:
    for name in NESTED:
        row = MATRIX[name]
        parent, child = re.findall(r"\{([\w.]+)\}", row.path)
        for actor in sorted({"lead", "kp_a"} & set(row.may)):
            other_child, other_parent = child.replace("kp_a.", "kp_b."), parent.replace("kp_a.", "kp_b.")
            pairs = {(f"ward1.{parent}", f"ward2.{child}"), (f"ward2.{parent}", f"ward1.{child}")}
            if other_child != child:
                pairs |= {(f"ward1.{parent}", f"ward1.{other_child}"), (f"ward1.{other_parent}", f"ward1.{child}")}
            own = {(f"ward1.{one}", f"ward1.{other}") for one, other in ELSEWHERE.get(name, set())}
            for pair in sorted(pairs | own):
                yield pytest.param(name, actor, pair, id=f"{name}-{actor}-{'/'.join(pair)}")


@pytest.mark.parametrize(("name", "actor", "pair"), list(_swaps()))
async def test_a_child_is_found_under_its_own_record_alone(
    name: str, actor: str, pair: tuple[str, str], signed_in, world: World, connection: AsyncConnection
):
    row = MATRIX[name]
    path = re.sub(r"\{[\w.]+\}", lambda _: world["ids"][names.pop(0)], row.path) if (names := [*pair]) else ""
    before = [await digests(connection, ward_id) for ward_id in (1, 2)]
    reply = await signed_in(f"ward1.{actor}").request(
        OPERATIONS[name][0], path, json=row.json, headers={"If-Match": '"1"', "Idempotency-Key": "children-path"}
    )
    # Whoever sees another unit's record without the right to change it is told so, before anything of it is looked for.
    refused = (403, 404) if row.scope == "open" else (404,)
    assert reply.status_code in refused, f"{reply.status_code} {reply.text[:300]}"
    after = [await digests(connection, ward_id) for ward_id in (1, 2)]
    assert [changed(*pair) for pair in zip(before, after, strict=True)] == [set(), set()]
