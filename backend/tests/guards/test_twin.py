"""Two worlds that differ by what somebody may not know are one world to them: every reading that they may ask for is the
same, byte for byte, with another unit's children and without, with cases and without.

The world without is the one that every test finds; the one with is the same transaction later on. `make test` looks
through the eyes of a few; `make drill-twin` through everybody's, with more cases, and at every refused change too.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from tests import figures
from tests.conftest import Client
from tests.document import OPERATIONS
from tests.guards.matrix import MATRIX
from tests.guards.test_access import ROUTES, _call, _fill
from tests.incidents.team import FORMS, Person, told
from tests.incidents.world import OFFERED, secret
from tests.matrix import UNKNOWN
from tests.world import World
from vitreem.demo.pictures import photo

GETS = [
    name for name in MATRIX if "GET" in ROUTES[name].methods and MATRIX[name].scope not in ("public", "installation")
]


async def _told(client: Client, world: World) -> dict[str, bytes]:
    """Every reading that is allowed, as the caller gets it; of a workbook its sheets."""
    return {name: await _ask(client, _fill(MATRIX[name].path, world, "own")) for name in GETS}


async def _ask(client: Client, path: str) -> bytes:
    """The whole reply: status, headers that say something, content."""
    reply = await client.get(f"https://test/api{path.removeprefix('/..')}" if path.startswith("/../") else path)
    headers = [f"{name}: {reply.headers[name]}" for name in sorted(reply.headers) if name not in _OF_THE_MOMENT]
    return "\n".join([str(reply.status_code), *headers, ""]).encode() + _content(reply.content)


# A paper holds the second of its making, and with it its length.
_OF_THE_MOMENT = ("x-request-id", "content-length")


def _content(body: bytes) -> bytes:
    """A workbook holds the second of its making; what it shows is in its sheets."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return b"".join(book.read(one) for one in sorted(book.namelist()) if one.startswith(("xl/", "word/document")))


@pytest.mark.parametrize("actor", ["kp_a", "kp_a_member", "culture"])
async def test_another_unit_s_children_change_nothing(
    actor: str, signed_in: Callable[[str], Client], world: World, officer: Client
) -> None:
    client, other = signed_in(f"ward1.{actor}"), signed_in("ward1.kp_b")
    await _told(client, world)  # the first look at a record leaves its trace in it
    before = await _told(client, world)
    assert sum(body.startswith(b"200") for body in before.values()) > 25
    unit = world["ids"]["ward1.kp_b.unit"]
    home = {"unit_id": unit, "head_name": "Người Khác"}
    reply = await other.post("/households", json=home, headers={"Idempotency-Key": "twin-household"})
    assert reply.status_code == 201, reply.text
    # One like a child of the caller's unit, one with the same number, one who leaves.
    for at, more in enumerate(
        (
            {"full_name": "CNRY-1- child_kp_a"},
            {"full_name": "Trần Lạ", "personal_number": "045317009994"},
            {"full_name": "Lê Xa"},
        )
    ):
        child = {
            "full_name": "Người Khác",
            "birth": {"year": 2017},
            "unit_id": unit,
            "household_id": reply.json()["id"],
        }
        made = await other.post("/children", json=child | more, headers={"Idempotency-Key": f"twin-child-{at}"})
        assert made.status_code == 201, made.text
        for verb, body in (
            ("groups", {"legal_group": "disability", "from_on": "2026-06-01"}),
            ("needs", {"category": "hardship", "from_on": "2026-06-01"}),
            ("leave", {"state": "moved", "on_day": "2026-06-01"}),
        ):
            version = (await other.get(f"/children/{made.json()['id']}")).json()["version"]
            path = f"/children/{made.json()['id']}/{verb}"
            assert (await other.post(path, json=body, headers={"If-Match": f'"{version}"'})).status_code == 200
    after = await _told(client, world)
    assert [name for name in GETS if before[name] != after[name]] == []


# ---- cases

OUTSIDERS = ("ward1.officer", "ward1.kp_a")
_ALL_OUTSIDERS = (
    *OUTSIDERS, "ward1.kp_a_member", "ward1.kp_b", "ward1.culture", "ward1.viewer", "ward2.officer", "ward2.kp_a",
    "ward2.viewer", "admin", "anonymous",
)  # fmt: skip
HIDDEN = 3 if figures.WHOLE else 1
NAME = "Nguyễn Ẩn Danh"


