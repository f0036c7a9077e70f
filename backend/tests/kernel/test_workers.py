"""Work in other processes: bounded in memory and time, and one that dies takes only its own task with it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vitreem.kernel.files.refusals import BrokenFile, TooManyPixels
from vitreem.kernel.http.problems import Invalid, Problem
from vitreem.kernel.request import worker_process, workers
from vitreem.kernel.request.workers import Workers


def _whereabouts() -> tuple[int, int]:
    return os.getpid(), os.nice(0)


def _refuse() -> None:
    raise TooManyPixels(width=9)


def _swell() -> int:
    return len(bytearray(worker_process.MEMORY_BYTES * 2))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


_held: list[bytearray] = []


def _hold(size: int) -> int:
    _held.append(bytearray(b"x" * size))
    return os.getpid()


@pytest.fixture
def pool() -> Iterator[Workers]:
    made = Workers(at_once=1, per_lane=1, waiting=5)
    yield made
    made.close()


async def test_tasks_run_elsewhere_behind_the_server(pool):
    process, niceness = await pool.run(1, _whereabouts)
    assert process != os.getpid()
    assert niceness > os.nice(0)
    assert await pool.run(2, _whereabouts) == (process, niceness)


async def test_the_door_has_processes_of_its_own():
    wards, door = workers.for_wards(), workers.for_sign_in()
    ward, _ = await wards.run(1, _whereabouts)
    sign_in, _ = await door.run(1, _whereabouts)
    again = [(await one.run(2, _whereabouts))[0] for one in (wards, door)]
    wards.close()
    door.close()
    assert ward != sign_in
    assert again == [ward, sign_in]


async def test_a_process_that_ran_out_of_memory_takes_no_further_task(pool):
    process, _ = await pool.run(1, _whereabouts)
    with pytest.raises(BrokenFile):
        await pool.run(1, _swell, failed=BrokenFile)
    assert (await pool.run(1, _whereabouts))[0] != process
    await asyncio.to_thread(_until_gone, process)


async def test_a_process_that_stays_large_takes_no_further_task(pool, monkeypatch):
    process = await pool.run(1, _hold, 50 * 1024 * 1024)
    assert await pool.run(1, _hold, 1) == process
    monkeypatch.setattr(worker_process, "RESTING_BYTES", 80 * 1024 * 1024)
    assert await pool.run(1, _hold, 50 * 1024 * 1024) == process, "its answer counts"
    assert (await pool.run(1, _whereabouts))[0] != process
    await asyncio.to_thread(_until_gone, process)


def _until_gone(process: int) -> None:
    late = time.monotonic() + 10
    while Path(f"/proc/{process}").exists():
        assert time.monotonic() < late, f"process {process} is still there"
        time.sleep(0.02)


async def test_who_goes_away_ends_the_task(pool):
    process, _ = await pool.run(1, _whereabouts)
    waiting = asyncio.create_task(pool.run(1, time.sleep, 30))
    await asyncio.sleep(0.2)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await asyncio.to_thread(_until_gone, process)
    assert (await pool.run(1, _whereabouts))[0] != process


def test_workers_end_with_a_server_that_was_killed(tmp_path):
    """Nobody is left to end them."""
    script = tmp_path / "server.py"
    script.write_text(
        "import asyncio, os, sys, time\n"
        "from vitreem.kernel.request.workers import Workers\n"
        "async def main():\n"
        "    print(await Workers(at_once=1, per_lane=1, waiting=1).run(1, os.getpid), flush=True)\n"
        "    time.sleep(30)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        worker = int(server.stdout.readline())
        server.kill()
    _until_gone(worker)


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
