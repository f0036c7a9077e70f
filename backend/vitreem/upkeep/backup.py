"""A backup of an embedded installation: a base backup of the cluster, then the files, then what lies there.

The files are copied after the base backup has ended, so that every row in it finds its bytes. Role passwords aren't
needed again; the field key lies in the backup only when that was asked for: whoever steals the backup must not be able
to open what is sealed in it.
"""

import asyncio
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vitreem.kernel.db.embedded import Embedded, programs
from vitreem.kernel.db.tenancy import MIGRATE_ROLE
from vitreem.kernel.request.operations import ARCHIVING
from vitreem.kernel.secrets import secret
from vitreem.upkeep.copying import copy_missing, digest, make_folder, sync_folder, write_file
from vitreem.upkeep.fingerprint import count_all
from vitreem.upkeep.owner import all_wards

FORMAT = 1
MANIFEST, BASE, FILES, LIST, KEY = "manifest.json", "base", "files", "files.sha256", "field.key"


class BackupFailed(RuntimeError):
    """Nothing was kept that could be taken for a backup; the text says why."""


def key_digest(field_key: str) -> str:
    """What tells a right field key from a wrong one, and gives nothing away: the key is 256 random bits."""
    return hashlib.sha256(b"vitreem field key\0" + field_key.encode()).hexdigest()


def run_program(program: str, *args: str, password: str = "") -> str:
    """One of PostgreSQL's client programs as ourselves. Raises `BackupFailed` with its words."""
    done = subprocess.run(  # noqa: S603  our own program with our own arguments
        [str(programs() / program), *args],
        env={**os.environ, "PGPASSWORD": password, "LC_ALL": "C"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupFailed(f"{program}: {done.stdout.strip()[-1500:]}")
    return done.stdout


def take_backup(
    server: Embedded,
    files_dir: Path,
    target: Path,
    *,
    field_key: str,
    with_key: bool = False,
    step: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Back up into the empty folder `target`; the manifest, which is written last. Raises `BackupFailed`, `OSError`.

    `step` hears what has been done: `base`, `files`, `checked`.
    """
    if target.exists() and any(target.iterdir()):
        raise BackupFailed(f"Thư mục {target} không trống; hãy sao lưu vào một thư mục mới.")
    make_folder(target)
    target.chmod(0o700)
    begun_at = datetime.now(UTC)
    _take_base(server, target)
    step("base")
    listed = _take_files(files_dir, target)
    step("files")
    run_program("pg_verifybackup", "--quiet", str(target / BASE))
    step("checked")
    if with_key:
        write_file(target / KEY, field_key)
    manifest = {
        "format": FORMAT,
        "begun_at": begun_at.isoformat(),
        "finished_at": datetime.now(UTC).isoformat(),
        **_facts(target / BASE),
        "files": len(listed),
        "file_bytes": sum((target / FILES / key).stat().st_size for key in listed),
        "files_sha256": digest(target / LIST).hex(),
        **asyncio.run(_live(server.url(MIGRATE_ROLE))),
        "field_key": {"included": with_key, "digest": key_digest(field_key)},
    }
    write_file(target / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _take_base(server: Embedded, target: Path) -> None:
    run_program(
        "pg_basebackup", "--pgdata", str(target / BASE), "--wal-method=stream", "--checkpoint=fast",
        "--manifest-checksums=SHA256", "--label=vitreem", "--no-password",
        "--host", str(server.socket_dir), "--username=postgres",
        password=secret(server.data_dir / "secrets", "postgres.password"),
    )  # fmt: skip


def _take_files(files_dir: Path, target: Path) -> list[str]:
    """Copy the files and list them as `sha256sum -c` reads it."""
    lines: dict[str, str] = {}
    make_folder(target / FILES)
    copy_missing(files_dir, target / FILES, copied=lambda key, seen: lines.update({key: seen.hex()}))
    write_file(target / LIST, "".join(f"{seen}  {FILES}/{key}\n" for key, seen in lines.items()))
    sync_folder(target)
    return list(lines)


def _facts(base: Path) -> dict[str, Any]:
    """What PostgreSQL says of its backup: where it begins and ends in the log."""
    whole = json.loads((base / "backup_manifest").read_text())
    label = (base / "backup_label").read_text()
    span = whole["WAL-Ranges"][0]
    first = re.search(r"\(file ([0-9A-F]{24})\)", label)
    return {
        "system_identifier": str(whole.get("System-Identifier", "")),
        "timeline": span["Timeline"],
        "begin_lsn": span["Start-LSN"],
        "end_lsn": span["End-LSN"],
        "first_wal": first[1] if first else "",
        "base_files": len(whole["Files"]),
        "base_bytes": sum(one["Size"] for one in whole["Files"]),
        "base_manifest_sha256": digest(base / "backup_manifest").hex(),
        "postgres": (base / "PG_VERSION").read_text().strip(),
    }


async def _live(migrate_url: str) -> dict[str, Any]:
    async with all_wards(migrate_url) as connection:
        archiving = await connection.fetchval(ARCHIVING)
        return {"archiving": archiving, "rows_when_finished": await count_all(connection)}


def read_manifest(backup: Path) -> dict[str, Any]:
    """The manifest of a finished backup whose lists are as they were written. Raises `BackupFailed`."""
    try:
        manifest = json.loads((backup / MANIFEST).read_text())
    except (OSError, ValueError):
        raise BackupFailed(f"{backup} không phải là bản sao lưu hoàn chỉnh (thiếu {MANIFEST}).") from None
    if manifest["format"] != FORMAT:
        raise BackupFailed(f"Bản sao lưu {backup} có dạng khác ({manifest['format']}).")
    for path, expected in (
        (backup / LIST, manifest["files_sha256"]),
        (backup / BASE / "backup_manifest", manifest["base_manifest_sha256"]),
    ):
        if not path.exists() or digest(path).hex() != expected:
            raise BackupFailed(f"Bản sao lưu đã hỏng: {path}.")
    return manifest


def give_up(target: Path) -> None:
    """Take a backup that failed away, but for the folder itself, which was there before."""
    for name in (BASE, FILES):
        shutil.rmtree(target / name, ignore_errors=True)
    for name in (LIST, KEY, MANIFEST):
        (target / name).unlink(missing_ok=True)
