"""Work in other processes: bounded in memory and time, and one that dies takes only its own task with it."""

import asyncio
import os
import signal
import time

import pytest

from vitreem.kernel.files.refusals import BrokenFile, TooManyPixels
from vitreem.kernel.http.problems import Invalid, Problem
from vitreem.kernel.request import workers
from vitreem.kernel.request.workers import Workers


def _whereabouts() -> tuple[int, int]:
    return os.getpid(), os.nice(0)


def _refuse() -> None:
    raise TooManyPixels(width=9)


def _swell() -> int:
    return len(bytearray(workers.MEMORY_BYTES * 2))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def pool() -> Workers:
    return Workers(at_once=1, per_lane=1, waiting=5)


async def test_tasks_run_elsewhere_behind_the_server(pool):
    process, niceness = await pool.run(1, _whereabouts)
    assert process != os.getpid()
    assert niceness > os.nice(0)
    assert await pool.run(2, _whereabouts) == (process, niceness)


async def test_a_problem_comes_back_as_it_was_raised(pool):
    with pytest.raises(TooManyPixels) as refused:
        await pool.run(1, _refuse)
    assert refused.value.detail == TooManyPixels.detail
    assert refused.value.extra == {"width": 9}


@pytest.mark.parametrize("task", [_swell, _die])
async def test_what_swells_or_dies_is_refused_and_the_next_task_works(pool, task):
    with pytest.raises(BrokenFile):
        await pool.run(1, task, failed=BrokenFile)
    assert (await pool.run(1, _whereabouts))[0] != os.getpid()


async def test_what_takes_too_long_is_ended(pool, monkeypatch):
    await pool.run(1, _whereabouts)
    monkeypatch.setattr(workers, "SECONDS", 0.3)
    begun = time.monotonic()
    with pytest.raises(BrokenFile):
        await pool.run(1, time.sleep, 30, failed=BrokenFile)
    assert time.monotonic() - begun < 5
    monkeypatch.undo()
    assert (await pool.run(1, _whereabouts))[0] != os.getpid()


async def test_an_idle_worker_that_was_killed_is_not_noticed(pool):
    process, _ = await pool.run(1, _whereabouts)
    os.kill(process, signal.SIGKILL)
    await asyncio.sleep(0.1)
    assert (await pool.run(1, _whereabouts))[0] != process


@pytest.mark.parametrize("problem", [Invalid("Sai rồi.", field="a"), TooManyPixels()])
def test_problems_survive_a_pickle(problem: Problem):
    import pickle

    again = pickle.loads(pickle.dumps(problem))
    assert (type(again), again.body()) == (type(problem), problem.body())
