"""What is looked at every few minutes: each ward by itself, put into the queue once however many workers there are."""

import time

import pytest
from procrastinate.periodic import PeriodicDeferrer
from sqlalchemy import text

from tests.conftest import APP_ROLE, _server, copy_of_template
from vitreem.kernel.jobs import queue, sweeps, worker


@pytest.fixture
def only(monkeypatch):
    """`only(work)`: the one sweep there is."""

    def register(work, **more):
        monkeypatch.setattr(sweeps, "_SWEEPS", {})
        sweeps.register_sweep("test", work, **more)

    return register


async def test_each_ward_is_seen_alone_and_with_nobody_s_rights(app, only):
    seen = {}

    async def work(ctx):
        wards = (await ctx.db.execute(text("SELECT DISTINCT ward_id FROM app.unit"))).scalars()
        notices = (await ctx.db.execute(text("SELECT count(*) FROM app.notice"))).scalar_one()
        seen[ctx.ward_id] = (list(wards), notices, ctx.permissions)

    only(work)
    await sweeps.sweep_all(app.state)
    assert seen == {ward: ([ward], 0, frozenset({"account:self"})) for ward in (1, 2)}


async def test_a_fault_in_one_ward_stops_no_other_and_leaves_nothing(app, only, connection):
    done = []

    async def work(ctx):
        await ctx.db.execute(text("UPDATE app.unit SET name = 'Đã đổi'"))
        if ctx.ward_id == 1:
            raise RuntimeError
        done.append(ctx.ward_id)

    only(work)
    await sweeps.sweep_all(app.state)
    assert done == [2]
    counts = []
    for ward in (1, 2):
        await connection.execute(text("SELECT set_config('app.ward_id', :ward, true)"), {"ward": str(ward)})
        found = await connection.execute(text("SELECT count(*) FROM app.unit WHERE name = 'Đã đổi'"))
        counts.append(found.scalar_one() > 0)
    assert counts == [False, True]


async def test_closed_wards_are_not_visited(app, only, connection):
    visited = []

    async def work(ctx):
        visited.append(ctx.ward_id)

    only(work)
    await connection.execute(text("SELECT set_config('app.system_admin', 'on', true)"))
    await connection.execute(text("UPDATE app.ward SET closed_at = now() WHERE id = 2"))
    await sweeps.sweep_all(app.state)
    assert visited == [1]


async def test_two_workers_put_one_look_into_the_queue(worker_id):
    """With the application's own rights: the queue belongs to the owner."""
    name = await copy_of_template(f"sweeps_{worker_id}")
    url = _server().url(APP_ROLE, name)
    now = time.time()
    for _ in range(2):
        work = worker._with_tasks(queue.new_queue(url), None)
        async with work.open_async():
            deferrer = PeriodicDeferrer(work.periodic_registry)
            await deferrer.defer_jobs(list(deferrer.get_previous_tasks(at=now)))
            waiting = [job for job in await work.job_manager.list_jobs_async() if job.task_name == queue.SWEEP]
    assert len(waiting) == 1
    assert set(waiting[0].task_kwargs) == {"timestamp"}
