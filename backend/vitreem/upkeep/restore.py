"""Back from a backup into a new data folder, to its end or to a point after it.

The restored cluster gets new role passwords. The field key comes from the backup or from the recovery copy; without it
`vitreem serve` refuses to start on the folder, so that no new key is made beside data sealed with the old one.
"""

import asyncio
import gzip
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg

from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.db import embedded
from vitreem.kernel.db.bootstrap import bootstrap
from vitreem.kernel.db.embedded import Embedded
from vitreem.kernel.db.tenancy import APP_ROLE, MIGRATE_ROLE
from vitreem.kernel.secrets import secret
from vitreem.upkeep.backup import BASE, FILES, KEY, LIST, BackupFailed, key_digest, read_manifest, run_program
from vitreem.upkeep.copying import copy_missing, copy_tree, digest, make_folder, write_file
from vitreem.upkeep.file_check import FileCheck, check_files
from vitreem.upkeep.fingerprint import count_all
from vitreem.upkeep.owner import all_wards

_RECOVERY_SECONDS = 24 * 3600
_WAL, _HBA = "restore-wal", "restore_hba.conf"


@dataclass(frozen=True)
class Point:
    """How far to go: a time, a named point (`vitreem db point`), or all there is."""

    time: datetime | None = None
    name: str | None = None

    def settings(self) -> dict[str, str]:
        """PostgreSQL's settings. A time without a zone is Vietnam's."""
        if self.name:
            return {"recovery_target_name": self.name}
        if self.time:
            local = self.time if self.time.tzinfo else self.time.replace(tzinfo=VIETNAM)
            return {"recovery_target_time": local.isoformat()}
        return {}


