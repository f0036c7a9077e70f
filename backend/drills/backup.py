"""Back from a backup and what was archived since, to a point, while people go on writing.

Rows counted and digested at the point are there, rows written after it are not, every row's file is there, and a person
with two-step sign-in enters the restored copy with the recovery copy of the field key.
"""

import asyncio
import os
import shutil
import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyotp

from drills.frame import Drill, Server, client, folder, served, sign_in
from drills.writers import Writers
from vitreem.demo.wards import PASSWORD
from vitreem.kernel.db import embedded
from vitreem.kernel.db.tenancy import MIGRATE_ROLE
from vitreem.upkeep.archive import FILES_SECONDS
from vitreem.upkeep.fingerprint import Fingerprint, fingerprint_all
from vitreem.upkeep.owner import all_wards

RESTORE_SECONDS = 180
_GUARDED = "captren"  # the account whose second factor is sealed with the field key


def run(drill: Drill) -> None:
    with folder("backup") as home:
        archive, key = home / "archive", home / "recovery" / "field.key"
        archive.mkdir()
        key.parent.mkdir()
        with served(home / "data", ARCHIVE_DIR=str(archive)) as server:
            drill.say(f"serving at {server.url}")
            shutil.copy(home / "data" / "secrets" / "field.key", key)
            story = asyncio.run(_live(drill, server, home))
            time.sleep(FILES_SECONDS + 2)
            drill.say("the machine burns")
            server.kill()
            os.kill(server.postmaster or 0, signal.SIGKILL)
        shutil.rmtree(home / "data")
        _restore_alone(drill, home, story, key)
        for kind in ("name", "time"):
            _restore(drill, home, kind, story, key)


async def _live(drill: Drill, server: Server, home: Path) -> dict[str, Any]:
    """Writers at work; a backup; two points with a quiet moment each, in which everything is counted."""
    secret = await _second_factor(server)
    writers, story = Writers(server.url, home / "journal", drill.seed), {"secret": secret}
    await writers.sign_in()
    work = asyncio.create_task(writers.run())
    await asyncio.sleep(3)
    begun, story["before"] = time.monotonic(), dict(writers.records.entries)
    await asyncio.to_thread(server.command, "backup", str(home / "backup"))
    drill.say(f"backed up in {time.monotonic() - begun:.1f} s, {len(writers.records.entries)} writes so far")
    for kind in ("time", "name"):
        await asyncio.sleep(drill.random.uniform(3, 5))
        writers.pause.clear()
        await writers.quiet()
        story[kind] = await _count(server)
        if kind == "time":
            # The point lies in a second in which nothing is written.
            await asyncio.sleep(0.5)
            story["moment"] = datetime.now(UTC).isoformat()
            await asyncio.sleep(0.5)
        else:
            await asyncio.to_thread(server.command, "db", "point", "drill")
        story[f"written_by_{kind}"] = dict(writers.records.entries)
        writers.pause.set()
    await asyncio.sleep(3)
    writers.stop.set()
    await work
    story["written"] = dict(writers.records.entries)
    assert not writers.wrong, writers.wrong
    drill.say(f"{len(writers.records.entries)} writes and {len(writers.photos.entries)} photos")
    return story


async def _second_factor(server: Server) -> str:
    """Two-step sign-in for one account; its secret lies in the database, sealed."""
    async with client(server.url) as http:
        await sign_in(http, _GUARDED)
        secret = (await http.post("/account/totp", json={"password": PASSWORD})).json()["secret"]
        # The code of the last half minute counts too, and leaves this one for the restored copy.
        code = pyotp.TOTP(secret).at(time.time() - 30)
        reply = await http.post("/account/totp/confirm", json={"code": code, "password": PASSWORD})
        assert reply.is_success, reply.text
    return secret


async def _count(server: Server) -> dict[str, Fingerprint]:
    running = embedded.Embedded(server.data_dir, embedded.socket_dir(server.data_dir))
    async with all_wards(running.url(MIGRATE_ROLE)) as connection:
        return await fingerprint_all(connection)


def _restore_alone(drill: Drill, home: Path, story: dict[str, Any], key: Path) -> None:
    """The backup by itself, made under writes and without what was archived: every row in it finds its file."""
    target = home / "restored-alone" / "data"
    target.parent.mkdir(mode=0o711)
    server = Server(target, LOAD_DEMO="false")
    options = ("--to", str(target), "--field-key", str(key))
    found = server.command("restore", str(home / "backup"), *options, wrong_is_told=True)
    server.start()
    try:
        server.until_ready(120)
        present, _ = asyncio.run(_present(server, story["before"], {}))
    finally:
        server.stop()
    files = found["files"]
    drill.note(
        "backup_alone", limit=0, passed=files["clean"] and files["files"] > 0 and present, files=files["files"],
        files_missing=files["missing"], files_wrong=files["wrong_size"] + files["wrong_digest"],
        without_row=files["without_row"], acknowledged_before_all_there=present,
    )  # fmt: skip


def _restore(drill: Drill, home: Path, kind: str, story: dict[str, Any], key: Path) -> None:
    target = home / f"restored-{kind}" / "data"
    target.parent.mkdir(mode=0o711)
    point = ("--target-name", "drill") if kind == "name" else ("--target-time", story["moment"])
    server = Server(target, LOAD_DEMO="false")
    begun = time.monotonic()
    found = server.command(
        "restore", str(home / "backup"), "--to", str(target), *point, "--archive", str(home / "archive"),
        "--field-key", str(key), wrong_is_told=True,
    )  # fmt: skip
    seconds = time.monotonic() - begun
    drill.say(f"restored to a {kind} in {seconds:.1f} s")
    server.start()
    try:
        server.until_ready(120)
        here = asyncio.run(_count(server))
        signed_in = asyncio.run(_enter(server, story["secret"]))
        present, late = asyncio.run(_present(server, story[f"written_by_{kind}"], story["written"]))
    finally:
        server.stop()
    expected: dict[str, Fingerprint] = story[kind]
    differing = sorted(name for name in expected.keys() | here.keys() if expected.get(name) != here.get(name))
    files = found["files"]
    drill.note(
        f"restored_to_a_{kind}", limit=0,
        passed=not differing and files["clean"] and signed_in and present and not late and seconds <= RESTORE_SECONDS,
        tables=len(expected), rows=sum(one.rows for one in expected.values()), differing=differing,
        rows_after_the_point=late, acknowledged_before_all_there=present, files=files["files"],
        files_missing=files["missing"], files_wrong=files["wrong_size"] + files["wrong_digest"],
        signed_in_with_recovery_key=signed_in, restore_seconds=round(seconds, 1), restore_limit=RESTORE_SECONDS,
    )  # fmt: skip


async def _enter(server: Server, secret: str) -> bool:
    async with client(server.url) as http:
        try:
            await sign_in(http, _GUARDED, totp_code=pyotp.TOTP(secret).now())
        except RuntimeError:
            return False
        return (await http.get("/session")).status_code == 200


async def _present(server: Server, before: dict[str, str], written: dict[str, str]) -> tuple[bool, int]:
    """Whether all that was acknowledged before the point is there, and how much of what came after it."""
    running = embedded.Embedded(server.data_dir, embedded.socket_dir(server.data_dir))
    async with all_wards(running.url(MIGRATE_ROLE)) as connection:
        rows = await connection.fetch("SELECT id::text FROM app.activity WHERE title LIKE 'drill-%'")
    there = {row[0] for row in rows}
    return set(before.values()) <= there, len((set(written.values()) - set(before.values())) & there)
