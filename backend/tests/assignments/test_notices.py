"""Who is told what about an assignment, and when it is over."""

from datetime import datetime, timedelta

import pytest

from tests.assignments.test_life import RESULT, at, record
from tests.conftest import Client
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.jobs import sweeps


async def words(client: Client, assignment_id: str) -> list[str]:
    """What a person is told about it now."""
    found = (await client.get("/notices?limit=100")).json()["items"]
    return sorted(one["words"] for one in found if one["path"] == f"/assignments/{assignment_id}")


@pytest.fixture
def working(world) -> str:
    return world["ids"]["ward1.kp_a.working"]


@pytest.fixture
def everybody(signed_in) -> dict[str, Client]:
    names = ("kp_a", "kp_a_member", "kp_b", "officer", "lead", "viewer")
    return {name: signed_in(f"ward1.{name}") for name in names} | {"foreign": signed_in("ward2.kp_a")}


async def told(everybody: dict[str, Client], assignment_id: str) -> dict[str, list[str]]:
    found = {name: await words(client, assignment_id) for name, client in everybody.items()}
    return {name: said for name, said in found.items() if said}


async def test_new_task_is_told_to_everybody_of_the_unit_until_somebody_takes_it(everybody, world):
    fresh = world["ids"]["ward1.kp_a.fresh"]
    assert await told(everybody, fresh) == {"kp_a": ["task_given"], "kp_a_member": ["task_given"]}
    await everybody["kp_a"].post(f"/assignments/{fresh}/acknowledge", headers=at(1))
    assert await told(everybody, fresh) == {}


async def test_handed_in_returned_and_accepted(everybody, working):
    path = f"/assignments/{working}"
    one = await record(everybody["kp_a"], working)
    one = (await everybody["kp_a"].post(f"{path}/submit", json=RESULT, headers=at(one["version"]))).json()
    assert await told(everybody, working) == {"officer": ["task_submitted"]}
    reason = {"reason": "Bổ sung số trẻ tham dự."}
    one = (await everybody["officer"].post(f"{path}/return", json=reason, headers=at(one["version"]))).json()
    assert await told(everybody, working) == {"kp_a": ["task_returned"], "kp_a_member": ["task_returned"]}
    one = (await everybody["kp_a"].post(f"{path}/submit", json=RESULT, headers=at(one["version"]))).json()
    assert await told(everybody, working) == {"officer": ["task_submitted"]}
    await everybody["officer"].post(f"{path}/accept", json={}, headers=at(one["version"]))
    assert await told(everybody, working) == {"kp_a": ["task_accepted"], "kp_a_member": ["task_accepted"]}


async def test_what_is_taken_back_is_not_waited_for(everybody, working):
    one = await record(everybody["kp_a"], working)
    path = f"/assignments/{working}"
    one = (await everybody["kp_a"].post(f"{path}/submit", json=RESULT, headers=at(one["version"]))).json()
    await everybody["kp_a"].post(f"{path}/recall", headers=at(one["version"]))
    assert await told(everybody, working) == {}


async def test_a_refused_change_tells_nobody(everybody, working):
    one = await record(everybody["kp_a"], working)
    refused = await everybody["kp_a"].post(
        f"/assignments/{working}/submit", json=RESULT | {"figures": {"banners": 1}}, headers=at(one["version"])
    )
    assert refused.status_code == 422
    assert await told(everybody, working) == {}


class TestDays:
    @pytest.fixture
    async def last_day(self, everybody, working):
        return (await record(everybody["kp_a"], working))["last_day_on"]

    @pytest.fixture
    def on(self, app, clock, everybody, working, last_day):
        """`await on(-3)`: what is told so many days from the last day, after a look."""

        async def look(days: int, times: int = 1) -> dict[str, list[str]]:
            noon = datetime.fromisoformat(f"{last_day}T12:00").replace(tzinfo=VIETNAM)
            clock.moment = noon + timedelta(days=days)
            for _ in range(times):
                await sweeps.sweep_all(app.state)
            return await told(everybody, working)

        return look

    async def test_three_days_before_and_on_the_day(self, on):
        assert await on(-4) == {}
        assert await on(-3, times=3) == {"kp_a": ["task_due_soon"], "kp_a_member": ["task_due_soon"]}
        assert await on(0, times=2) == {"kp_a": ["task_due_today"], "kp_a_member": ["task_due_today"]}
        assert await on(1) == {}

    async def test_after_looks_that_were_missed_only_what_is_true_is_told(self, on):
        assert await on(-1) == {"kp_a": ["task_due_soon"], "kp_a_member": ["task_due_soon"]}
        assert await on(2) == {}

    async def test_done_work_is_not_reminded_of(self, on, everybody, working):
        one = await record(everybody["kp_a"], working)
        await on(-3)
        await everybody["kp_a"].post(f"/assignments/{working}/submit", json=RESULT, headers=at(one["version"]))
        assert await on(-2) == {"officer": ["task_submitted"]}

    async def test_closed_plan_is_not_reminded_of(self, on, everybody, world):
        plan = world["ids"]["ward1.plan"]
        await on(-3)
        version = (await everybody["lead"].get(f"/plans/{plan}")).json()["version"]
        closed = await everybody["lead"].post(f"/plans/{plan}/close", headers=at(version))
        assert closed.status_code == 200, closed.text
        assert await on(-2) == {}
