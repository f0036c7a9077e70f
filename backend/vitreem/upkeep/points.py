"""Named moments of PostgreSQL's log."""

from pathlib import Path
from typing import Any

import asyncpg

from vitreem.kernel.db.embedded import Embedded
from vitreem.upkeep.archive import files_folder
from vitreem.upkeep.copying import copy_missing


async def set_point(server: Embedded, name: str, files_dir: Path, archive_dir: Path | None) -> dict[str, Any]:
    """Name this moment and archive the log and the files up to it at once: `{point, at, lsn}`.

    Raises `OSError` when the archive folder is away; the moment has its name then, and its files are still to come.
    """
    connection = await asyncpg.connect(server.url("postgres", "postgres"), timeout=10)
    try:
        lsn = await connection.fetchval("SELECT pg_create_restore_point($1)::text", name)
        at = await connection.fetchval("SELECT clock_timestamp()")
        await connection.execute("SELECT pg_switch_wal()")
    finally:
        await connection.close()
    if archive_dir is not None:
        copy_missing(files_dir, files_folder(archive_dir), parts=False)
    return {"point": name, "at": at.isoformat(), "lsn": lsn}
