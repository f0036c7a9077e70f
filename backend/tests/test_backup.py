"""Backup and restore of a real folder: to a named point, without the key, and what is refused."""

import asyncio
import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.test_commands import Served, _environment, _serve
from tests.test_serving import VITREEM
from vitreem.cli import app
from vitreem.installation import Installation, NotConfigured
from vitreem.kernel.db import embedded
from vitreem.kernel.db.tenancy import MIGRATE_ROLE, OWNER_ROLE
from vitreem.kernel.files.store import DiskStore
from vitreem.kernel.ids import new_id
from vitreem.settings import Settings
from vitreem.upkeep.backup import BackupFailed, key_digest, read_manifest
from vitreem.upkeep.restore import Point, restore


@pytest.fixture(scope="module")
def served(new_folder: Callable[[str], Path]) -> Iterator[Served]:
    folder = new_folder("installation")
    (folder / "archive").mkdir()
    os.environ["ARCHIVE_DIR"] = str(folder / "archive")
    served = _serve(folder / "data")
    yield served
    served.process.terminate()
    served.process.wait(30)
    del os.environ["ARCHIVE_DIR"]


def _run(served: Served, *command: str) -> subprocess.CompletedProcess[str]:
    environment = _environment(served.folder)
    return subprocess.run(
        [str(VITREEM), *command], env=environment, capture_output=True, text=True, timeout=90, check=False
    )


async def _keep(served: Served, data: bytes) -> str:
    """A file with its row, as a request would leave them; its key."""
    import asyncpg

    server = embedded.Embedded(served.folder, embedded.socket_dir(served.folder))
    written = await DiskStore(served.folder / "files").write(1, data)
    connection = await asyncpg.connect(server.url(MIGRATE_ROLE))
    await connection.execute(f"SET ROLE {OWNER_ROLE}")
    await connection.execute(
        "INSERT INTO app.ward (id, code, name, province, due_day_counts, version) VALUES (1, '1', 'a', 'b', true, 1) ON CONFLICT DO NOTHING"
    )
    await connection.execute(
        "INSERT INTO app.stored_file (ward_id, id, storage_key, name, media_type, size, sha256, stored_at)"
        " VALUES (1, $1, $2, 'a', 'text/plain', $3, $4, now())",
        new_id(), written.key, written.size, written.sha256,
    )  # fmt: skip
    await connection.close()
    return written.key


@pytest.fixture(scope="module")
def story(served: Served, new_folder: Callable[[str], Path]) -> dict:
    """A file, a backup, a second file, a point, a third file."""
    backup = new_folder("backups") / "one"
    asyncio.run(_keep(served, b"before the backup"))
    made = _run(served, "backup", str(backup))
    assert made.returncode == 0, made.stderr
    asyncio.run(_keep(served, b"after the backup"))
    point = _run(served, "db", "point", "here")
    assert point.returncode == 0, point.stderr
    late = asyncio.run(_keep(served, b"after the point"))
    last = served.folder.parent / "archive" / "wal"
    until = time.monotonic() + 10
    while time.monotonic() < until and not list(last.glob("000000010000000000000003.gz")):
        time.sleep(0.1)
    return {
        "backup": backup,
        "made": json.loads(made.stdout),
        "late": late,
        "archive": served.folder.parent / "archive",
    }


class TestBackup:
    def test_is_private_and_has_no_key(self, story):
        for path in [story["backup"], *story["backup"].rglob("*")]:
            assert path.stat().st_mode & 0o077 == 0, path
        names = {path.name for path in story["backup"].rglob("*")}
        assert not names & {"field.key", "postgres.password", "vte_app.password"}
        assert read_manifest(story["backup"])["field_key"]["included"] is False

    def test_the_server_went_on_and_archives(self, served, story):
        assert served.ask()[1] == {"status": "ready", "archiving": "working"}
        assert story["made"]["archiving"] == "working"

    def test_a_folder_with_something_in_it_is_refused(self, served, story):
        done = _run(served, "backup", str(story["backup"]))
        assert done.returncode == 1
        assert "không trống" in done.stderr
        assert read_manifest(story["backup"])


