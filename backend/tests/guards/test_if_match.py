"""Every verb that changes what somebody has read names the version that they read: without it, or with another, nothing
happens."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from tests import document
from tests.conftest import Client
from tests.document import OPERATIONS, write
from tests.guards.digests import changed, digests
from tests.guards.matrix import MATRIX
from tests.guards.requests import FREE, RIGHT
from tests.guards.test_access import _current_version, _fill
from tests.requests import Right
from tests.world import World

MALFORMED = ("3", 'W/"1"', '"x"', "*", '""', '"1", "2"', '"１"', '"-1"', '"1"x', '"9999999999"', '"1.0"', " ")


def test_verbs_are_found():
    assert len(document.VERSIONED) > 30
    assert RIGHT.keys() <= document.VERSIONED


def test_nothing_else_changes_a_record_without_naming_its_version():
    missing = {name for name in document.FREE if "{" in OPERATIONS[name][1]} - FREE.keys()
    assert not missing, f"each has its reason: {write('requests.py: FREE', missing)}"
    assert all(one.why for one in FREE.values())


def _body(value: Any, world: World) -> Any:
    """The body with ids of the world in it."""
    if isinstance(value, dict):
        return {name: _body(one, world) for name, one in value.items()}
    return _fill(value, world, "own") if isinstance(value, str) and value.startswith("{") else value


class Asked:
    """One verb on the record of the matrix, by who may."""

    def __init__(self, name: str, signed_in: Callable[[str], Client], world: World) -> None:
        self.name, self.row = name, MATRIX[name]
        self.method, self.right = OPERATIONS[name][0], RIGHT.get(name, Right())
        self.path = _fill(self.row.path, world, "own")
        self.json = _body(self.row.json if self.right.json is None else self.right.json, world)
        self.first = _fill(self.right.first, world, "own")
        # Who may, and can do it: an officer where the ward may, for a unit's own people the unit.
        who = next(one for one in ("lead", "kp_a", "admin") if one in self.row.may)
        self.client = signed_in("admin" if who == "admin" else f"ward1.{who}")

    async def version(self) -> int:
        if self.row.version == "current":
            return await _current_version(self.client, self.name, self.path)
        assert isinstance(self.row.version, int)
        return self.row.version

    async def send(self, if_match: str | None) -> Any:
        headers = {} if if_match is None else {"If-Match": if_match.encode()}
        return await self.client.request(self.method, self.path, json=self.json, headers=headers)


@pytest.mark.parametrize("name", sorted(document.VERSIONED))
async def test_only_the_version_that_was_read_changes_anything(
    name: str, signed_in: Callable[[str], Client], world: World, connection: AsyncConnection, clock
):
    asked = Asked(name, signed_in, world)
    if asked.first:
        before_it = await asked.client.post(asked.first, headers={"If-Match": f'"{await asked.version()}"'})
        assert before_it.status_code == 200, before_it.text
    if asked.right.moved:
        clock.moment = clock.moment.replace(month=7)  # after it has begun
    version = await asked.version() + bool(asked.first)
    before = await digests(connection)

    missing = await asked.send(None)
    assert (missing.status_code, missing.json()["code"]) == (428, "version_required")
    for other in (version - 1, version + 1, 0):
        stale = await asked.send(f'"{other}"')
        assert (stale.status_code, stale.json()["code"]) == (412, "stale"), f"version {other} of {version}"
    for odd in MALFORMED:
        assert (await asked.send(odd)).status_code in (412, 422), f"If-Match: {odd}"
    assert changed(before, await digests(connection)) == set(), "a refusal changed something"

    done = await asked.send(f'"{version}"')
    hint = write("requests.py: RIGHT", {name})
    assert done.status_code in (200, 204), f"{done.text} Where the matrix asks what is refused: {hint}"
    assert changed(before, await digests(connection)) != set()
    if asked.right.among:
        kept = {one["id"]: one["version"] for one in done.json()[asked.right.among]}
        assert kept.get(asked.path.split("/")[4], version + 1) == version + 1
    elif done.content and "version" in done.json() and name != "accept_plan_changes":
        assert done.json()["version"] == version + 1
    again = await asked.send(f'"{version}"')
    assert again.status_code in (412, 404) or (name == "save_plan_draft" and again.status_code == 200), again.text