def restore(
    backup: Path,
    target: Path,
    *,
    point: Point,
    archive: Path | None = None,
    field_key: str | None = None,
    step: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Restore into the empty folder `target`, which becomes a data folder. Raises `BackupFailed`, `OSError`.

    Returns what is there: the rows of each table, the check of the files, whether the field key is in place.
    """
    if target.exists() and any(target.iterdir()):
        raise BackupFailed(f"Thư mục {target} không trống; hãy phục hồi vào một thư mục mới.")
    if point.settings() and archive is None:
        raise BackupFailed("Phục hồi đến một thời điểm cần thư mục lưu nhật ký: --archive DIR hoặc ARCHIVE_DIR.")
    manifest = read_manifest(backup)
    run_program("pg_verifybackup", "--quiet", str(backup / BASE))
    _check_listed(backup)
    step("checked")
    key = _field_key(backup, manifest, field_key)
    make_folder(target)
    copy_tree(backup / BASE, target / "postgres")
    copy_missing(backup / FILES, target / "files")
    if archive is not None:
        copy_missing(archive / "files", target / "files")
        _bring_wal(archive / "wal", target / "postgres" / _WAL, manifest["first_wal"])
    make_folder(target / "files")
    step("copied")
    server = _recover(target, point, archived=archive is not None)
    try:
        step("recovered")
        asyncio.run(_passwords(server))
        rows, reached, check = asyncio.run(_look(server, target / "files"))
    finally:
        server.stop()
    _tidy(target)
    make_folder(target / "secrets")
    write_file(target / "secrets" / "field.key.sha256", manifest["field_key"]["digest"])
    if key is not None:
        write_file(target / "secrets" / KEY, key)
    return {
        "restored": str(target),
        "backup_of": manifest["begun_at"],
        "point": point.name or (point.time.isoformat() if point.time else "end"),
        "last_change_at": reached and reached.isoformat(),
        "rows": rows,
        "files": check.to_json(),
        "field_key": "in_place" if key is not None else "missing",
    }


def _field_key(backup: Path, manifest: dict[str, Any], given: str | None) -> str | None:
    """The key that was given, or the one in the backup. Raises `BackupFailed` when it is another one."""
    key = given.strip() if given else (backup / KEY).read_text().strip() if (backup / KEY).exists() else None
    if key is not None and key_digest(key) != manifest["field_key"]["digest"]:
        raise BackupFailed("Khóa mã hóa không phải là khóa của bản sao lưu này.")
    return key


def _check_listed(backup: Path) -> None:
    for line in (backup / LIST).read_text().splitlines():
        expected, key = line.split("  ", 1)
        if not (backup / key).exists() or digest(backup / key).hex() != expected:
            raise BackupFailed(f"Bản sao lưu đã hỏng: {backup / key}.")


def _bring_wal(source: Path, target: Path, first: str) -> None:
    """The archived log from the backup's first segment on, where PostgreSQL's user can read it."""
    if not source.is_dir():
        raise BackupFailed(f"Không có nhật ký ở {source}.")
    make_folder(target)
    for path in sorted(source.glob("*.gz")):
        name = path.name.removesuffix(".gz")
        if name.endswith(".history") or name[8:24] >= first[8:24]:
            with gzip.open(path) as packed, (target / name).open("wb") as file:
                shutil.copyfileobj(packed, file)


def _recover(target: Path, point: Point, *, archived: bool) -> Embedded:
    """Start the copied cluster, let it read the log up to the point and take it into service. Raises `BackupFailed`."""
    cluster, user = target.resolve() / "postgres", embedded.system_user()
    (cluster / "server.log").unlink(missing_ok=True)  # of the server that was backed up
    (cluster / "recovery.signal").touch(0o600)
    # Its passwords are those of another secrets folder: the owner of the private socket sets new ones.
    write_file(cluster / _HBA, "local all postgres trust\nlocal all all scram-sha-256\n")
    for folder, _, names in os.walk(cluster):
        for path in (Path(folder), *(Path(folder) / name for name in names)):
            embedded.own(path, user)
    settings = {
        "archive_mode": "off",
        "hba_file": str(cluster / _HBA),
        "restore_command": f"cp {_WAL}/%f %p" if archived else "false",
        "recovery_target_action": "promote",
        **point.settings(),
    }
    try:
        server = embedded.start(target, settings, seconds=_RECOVERY_SECONDS)
        asyncio.run(_until_writable(server))
    except (RuntimeError, OSError, asyncpg.PostgresError) as error:
        running = Embedded(target.resolve(), embedded.socket_dir(target.resolve()))
        with suppress(RuntimeError):  # it may be just ending by itself
            if running.pid:
                running.stop()
        raise BackupFailed(f"Không phục hồi được đến thời điểm đã chọn.\n{_last_words(cluster) or error}") from None
    return server


def _last_words(cluster: Path) -> str:
    log = cluster / "server.log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join(line for line in lines if "FATAL" in line or "PANIC" in line)[-1000:]


async def _until_writable(server: Embedded) -> None:
    while True:
        connection = await asyncpg.connect(server.url("postgres", "postgres"), timeout=10)
        try:
            if not await connection.fetchval("SELECT pg_is_in_recovery()"):
                return
        finally:
            await connection.close()
        await asyncio.sleep(0.2)


async def _passwords(server: Embedded) -> None:
    """New passwords for all roles, from the new folder's secrets."""
    folder = server.data_dir / "secrets"
    connection = await asyncpg.connect(server.url("postgres", "postgres"), timeout=10)
    try:
        quoted = await connection.fetchval("SELECT quote_literal($1::text)", secret(folder, "postgres.password"))
        await connection.execute(f"ALTER ROLE postgres PASSWORD {quoted}")
    finally:
        await connection.close()
    passwords = {role: secret(folder, f"{role}.password") for role in (APP_ROLE, MIGRATE_ROLE)}
    await bootstrap(server.url("postgres", "postgres"), passwords)


async def _look(server: Embedded, files: Path) -> tuple[dict[str, int], datetime | None, FileCheck]:
    async with all_wards(server.url(MIGRATE_ROLE)) as connection:
        rows = await count_all(connection)
        reached = await connection.fetchval("SELECT pg_last_xact_replay_timestamp()")
    return rows, reached, await check_files(server.url(MIGRATE_ROLE), files, digests=True, young_seconds=-1)


def _tidy(target: Path) -> None:
    """What only the recovery needed."""
    cluster = target / "postgres"
    shutil.rmtree(cluster / _WAL, ignore_errors=True)
    (cluster / _HBA).unlink(missing_ok=True)
    (cluster / "vitreem.conf").unlink(missing_ok=True)
