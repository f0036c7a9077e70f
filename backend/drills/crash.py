"""Kill -9 of the application, of PostgreSQL and of single back ends under acknowledged writes.

0 acknowledged writes lost, 0 made twice, back within 5 s each time. A killed process doesn't lose the page cache: what
a power cut loses (a disk that lies about fsync) this drill can't see.
"""

import asyncio
import contextlib
import os
import signal
import time
from pathlib import Path

import httpx

from drills.frame import Drill, Server, folder, served
from drills.writers import Writers
from vitreem.kernel.db import embedded
from vitreem.kernel.db.tenancy import MIGRATE_ROLE
from vitreem.upkeep.owner import all_wards

KILLS, WRITES, BACK_SECONDS, ANSWER_SECONDS = 20, 5_000, 5.0, 12.0
GIVE_UP_SECONDS, QUIET = 30, 0.3


def run(drill: Drill) -> None:
    with folder("crash") as home:
        with served(home / "data") as server:
            drill.say(f"serving at {server.url}")
            server.environment["LOAD_DEMO"] = "false"
            asyncio.run(_drill(drill, server, home))
            if not drill.passed:
                return
            check = server.command("files", "check", "--digest")
        drill.note(
            "files_after_kills", limit=0, passed=check["clean"] and check["files"] > 0, files=check["files"],
            missing=check["missing"], wrong=check["wrong_size"] + check["wrong_digest"],
            without_row=check["without_row"],
        )  # fmt: skip


async def _drill(drill: Drill, server: Server, home: Path) -> None:
    writers = Writers(server.url, home / "journal", drill.seed)
    await writers.sign_in()
    work = asyncio.create_task(writers.run())
    kinds = ["api", "postgres", "back_end"] * KILLS
    drill.random.shuffle(kinds)
    back: dict[str, list[float]] = {kind: [] for kind in kinds}
    await asyncio.sleep(1)
    for number, kind in enumerate(kinds, 1):
        # At night nobody is in the middle of anything: the next to come meets connections that died in the pool.
        quiet = kind != "api" and drill.random.random() < QUIET
        if quiet:
            writers.pause.clear()
            await writers.quiet()
        back[kind].append(await asyncio.to_thread(_kill, server, kind, drill, writers.cookies))
        writers.pause.set()
        if number % 15 == 0:
            drill.say(f"{number} kills, {len(writers.records.entries)} writes acknowledged")
        await asyncio.sleep(drill.random.uniform(0.2, 1.2))
        if work.done() or back[kind][-1] >= GIVE_UP_SECONDS:
            writers.given_up = True
            break
    until = time.monotonic() + (0 if writers.given_up else 120)
    while len(writers.records.entries) < WRITES and time.monotonic() < until and not work.done():
        await asyncio.sleep(0.2)
    writers.stop.set()
    await work
    lost, twice, promised = await _compare(server, writers, drill.seed)
    drill.say(f"compared: {lost} lost, {twice} twice")
    acknowledged = len(writers.records.entries)
    drill.note(
        "acknowledged_writes_lost_or_twice", limit=0,
        passed=lost == twice == 0 and acknowledged >= WRITES and min(len(one) for one in back.values()) >= KILLS,
        acknowledged=acknowledged, photos=promised, lost=lost, twice=twice,
        kills=sum(len(one) for one in back.values()),
    )  # fmt: skip
    for kind, seconds in back.items():
        seconds = seconds or [GIVE_UP_SECONDS]
        drill.note(
            f"back_after_kill_of_{kind}", limit=BACK_SECONDS, passed=max(seconds) <= BACK_SECONDS, kills=len(seconds),
            worst_seconds=round(max(seconds), 2), median_seconds=round(sorted(seconds)[len(seconds) // 2], 2),
        )  # fmt: skip
    drill.note(
        "answers", limit=ANSWER_SECONDS, passed=not writers.wrong and writers.slowest <= ANSWER_SECONDS,
        slowest_seconds=round(writers.slowest, 1), busy=writers.answers["503"], cut_off=writers.answers["cut off"],
        wrong=writers.wrong,
    )  # fmt: skip


def _kill(server: Server, kind: str, drill: Drill, cookies: httpx.Cookies) -> float:
    """Kill, and the seconds until a signed-in person is answered again. The application is restarted as a service
    manager would."""
    begun = time.monotonic()
    if kind == "api":
        server.kill()
        server.start()
    else:
        before = server.postmaster
        assert before, "PostgreSQL isn't there"
        victim = before if kind == "postgres" else drill.random.choice(_back_ends(before) or [before])
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        time.sleep(0.03)  # what dies must not be asked
    with contextlib.suppress(RuntimeError):
        server.until_ready(GIVE_UP_SECONDS, "/api/v1/session", cookies)
    return time.monotonic() - begun


def _back_ends(postmaster: int) -> list[int]:
    """The processes that serve the application's connections."""
    found = []
    for child in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split():
        with contextlib.suppress(OSError):
            if b"vte_app" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return sorted(found)


async def _compare(server: Server, writers: Writers, seed: int) -> tuple[int, int, int]:
    """Lost and doubled writes, and how many photos were promised."""
    running = embedded.Embedded(server.data_dir, embedded.socket_dir(server.data_dir))
    async with all_wards(running.url(MIGRATE_ROLE)) as connection:
        mine = f"drill-{seed}-%"
        rows = await connection.fetch("SELECT title, id::text FROM app.activity WHERE title LIKE $1", mine)
        effects = await connection.fetch("SELECT key, object_id::text FROM app.idempotency_key WHERE key LIKE $1", mine)
        photos = await connection.fetchval("SELECT count(*) FROM app.record_file WHERE record_id::text = ANY($1)",
                                           list(writers.photos.entries.values()))  # fmt: skip
    there, effect = {(row[0], row[1]) for row in rows}, {(row[0], row[1]) for row in effects}
    acknowledged = set(writers.records.entries.items())
    lost = len(acknowledged - there) + len(acknowledged - effect) + max(0, len(writers.photos.entries) - photos)
    twice = len(rows) - len({row[0] for row in rows}) + max(0, photos - len(writers.photos.entries))
    return lost, twice, len(writers.photos.entries)
