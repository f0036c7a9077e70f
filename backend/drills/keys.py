"""Keys changed while somebody writes, and the change killed again and again: every value opens, none stays under an old
key. Then the machine burns: a backup, and the key typed back from the recovery sheet, open the cases again.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from drills.frame import Drill, folder
from drills.site import Site, site
from vitreem.kernel.db import embedded
from vitreem.kernel.db.bootstrap import DATABASE
from vitreem.kernel.db.tenancy import MIGRATE_ROLE
from vitreem.upkeep.backup import take_backup
from vitreem.upkeep.recovery_sheet import lines, read
from vitreem.upkeep.restore import Point, restore

KILLS, SAMPLED = 20, 20
# Small steps, so that a kill meets it anywhere.
_ROTATE = (
    "import asyncio, os; from vitreem.upkeep import keys; keys._STEP, keys._READERS_SECONDS = 5, 0.2;"
    "asyncio.run(keys.rotate(os.environ['AT'], os.environ['ROOT']))"
)


def run(drill: Drill) -> None:
    with folder("keys") as home:
        with site(home) as place:
            drill.say("the world is there")
            with place.serving():
                story = asyncio.run(_rotations(drill, place))
            key = place.field_key
            typed = read("\n".join(lines(key)))
            take_backup(place.server, place.folder / "files", home / "backup", field_key=key)
        shutil.rmtree(home / "data")
        opened, wanted = _restored(home, typed, story["cases"])
    drill.note(
        "values_lost_or_left_behind", limit=0, passed=not story["shut"] and not story["old"] and not story["lost"],
        kills=story["kills"], values=story["values"], unreadable=story["shut"], under_an_old_key=story["old"],
        notes_written=story["written"], notes_lost=story["lost"], keys_of_wards=story["keys"],
    )  # fmt: skip
    drill.note(
        "cases_shut_after_the_sheet", limit=0, passed=opened == wanted and wanted >= SAMPLED, opened=opened,
        sampled=wanted,
    )  # fmt: skip


async def _rotations(drill: Drill, place: Site) -> dict[str, Any]:
    """Twenty killed rotations and one that ends, beside a writer of notes; and cases to be found again."""
    from tests.incidents.team import Person

    cases, written, stop = [], list[str](), asyncio.Event()
    async with place.client("ward1.kp_a_protector") as client:
        team = Person(client)
        while len(cases) < SAMPLED:
            case = await team.open_case()
            cases.append(case["id"])

        async def write() -> None:
            while not stop.is_set():
                words = str(uuid4())
                await team.post(f"/incident-cases/{cases[0]}/notes", {"text": words}, 201)
                written.append(words)

        work = asyncio.create_task(write())
        kills = 0
        while kills < KILLS:
            process = _rotation(place)
            # From before it has begun to nearly its end.
            await asyncio.sleep(drill.random.uniform(0.3, 2.5))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                kills += 1
            process.wait()
        drill.say(f"killed {kills} times beside {len(written)} notes")
        whole = _rotation(place)
        assert await asyncio.to_thread(whole.wait) == 0
        stop.set()
        await work
        shown = await team.get(f"/incident-cases/{cases[0]}")
    kept = {one["text"] for one in shown["notes"]}
    values, shut, old, keys = await _look(place.server.url("postgres", place.database), place.field_key)
    drill.say(f"{values} values, {shut} shut, {old} under an old key")
    return {
        "cases": cases, "kills": kills, "written": len(written), "lost": len(set(written) - kept), "values": values,
        "shut": shut, "old": old, "keys": keys,
    }  # fmt: skip


def _rotation(place: Site) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ, "AT": place.server.url(MIGRATE_ROLE, place.database), "ROOT": place.field_key,
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", _ROTATE], env=environment, stderr=subprocess.DEVNULL)


async def _look(url: str, root: str) -> tuple[int, int, int, int]:
    """Values, those that stay shut, those under an old key, and keys that are kept."""
    from tests.incidents.test_rotation import everything

    connection = await asyncpg.connect(url)
    try:
        return (*await everything(connection, root), await connection.fetchval("SELECT count(*) FROM app.ward_key"))
    finally:
        await connection.close()


def _restored(home: Path, typed: str, cases: list[str]) -> tuple[int, int]:
    """How many of the cases the typed key opens in the restored copy."""
    target = home / "restored"
    begun = time.monotonic()
    restore(home / "backup", target, point=Point(), field_key=typed)
    server = embedded.start(target)
    try:
        opened = asyncio.run(_opened(server.url("postgres", DATABASE), typed, cases))
    finally:
        server.stop()
    assert time.monotonic() - begun < 120
    return opened, len(cases)


async def _opened(url: str, root_text: str, cases: list[str]) -> int:
    from vitreem.kernel import sealing
    from vitreem.kernel.request import ward_keys

    connection = await asyncpg.connect(url)
    try:
        root = sealing.root_keys(root_text)
        row = await connection.fetchrow("SELECT number, wrapped FROM app.ward_key WHERE ward_id = 1")
        assert row
        key = ward_keys.unwrap(root, 1, row["number"], row["wrapped"])
        rows = await connection.fetch(
            "SELECT id, sealed FROM app.incident_case WHERE ward_id = 1 AND id = ANY($1)", [UUID(one) for one in cases]
        )
        names = [key.open(one["sealed"], sealing.place(1, "incident_case", one["id"], "sealed")) for one in rows]
        return sum("Lê Bé An" in name.decode() for name in names)
    finally:
        await connection.close()
