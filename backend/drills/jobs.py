"""A ward's list of 10,000 children becomes a job: in time, in bounded memory, beside a person of another ward; and a
worker that is killed half-way leaves nothing half done.
"""

import asyncio
import subprocess
import time
from typing import Any

import httpx

from drills.child_lists import COLUMNS, child_list
from drills.crowd import TIMES_IDLE, Person, _p95, _peak, _reset_peak
from drills.frame import VITREEM, Drill, Server, client, folder, served, sign_in

ROWS, SECONDS, MEGABYTES, KILLS = 10_000, 20.0, 400, 2
_LOOK = 0.2


async def _ask(http: httpx.AsyncClient, rows: int, seed: int) -> dict[str, Any]:
    units = (await http.get("/units")).json()["items"]
    names = [one["name"] for one in units if one["kind"] == "khu_pho"]
    data = await asyncio.to_thread(child_list, rows, names, seed)
    reply = await http.post(
        "/children/import", files={"file": ("a.xlsx", data)}, data={"good_rows_only": "true"},
        headers={"Idempotency-Key": f"drill-{seed}"},
    )  # fmt: skip
    reply.raise_for_status()
    return reply.json()


async def _ended(http: httpx.AsyncClient, job: dict[str, Any]) -> dict[str, Any]:
    while job["state"] in ("waiting", "running"):
        await asyncio.sleep(_LOOK)
        job = (await http.get(f"/jobs/{job['id']}")).json()
    return job


async def _one_list(server: Server, seed: int) -> tuple[float, dict[str, Any]]:
    async with client(server.url) as http:
        await sign_in(http, "canbo.anbinh")
        job = await _ask(http, ROWS, seed)
        begun = time.monotonic()
        job = await _ended(http, job)
        return _since(begun), job


def _since(begun: float) -> float:
    return time.monotonic() - begun


async def _in_time(drill: Drill, server: Server) -> None:
    person = Person(server)
    await person.work(3)  # plans are prepared, caches are warm
    await person.work(10)
    idle = _p95(person.seconds)
    _reset_peak(server)
    listed = asyncio.create_task(_one_list(server, drill.seed))
    meanwhile: list[float] = []
    wrong: dict[str, int] = {}
    while not listed.done():
        await person.work(2)
        meanwhile += person.seconds
        wrong |= person.wrong
    seconds, job = await listed
    peak, p95 = _peak(server), _p95(meanwhile)
    drill.note(
        "10,000 children", limit=SECONDS, passed=job["state"] == "done" and seconds <= SECONDS and peak <= MEGABYTES,
        job_seconds=round(seconds, 1), columns=len(COLUMNS), created=job["result"].get("created"), peak_mb=peak,
        peak_limit_mb=MEGABYTES,
    )  # fmt: skip
    drill.note(
        "another ward meanwhile", limit=TIMES_IDLE, passed=not wrong and p95 <= TIMES_IDLE * idle,
        times_idle=round(p95 / idle, 2), p95_ms=round(p95 * 1000, 1), idle_ms=round(idle * 1000, 1),
        worst_ms=round(max(meanwhile) * 1000), requests=len(meanwhile), wrong=wrong,
    )  # fmt: skip


async def _killed(drill: Drill, server: Server) -> None:
    """`vitreem work` is killed while it writes, and killed again; then one is left alone."""
    async with client(server.url) as http:
        await sign_in(http, "canbo.benxuan")
        before = await _children(http)
        job = await _ask(http, ROWS // 2, drill.seed + 1)
        begun, kills, anew = time.monotonic(), 0, True
        while job["state"] in ("waiting", "running"):
            worker = _worker(server)
            try:
                while job["state"] in ("waiting", "running"):
                    await asyncio.sleep(_LOOK / 4)
                    job = (await http.get(f"/jobs/{job['id']}")).json()
                    anew |= job["step"] != "writing"  # the row says what the last one did until another takes it
                    if kills < KILLS and anew and job["step"] == "writing" and job["done"]:
                        kills, anew = kills + 1, False
                        worker.kill()
                        there = await _children(http) - before
                        drill.say(f"killed at {job['done']} of {job['total']}; {there} are there")
                        break
            finally:
                if worker.poll() is None:
                    worker.terminate()
                await asyncio.to_thread(worker.wait)
            await asyncio.sleep(1)
            job = (await http.get(f"/jobs/{job['id']}")).json()
        there, created = await _children(http) - before, job["result"].get("created")
        once = job["state"] == "done" and there == created
        drill.note(
            "killed worker", limit=0, passed=once and kills == KILLS, kills=kills, created=created, there=there,
            job_seconds=round(_since(begun), 1),
        )  # fmt: skip


def _worker(server: Server) -> "subprocess.Popen[bytes]":
    with (server.data_dir.parent / "work.log").open("ab") as log:
        return subprocess.Popen([str(VITREEM), "work"], env=server.environment, stdout=log, stderr=log)


async def _children(http: httpx.AsyncClient) -> int:
    """Of the ward, by the codes of all pages."""
    found, after = 0, None
    while True:
        asked = {"limit": 100, **({"after": after} if after else {})}
        page = (await http.get("/children", params=asked)).json()
        found, after = found + len(page["items"]), page["next"]
        if after is None:
            return found


def run(drill: Drill) -> None:
    with folder("jobs") as home, served(home / "data") as server:
        asyncio.run(_in_time(drill, server))
    with folder("jobs") as home, served(home / "data", WORK_IN_PROCESS="false") as server:
        asyncio.run(_killed(drill, server))
