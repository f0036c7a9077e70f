"""Places for slow work: each lane waits for itself alone, and a full queue says so at once."""

import asyncio

import pytest

from vitreem.kernel import holding
from vitreem.kernel.holding import HeldWhileWaiting
from vitreem.kernel.request.lanes import Lanes, TooMuchWork


class Work:
    """Tasks in lanes that hold their place until told to end; `order` is who got a place, in turn."""

    def __init__(self, lanes: Lanes) -> None:
        self.lanes, self.order, self.gates = lanes, [], {}

    def begin(self, lane: str, name: str) -> asyncio.Task:
        self.gates[name] = asyncio.Event()

        async def hold() -> None:
            async with self.lanes.place(lane):
                self.order.append(name)
                await self.gates[name].wait()

        return asyncio.create_task(hold())

    async def end(self, name: str) -> None:
        self.gates[name].set()
        for _ in range(5):
            await asyncio.sleep(0)


async def test_a_lane_never_takes_the_last_place_from_the_others():
    work = Work(Lanes(at_once=2, per_lane=1, waiting=10))
    tasks = [work.begin("a", f"a{number}") for number in range(4)]
    await asyncio.sleep(0)
    tasks.append(work.begin("b", "b0"))
    await asyncio.sleep(0)
    assert work.order == ["a0", "b0"]
    for name in ("a0", "a1", "b0", "a2", "a3"):
        await work.end(name)
    assert work.order == ["a0", "b0", "a1", "a2", "a3"]
    await asyncio.gather(*tasks)


async def test_lanes_get_places_in_rotation_however_long_their_queues():
    work = Work(Lanes(at_once=1, per_lane=1, waiting=10))
    tasks = [work.begin("a", f"a{number}") for number in range(4)]
    await asyncio.sleep(0)
    tasks += [work.begin("b", "b0"), work.begin("c", "c0")]
    await asyncio.sleep(0)
    for name in ("a0", "a1", "b0", "c0", "a2", "a3"):
        await work.end(name)
    assert work.order == ["a0", "a1", "b0", "c0", "a2", "a3"]
    await asyncio.gather(*tasks)


async def test_a_full_queue_is_told_at_once_and_only_its_own_lane():
    work = Work(Lanes(at_once=1, per_lane=1, waiting=2))
    tasks = [work.begin("a", f"a{number}") for number in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(TooMuchWork) as refused:
        async with asyncio.timeout(1), work.lanes.place("a"):
            pass
    assert (refused.value.status, refused.value.headers["Retry-After"]) == (503, "3")
    tasks.append(work.begin("b", "b0"))
    await asyncio.sleep(0)
    for name in ("a0", "a1", "b0", "a2"):
        await work.end(name)
    await asyncio.gather(*tasks)


async def test_who_gives_up_waiting_leaves_the_queue_and_takes_no_place():
    lanes = Lanes(at_once=1, per_lane=1, waiting=1)
    work = Work(lanes)
    first, second = work.begin("a", "a0"), work.begin("a", "a1")
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    third = work.begin("a", "a2")
    await asyncio.sleep(0)
    assert not third.done(), "who gave up still takes a place in the queue"
    # Cancelled in the moment in which its turn comes: the place goes on to the next.
    work.gates["a0"].set()
    third.cancel()
    await asyncio.gather(first, third, return_exceptions=True)
    async with asyncio.timeout(1), lanes.place("a"):
        pass
    async with asyncio.timeout(1), lanes.place("b"):
        pass


async def test_no_place_is_waited_for_while_a_transaction_is_open():
    holding.opened()
    try:
        with pytest.raises(HeldWhileWaiting):
            async with Lanes(at_once=1, per_lane=1, waiting=1).place("a"):
                pass
    finally:
        holding.closed()
