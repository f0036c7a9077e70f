"""One slow, broken or greedy caller stops nobody: each kind for a minute beside a person of another ward at work.

The person's requests keep to five times the p95 that they had on the idle server, and none is refused. The crowds come
from a process of their own and from addresses of their own (127.0.0.2 and on), as they would from elsewhere.
"""

import asyncio
import multiprocessing
import os
import time
from pathlib import Path
from typing import Any

import httpx

from drills import crowds
from drills.frame import Drill, Server, client, folder, served, sign_in

TIMES_IDLE, SECONDS = 5.0, 60.0
# A quarter of an hour of requests by one person who never pauses would measure the person.
_PAUSE = 0.05
_SIGN_IN_EVERY = 5.0


class Person:
    """An officer of Bến Xuân at work: lists, dashboards, a record, and now and then somebody of theirs signs in."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.seconds: list[float] = []
        self.sign_in_seconds: list[float] = []
        self.wrong: dict[str, int] = {}

    async def work(self, seconds: float) -> None:
        self.seconds, self.sign_in_seconds, self.wrong = [], [], {}
        async with client(self.server.url) as http:
            await sign_in(http, "canbo.benxuan")
            begun = signed_in = time.monotonic()
            number = 0
            while time.monotonic() - begun < seconds:
                number += 1
                await self._ask(http, number)
                if time.monotonic() - signed_in > _SIGN_IN_EVERY:
                    signed_in = time.monotonic()
                    await self._sign_in()
                await asyncio.sleep(_PAUSE)

    async def _ask(self, http: httpx.AsyncClient, number: int) -> None:
        paths = ("/assignments", "/dashboards/ward", "/activities", "/communication-events", "/session")
        begun = time.monotonic()
        try:
            if number % 10 == 0:
                body = {
                    "area": "summer", "title": f"Sinh hoạt {number} {begun}", "unit_id": await self._unit(http),
                    "starts_at": "2026-07-01T08:00:00+07:00", "ends_at": "2026-07-01T09:00:00+07:00",
                }  # fmt: skip
                reply = await http.post("/activities", json=body, headers={"Idempotency-Key": f"person-{begun}"})
            else:
                reply = await http.get(paths[number % len(paths)])
            if reply.status_code >= 400:
                self._count(str(reply.status_code))
        except httpx.HTTPError as error:
            self._count(type(error).__name__)
        self.seconds.append(time.monotonic() - begun)

    async def _unit(self, http: httpx.AsyncClient) -> str:
        if not hasattr(self, "_unit_id"):
            self._unit_id = (await http.get("/units")).json()["items"][0]["id"]
        return self._unit_id

    async def _sign_in(self) -> None:
        begun = time.monotonic()
        async with client(self.server.url) as http:
            try:
                await sign_in(http, "lanhdao.benxuan")
            except (RuntimeError, httpx.HTTPError) as error:
                self._count(f"sign-in: {error}"[:80])
        self.sign_in_seconds.append(time.monotonic() - begun)

    def _count(self, what: str) -> None:
        self.wrong[what] = self.wrong.get(what, 0) + 1


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)] if seconds else 0.0


def run(drill: Drill) -> None:
    seconds = float(os.environ.get("CROWD_SECONDS", SECONDS))
    chosen = os.environ.get("CROWD", "").split(",") if os.environ.get("CROWD") else list(crowds.CROWDS)
    with folder("crowd") as home, served(home / "data") as server:
        person = Person(server)
        asyncio.run(person.work(5))  # plans are prepared, caches are warm
        asyncio.run(person.work(min(seconds, 20)))
        idle = _p95(person.seconds)
        drill.say(f"idle: p95 {idle * 1000:.1f} ms, sign-in {max(person.sign_in_seconds, default=0):.2f} s")
        for name in chosen:
            _one(drill, server, person, name, idle, seconds)


def _one(drill: Drill, server: Server, person: Person, name: str, idle: float, seconds: float) -> None:
    peak = _reset_peak(server)
    queue: Any = multiprocessing.get_context("spawn").Queue()
    crowd = multiprocessing.get_context("spawn").Process(
        target=crowds.play, args=(name, server.url, seconds, queue, drill.seed)
    )
    crowd.start()
    queue.get(timeout=120)  # it has begun
    asyncio.run(person.work(seconds))
    told = queue.get(timeout=120)
    crowd.join(30)
    alive = server.process is not None and server.process.poll() is None
    p95 = _p95(person.seconds)
    drill.note(
        name, limit=TIMES_IDLE, passed=alive and not person.wrong and p95 <= TIMES_IDLE * idle,
        times_idle=round(p95 / idle, 2), p95_ms=round(p95 * 1000, 1), idle_ms=round(idle * 1000, 1),
        requests=len(person.seconds), worst_ms=round(max(person.seconds) * 1000), wrong=person.wrong,
        sign_in_worst_seconds=round(max(person.sign_in_seconds, default=0), 2), crowd=told,
        server_peak_mb=_peak(server), server_before_mb=peak,
    )  # fmt: skip
    server.until_ready(30)


def _reset_peak(server: Server) -> int:
    assert server.process
    Path(f"/proc/{server.process.pid}/clear_refs").write_text("5")
    return _peak(server)


def _peak(server: Server) -> int:
    """Peak resident memory of the server's own process since it was reset, in MB."""
    assert server.process
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024