class Hidden:
    """Reports, cases and all that hangs on them, made by the team of ward 1; and a case that ward 2 offers it."""

    def __init__(self, team: Person, lead: Person, other: Person, world: World) -> None:
        self.team, self.lead, self.other, self.world = team, lead, other, world
        self.ids: list[str] = []

    async def add(self) -> None:
        facts = {"what": f"{NAME} bị đánh", "children": [{"name": NAME}], "place": NAME}
        await self.team.report(facts=facts, informant={"name": NAME, "phone": "0900"})
        report = await self.team.report(facts=facts)
        path = f"/incident-reports/{report['id']}/dismiss"
        await self.team.post(path, {"reason": NAME}, version=report["version"])
        case = await self._case(self.team, facts)
        self.ids += [report["id"], case["id"]]
        at = f"/incident-cases/{case['id']}"
        for form in ("initial_assessment", "detailed_assessment", "conference"):
            case = await self.team.paper(case, FORMS[form])
        case = await self.team.paper(case, FORMS["plan"], "submit")
        plan = case["papers"][-1]
        case = await self.lead.post(f"{at}/papers/{plan['id']}/approve", version=plan["version"])
        number = {"number": 7 + len(self.ids), "suffix": "QĐ-UBND", "signed_on": "2026-06-10"}
        await self.team.post(f"{at}/papers/{plan['id']}/number", number, 201)
        await self.team.post(f"{at}/notes", {"text": NAME}, 201)
        await self.team.post(f"{at}/evidence", {"what": NAME, "taken_on": "2026-06-10"}, 201)
        sent = await self.team.client.post(
            f"{at}/files", files={"file": (f"{NAME}.jpg", photo(3))}, headers={"Idempotency-Key": str(uuid4())}
        )
        assert sent.status_code == 201, sent.text
        referral = {"parts": ["notes"], "until_on": "2026-06-30", "reason": NAME}
        await self.team.post(f"{at}/referrals", {**referral, "person_id": self.world["ids"]["ward1.school.person"]})
        offered = await self._case(self.other, facts)
        offer = {"ward_code": "99001", "reason": NAME}
        await self.other.post(f"/incident-cases/{offered['id']}/offers", offer, version=offered["version"])

    async def _case(self, team: Person, facts: dict) -> dict:
        report = await team.post("/incident-reports", told(facts=facts), 201)
        child = {"facts": {"name": NAME, "birth": {"year": 2018}, "address": NAME}, "sex": "male"}
        path = f"/incident-reports/{report['id']}/accept"
        done = await team.post(path, {"children": [child]}, version=report["version"])
        return await team.get(f"/incident-cases/{done['cases'][0]['id']}")


def _addresses(world: World) -> Iterator[str]:
    """Every reading, of this ward's records and of the other's; and searches for the hidden name."""
    for name in GETS:
        for relation in ("own", "other_ward"):
            if relation == "own" or "{" in MATRIX[name].path:
                yield _fill(MATRIX[name].path, world, relation)
        if any(one["name"] == "q" for one in OPERATIONS[name][2].get("parameters", [])):
            path = _fill(MATRIX[name].path, world, "own")
            for words in (NAME, "Ẩn", "VV-"):
                yield f"{path}{'&' if '?' in path else '?'}q={words}"


@pytest.fixture
def hidden(signed_in: Callable[[str], Client], world: World) -> Hidden:
    people = (Person(signed_in(f"ward{ward}")) for ward in ("1.kp_a_protector", "1.lead", "2.kp_a_protector"))
    return Hidden(*people, world)


@pytest.mark.parametrize("who", _ALL_OUTSIDERS if figures.WHOLE else OUTSIDERS)
async def test_cases_change_nothing_for_whoever_has_none(
    who: str, signed_in: Callable[[str], Client], anonymous: Client, world: World, hidden: Hidden,
    connection: AsyncConnection,
) -> None:  # fmt: skip
    client = anonymous if who == "anonymous" else signed_in(who)
    addresses = list(dict.fromkeys(_addresses(world)))
    for path in addresses:  # the first look at a record leaves its trace in it
        await _ask(client, path)
    before = {path: await _ask(client, path) for path in addresses}
    for _ in range(HIDDEN):
        await hidden.add()
    after = {path: await _ask(client, path) for path in addresses}
    assert [path for path in addresses if before[path] != after[path]] == []
    for mark in (NAME, secret(1), secret(2), OFFERED):
        assert [path for path in addresses if mark.encode() in after[path]] == []
    writes = await _refused_otherwise(client, hidden, connection) if figures.WHOLE or who == OUTSIDERS[0] else 0
    figures.tell(readings=2 * len(addresses), changes=writes)


async def _refused_otherwise(client: Client, hidden: Hidden, connection: AsyncConnection) -> int:
    """Every change, asked of a hidden report or case and of nothing at all, is answered with the same words."""
    differ, asked = list[str](), 0
    for name, row in MATRIX.items():
        if name in GETS or "{" not in row.path or row.scope == "public":
            continue
        said = []
        for one in (UNKNOWN, *hidden.ids[:2]):
            path = _fill(row.path, hidden.world, "unknown").replace(UNKNOWN, one)
            cell = await connection.begin_nested()
            reply = await _call(client, name, row, path)
            await cell.rollback()
            said.append((reply.status_code, reply.text.replace(one, UNKNOWN)))
            asked += 1
        if len(set(said)) > 1:
            differ.append(f"{name}: {said}")
    assert differ == []
    return asked
