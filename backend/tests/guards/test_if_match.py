"""Every verb that changes what somebody has read names the version that they read: without it, or with another, nothing
happens."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.conftest import Client
from tests.guards.digests import changed, digests
from tests.guards.matrix import MATRIX
from tests.guards.test_access import _current_version, _fill
from tests.matrix import Row
from tests.world import World
from vitreem.main import bare_app

DOCUMENT = json.loads(json.dumps(bare_app().openapi()))
VERBS = {
    operation["operationId"]: (method.upper(), path)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
    if any(given["name"].lower() == "if-match" for given in operation.get("parameters", []))
}
# What changes a record without a version or a key, and why nothing is overwritten unseen.
WITHOUT = {
    "amend_plan": "opens the amendment that everybody then works on; an open one is answered as it is",
    "revoke_calendar_feed": "ends one address for good",
    "remove_evidence": "ends one piece of evidence for good",
    "remove_activity_file": "ends one file for good",
    "remove_communication_file": "ends one file for good",
    "mark_broadcast_slot_played": "is said once, under a lock",
    "send_upload_part": "names the byte where it begins, under a lock",
    "revoke_own_session": "ends one session for good",
    "redeem_password_reset": "works once",
    "make_reset_link": "adds a link",
    "make_account_reset_link": "adds a link",
    "acknowledge_notice": "says that it was read",
    "reset_second_factor": "clears it once; where it isn't on, nothing is done",
    "confirm_approval": "is decided once, under a lock",
    "decline_approval": "is decided once, under a lock",
    "give_role": "adds a role; one that is there stays",
    "take_role": "ends one role for good",
}
MALFORMED = ("3", 'W/"1"', '"x"', "*", '""', '"1", "2"', '"１"', '"-1"', '"1"x', '"9999999999"', '"1.0"', " ")

_TIMES = {"starts_at": "2026-06-20T19:00:00+07:00", "ends_at": "2026-06-20T21:00:00+07:00"}
_NOTE = {"correction_note": "Sửa cho đúng"}
# The matrix asks some verbs what they refuse; here each succeeds with the right version.
RIGHT: dict[str, dict[str, Any]] = {
    "update_activity": {"json": {"area": "summer", "title": "Tên khác", "unit_id": "{kp_a.unit}", **_TIMES, **_NOTE}},
    "update_communication_event": {
        "json": {"title": "Tên khác", "unit_id": "{kp_a.unit}", "starts_at": _TIMES["starts_at"], **_NOTE}
    },
    "hold_activity": {"record": "activity_planned", "moved": True},
    "mark_communication_event_done": {"record": "event_planned", "moved": True},
    "hand_over_assignment": {"json": {"person_id": "{kp_a_member.person}"}},
    "reopen_unit": {"first": "/units/{kp_b.unit}/close"},
    "reopen_plan": {"first": "/plans/{plan}/close"},
}


def test_verbs_are_found():
    assert len(VERBS) > 30
    assert RIGHT.keys() <= VERBS.keys()


def test_nothing_else_changes_a_record_without_naming_its_version():
    found = {
        operation["operationId"]
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
        if method != "get" and "{" in path
        and not {given["name"].lower() for given in operation.get("parameters", [])} & {"if-match", "idempotency-key"}
    }  # fmt: skip
    assert found == WITHOUT.keys()


def _body(value: Any, world: World) -> Any:
    """The body with ids of the world in it."""
    if isinstance(value, dict):
        return {name: _body(one, world) for name, one in value.items()}
    return _fill(value, world, "own") if isinstance(value, str) and value.startswith("{") else value


class Asked:
    """One verb on the record of the matrix, by who may."""

    def __init__(self, name: str, signed_in: Callable[[str], Client], world: World) -> None:
        self.row: Row = MATRIX[name]
        self.method, more = VERBS[name][0], RIGHT.get(name, {})
        self.path = _fill(self.row.path, world, "own")
        self.json = _body(more.get("json", self.row.json), world)
        self.first = _fill(more["first"], world, "own") if "first" in more else None
        # Who may, and can do it: an officer where the ward may, for a unit's own people the unit.
        who = next(one for one in ("lead", "kp_a", "admin") if one in self.row.may)
        self.client = signed_in("admin" if who == "admin" else f"ward1.{who}")

    async def version(self) -> int:
        if self.row.version == "current":
            return await _current_version(self.client, self.path)
        assert isinstance(self.row.version, int)
        return self.row.version

    async def send(self, if_match: str | None) -> Any:
        headers = {} if if_match is None else {"If-Match": if_match.encode()}
        return await self.client.request(self.method, self.path, json=self.json, headers=headers)


@pytest.mark.parametrize("name", sorted(VERBS))
async def test_only_the_version_that_was_read_changes_anything(
    name: str, signed_in: Callable[[str], Client], world: World, connection: AsyncConnection, clock
):
    asked = Asked(name, signed_in, world)
    if asked.first:
        before_it = await asked.client.post(asked.first, headers={"If-Match": f'"{await asked.version()}"'})
        assert before_it.status_code == 200, before_it.text
    if RIGHT.get(name, {}).get("moved"):
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
    assert done.status_code in (200, 204), done.text
    assert changed(before, await digests(connection)) != set()
    if done.content and "version" in done.json() and name != "accept_plan_changes":
        assert done.json()["version"] == version + 1
    again = await asked.send(f'"{version}"')
    assert again.status_code in (412, 404) or (name == "save_plan_draft" and again.status_code == 200), again.text
