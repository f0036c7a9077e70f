"""Places for slow work, given out in turn: each lane (a ward, an address) waits for itself alone."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from vitreem.kernel.holding import require_none_open
from vitreem.kernel.http.problems import Problem


class TooMuchWork(Problem):
    status = 503
    code = "too_much_work"
    title = "Đang xử lý nhiều việc"
    detail = "Máy chủ đang xử lý nhiều việc của đơn vị bạn. Chưa có gì bị mất; vui lòng thử lại sau vài giây."
    headers = {"Retry-After": "3"}  # noqa: RUF012


class Lanes:
    """`at_once` places in all, `per_lane` of them for one lane, `waiting` in the queue of a lane.

    Lanes that wait get a place in rotation, whatever the length of their queues. With `per_lane` below `at_once` a
    lane that is never empty can't take the last place from the others.
    """

    def __init__(self, *, at_once: int, per_lane: int, waiting: int) -> None:
        self.per_lane, self.waiting = per_lane, waiting
        self._free = at_once
        self._busy: Counter[Hashable] = Counter()
        self._queues: dict[Hashable, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def place(self, lane: Hashable) -> AsyncIterator[None]:
        """Hold a place. Raises `TooMuchWork` at once where the lane's queue is full."""
        require_none_open("a place in a queue")
        await self._enter(lane)
        try:
            yield
        finally:
            self._leave(lane)

    async def _enter(self, lane: Hashable) -> None:
        if self._free and self._busy[lane] < self.per_lane and lane not in self._queues:
            self._take(lane)
            return
        queue = self._queues.setdefault(lane, deque())
        if len(queue) >= self.waiting:
            raise TooMuchWork()
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._forget(lane, turn)
            else:  # the place came in the same moment
                self._leave(lane)
            raise

    def _take(self, lane: Hashable) -> None:
        self._free -= 1
        self._busy[lane] += 1

    def _leave(self, lane: Hashable) -> None:
        self._free += 1
        self._busy[lane] -= 1
        if not self._busy[lane]:
            del self._busy[lane]
        self._serve()

    def _forget(self, lane: Hashable, turn: asyncio.Future[None]) -> None:
        queue = self._queues.get(lane)
        if queue and turn in queue:
            queue.remove(turn)
            if not queue:
                del self._queues[lane]

    def _serve(self) -> None:
        for lane in list(self._queues):
            if not self._free:
                return
            if self._busy[lane] >= self.per_lane:
                continue
            queue = self._queues.pop(lane)
            turn = queue.popleft()
            while turn.cancelled() and queue:
                turn = queue.popleft()
            if queue:
                self._queues[lane] = queue  # behind the others
            if not turn.cancelled():
                self._take(lane)
                turn.set_result(None)