class TestRestore:
    def test_to_a_named_point_without_the_key_and_then_with_it(self, served, story, new_folder):
        target = new_folder("restored") / "data"
        options = ["--to", str(target), "--target-name", "here", "--archive", str(story["archive"])]
        done = CliRunner().invoke(app, ["restore", str(story["backup"]), *options])
        assert done.exit_code == 0, done.output
        found = json.loads(done.stdout)
        assert (found["rows"]["stored_file"], found["rows"]["ward"]) == (2, 1)
        assert (found["files"]["clean"], found["files"]["files"]) == (True, 2)
        assert found["files"]["keys"].get("without_row", []) in ([], [story["late"]])
        assert found["field_key"] == "missing"
        for path in (target / "secrets").iterdir():
            assert path.stat().st_mode & 0o077 == 0, path
        assert not (target / "postgres" / "postmaster.pid").exists()
        with pytest.raises(NotConfigured, match="Thiếu khóa mã hóa"):
            _ = Installation(Settings(data_dir=target, _env_file=None)).field_key
        (target / "secrets" / "field.key").write_text((served.folder / "secrets" / "field.key").read_text())
        again = _serve(target)
        assert again.ask()[0] == 200
        again.process.terminate()
        again.process.wait(30)

    def test_the_key_comes_back_from_the_sheet_of_paper(self, served, story, new_folder):
        target = new_folder("sheet") / "data"
        assert CliRunner().invoke(app, ["restore", str(story["backup"]), "--to", str(target)]).exit_code == 0
        # Without the key everything but the sealed goes on.
        again = _serve(target)
        assert again.ask()[0] == 200
        again.process.terminate()
        again.process.wait(30)
        sheet = _run(served, "keys", "sheet").stdout
        typed = [line.strip() for line in sheet.splitlines() if re.match(r"\s+\d+\. ", line)]
        slip = [typed[0].replace(typed[0][3], "A" if typed[0][3] != "A" else "B", 1), *typed[1:]]
        wrong = CliRunner().invoke(app, ["keys", "enter", "--to", str(target)], input="\n".join(slip))
        assert (wrong.exit_code, "dòng 1" in wrong.output) == (2, True)
        entered = CliRunner().invoke(app, ["keys", "enter", "--to", str(target)], input="\n".join(typed))
        assert entered.exit_code == 0, entered.output
        key = Installation(Settings(data_dir=target, _env_file=None)).field_key
        assert key == (served.folder / "secrets" / "field.key").read_text().strip()

    def test_refusals(self, story, tmp_path):
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "something").touch()
        with pytest.raises(BackupFailed, match="không trống"):
            restore(story["backup"], tmp_path / "full", point=Point())
        with pytest.raises(BackupFailed, match="không phải là khóa"):
            restore(story["backup"], tmp_path / "a", point=Point(), field_key="another")
        with pytest.raises(BackupFailed, match="--archive"):
            restore(story["backup"], tmp_path / "b", point=Point(name="here"))
        with pytest.raises(BackupFailed, match="không phải là bản sao lưu"):
            restore(tmp_path / "full", tmp_path / "c", point=Point())

    def test_a_point_that_never_was(self, story, new_folder):
        target = new_folder("never") / "data"
        with pytest.raises(BackupFailed, match="recovery target"):
            restore(story["backup"], target, point=Point(name="nowhere"), archive=story["archive"])

    def test_a_backup_whose_file_changed_is_refused(self, story, tmp_path):
        file = next(path for path in (story["backup"] / "files").rglob("*") if path.is_file())
        whole = file.read_bytes()
        file.write_bytes(b"x" + whole[1:])
        with pytest.raises(BackupFailed, match="đã hỏng"):
            restore(story["backup"], tmp_path / "data", point=Point())
        file.write_bytes(whole)


class TestArchiveFolder:
    def test_away_is_told_and_stops_nobody(self, served, story):
        archive = story["archive"]
        archive.rename(archive.with_name("away"))
        try:
            assert _run(served, "db", "point", "unarchived").returncode == 1
            until = time.monotonic() + 12
            while time.monotonic() < until and served.ask()[1]["archiving"] != "failing":
                time.sleep(0.2)
            assert served.ask()[1] == {"status": "ready", "archiving": "failing"}
        finally:
            archive.with_name("away").rename(archive)


def test_the_digest_of_a_key_is_not_the_key():
    assert key_digest("a") != key_digest("b")
    assert len(key_digest("a")) == 64
