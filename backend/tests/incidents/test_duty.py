"""The duty roster: one telephone at a time, and one that can be dialled."""

import asyncio
from types import SimpleNamespace
from uuid import UUID

import pytest

from tests.conftest import _server, copy_of_template
from tests.world import NOW
from vitreem.incidents import duty
from vitreem.incidents.refusals import TurnsOverlap
from vitreem.incidents.schemas import DutyCreate
from vitreem.kernel.clock import Clock
from vitreem.kernel.db.engine import make_engine, make_sessions
from vitreem.kernel.request.impersonation import act
from vitreem.kernel.request.roles import Role
from vitreem.settings import Settings


@pytest.fixture
def turn(world):
    return {
        "person_id": world["ids"]["ward1.lead.person"], "phone": "0902 000 111", "from_on": "2026-07-01",
        "to_on": "2026-07-31", "stand_in_id": world["ids"]["ward1.deputy.person"],
    }  # fmt: skip


@pytest.mark.parametrize("phone", ["....", "( ) -", "+", "12", "1.2", "0901 abc 567", "0" * 21])
@pytest.mark.parametrize("where", ["phone", "stand_in_phone"])
async def test_what_nobody_can_dial_is_no_telephone(lead, turn, where, phone):
    assert (await lead.post("/duty-turns", turn | {where: phone}, 422))["code"] == "invalid"


async def test_days_that_have_their_telephone_are_refused(lead, turn):
    await lead.post("/duty-turns", turn, 201)
    for days in (("2026-06-30", "2026-07-01"), ("2026-07-31", "2026-08-02"), ("2026-07-05", "2026-07-05")):
        refused = await lead.post("/duty-turns", turn | dict(zip(("from_on", "to_on"), days, strict=True)), 422)
        assert refused["code"] == "turns_overlap"
    await lead.post("/duty-turns", turn | {"from_on": "2026-08-01", "to_on": "2026-08-31"}, 201)


async def test_of_two_who_set_the_same_days_at_once_one_is_refused(worker_id, world, turn):
    engine = make_engine(_server().url("vte_app", await copy_of_template(f"duty_{worker_id}")))
    both = asyncio.Barrier(2)

    async def one(phone: str) -> bool:
        async with make_sessions(engine)() as db, db.begin():
            ctx = await act(
                db, SimpleNamespace(), settings=Settings(_env_file=None), clock=Clock(lambda: NOW), ward_id=1,
                roles={Role.WARD_LEAD}, account_id=UUID(world["ids"]["ward1.lead.account"]),
            )  # fmt: skip
            await both.wait()
            try:
                await duty.create(ctx, DutyCreate(**turn | {"phone": phone}))
            except TurnsOverlap:
                return False
            await asyncio.sleep(0.3)
            return True

    done = await asyncio.gather(one("0902 000 111"), one("0902 000 222"))
    await engine.dispose()
    assert sorted(done) == [False, True]
