"""The list of 50 assignments and the ward dashboard against the same SQL through bare FastAPI and asyncpg.

One PostgreSQL, 300 wards x 3,000 assignments; both servers are real uvicorn processes on one core each. Ours signs in,
opens the ward under row-level security and reads; the bare one holds a superuser connection without row-level security.
"""

import asyncio
import json
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from bench.filling import fill
from vitreem.assignments.dashboards import ward_statement
from vitreem.assignments.queries import list_statement
from vitreem.installation import alembic_config
from vitreem.kernel import embedded
from vitreem.kernel.access import cookie_name, hash_token
from vitreem.kernel.bootstrap import bootstrap
from vitreem.kernel.rows import JsonStatement
from vitreem.kernel.secrets import secret
from vitreem.kernel.tenancy import APP_ROLE, MIGRATE_ROLE
from vitreem.settings import Settings

WARDS = int(os.environ.get("BENCH_WARDS", "300"))
PER_WARD = int(os.environ.get("BENCH_PER_WARD", "3000"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
CLIENTS = 16
ROUNDS = 3


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def _prepare(folder: Path) -> embedded.Embedded:
    server = await asyncio.to_thread(embedded.start, folder)
    passwords = {role: secret(folder / "secrets", f"{role}.password") for role in (APP_ROLE, MIGRATE_ROLE)}
    await bootstrap(server.url("postgres", "postgres"), passwords)
    from alembic import command

    await asyncio.to_thread(command.upgrade, alembic_config(server.url(MIGRATE_ROLE)), "head")
    return server


async def _sessions(connection: asyncpg.Connection) -> dict[int, str]:
    """A session of an officer in each ward: token by ward."""
    now, tokens = datetime.now(UTC), {}
    accounts = await connection.fetch("SELECT ward_id, account_id FROM app.person")
    for row in accounts:
        token = tokens[row["ward_id"]] = secrets.token_urlsafe(32)
        await connection.execute(
            "INSERT INTO app.session (token_hash, id, account_id, ward_id, created_at, last_seen_at, expires_at, user_agent)"
            " VALUES ($1, gen_random_uuid(), $2, $3, $4, $4, $5, '')",
            hash_token(token), row["account_id"], row["ward_id"], now, now + timedelta(days=1),
        )  # fmt: skip
    return tokens


async def _load(url: str, requests: list[tuple[str, dict[str, str]]]) -> tuple[float, float]:
    """Requests a second and p95 in milliseconds of CLIENTS asking in turn for SECONDS."""
    times: list[float] = []
    until = time.perf_counter() + SECONDS

    port = int(url.rsplit(":", 1)[1])

    async def one(offset: int) -> None:
        """A keep-alive connection that asks for one reply after the other: far lighter than a client library."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        at = offset
        while time.perf_counter() < until:
            path, headers = requests[at % len(requests)]
            lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            begun = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: bench\r\n{lines}\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            assert head.startswith(b"http/1.1 200"), head
            await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
            times.append(time.perf_counter() - begun)
            at += CLIENTS
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(one(offset) for offset in range(CLIENTS)))
    seconds = time.perf_counter() - begun
    return len(times) / seconds, statistics.quantiles(times, n=20)[18] * 1000


async def _up(url: str) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(100):
            try:
                if (await client.get(url)).status_code == 200:
                    return
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
    raise RuntimeError("server did not start")


async def _explain(connection: asyncpg.Connection, figure: str, statement: JsonStatement, **values: Any) -> None:
    """What PostgreSQL does for one statement under the policies of the application's role."""
    arguments = [values[name] if name in values else statement.defaults[name] for name in statement.names]
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.ward_id', $1, true)", str(values["ward_id"]))
        for _ in range(2):  # the second time from memory
            found = json.loads(await connection.fetchval(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement.sql}", *arguments))

    def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield plan
        for one in plan.get("Plans", ()):
            yield from nodes(one)

    whole = list(nodes(found[0]["Plan"]))
    _print(
        figure=f"explain_{figure}", ms=round(found[0]["Execution Time"], 2),
        blocks=whole[0]["Shared Hit Blocks"] + whole[0]["Shared Read Blocks"],
        scans=sorted({f"{one['Node Type']} {one.get('Index Name') or one['Relation Name']}" for one in whole if "Relation Name" in one}),
    )  # fmt: skip


def _print(**line: Any) -> None:
    print(json.dumps({"bench": "reads", **line}), flush=True)


async def run() -> None:
    """Fill, serve, measure, print."""
    folder = Path(tempfile.mkdtemp(prefix="vte-bench-"))
    folder.chmod(0o755)
    processes: list[subprocess.Popen[bytes]] = []
    server = await _prepare(folder)
    try:
        begun = time.perf_counter()
        connection = await asyncpg.connect(server.url("postgres"))
        await fill(connection, WARDS, PER_WARD)
        tokens = await _sessions(connection)
        plans: dict[int, UUID] = {row["ward_id"]: row["id"] for row in await connection.fetch("SELECT ward_id, id FROM app.plan")}
        await connection.execute("VACUUM ANALYZE")
        _print(figure="filled", wards=WARDS, rows=WARDS * PER_WARD, seconds=round(time.perf_counter() - begun, 1))
        await connection.close()
        ward = max(plans)
        shown = await asyncpg.connect(server.url(APP_ROLE), server_settings={"jit": "off"})
        for figure, filters, given in (
            ("list", (), {}),
            ("list_overdue_words", ("overdue", "q"), {"q": "thieu nhi"}),
            ("list_of_unit", (), {"unit_ids": [next(iter(plans.values()))]}),
        ):
            statement = list_statement("units" if "unit_ids" in given else "all", frozenset(filters), "due")
            await _explain(shown, figure, statement, ward_id=ward, today=datetime.now(UTC).date(), limit=50, **given)
        await _explain(shown, "ward_dashboard", ward_statement(), ward_id=ward, plan_id=plans[ward], today=datetime.now(UTC).date())
        await shown.close()
        ours, bare = _port(), _port()
        listing, drawing = list_statement("all", frozenset(), "due"), ward_statement()
        plain = {
            "DSN": server.url("postgres"),
            "LIST_SQL": listing.sql, "LIST_NAMES": json.dumps(listing.names), "LIST_DEFAULTS": json.dumps(listing.defaults),
            "WARD_SQL": drawing.sql, "WARD_NAMES": json.dumps(drawing.names), "WARD_DEFAULTS": json.dumps(drawing.defaults),
        }  # fmt: skip
        common = [sys.executable, "-m", "uvicorn", "--factory", "--no-access-log", "--log-level", "warning", "--host", "127.0.0.1"]
        environment = {**os.environ, "DATA_DIR": str(folder), "PYTHONPATH": "."}
        quiet = {"stdout": subprocess.DEVNULL}
        processes.append(subprocess.Popen([*common, "--port", str(ours), "vitreem.serving:application"], env=environment, **quiet))
        processes.append(subprocess.Popen([*common, "--port", str(bare), "bench.bare:application"], env={**environment, **plain}, **quiet))
        await _up(f"http://127.0.0.1:{ours}/healthz")
        await _up(f"http://127.0.0.1:{bare}/healthz")
        name = cookie_name(Settings())
        for what, our_path, bare_path in (
            ("list_of_50", "/api/v1/assignments?limit=50", "/list?ward_id={ward}"),
            ("ward_dashboard", "/api/v1/dashboards/ward", "/ward?ward_id={ward}&plan_id={plan}"),
        ):
            ratios: list[float] = []
            p95: dict[str, list[float]] = {"ten": [], "all": []}
            mine = [(our_path, {"Cookie": f"{name}={token}"}) for token in tokens.values()]
            for _ in range(ROUNDS):
                theirs = [(bare_path.format(ward=ward, plan=plans[ward]), {}) for ward in tokens]
                our_rate, slowest = await _load(f"http://127.0.0.1:{ours}", mine)
                p95["all"].append(slowest)
                bare_rate, _ = await _load(f"http://127.0.0.1:{bare}", theirs)
                p95["ten"].append((await _load(f"http://127.0.0.1:{ours}", mine[:10]))[1])
                ratios.append(our_rate / bare_rate)
                _print(figure=what, ours_per_second=round(our_rate), bare_per_second=round(bare_rate), ratio=round(our_rate / bare_rate, 2))
            ten, everyone = statistics.median(p95["ten"]), statistics.median(p95["all"])
            _print(
                figure=f"{what}_summary", ratio=round(statistics.median(ratios), 2), goal=0.6,
                p95_ms_10_wards=round(ten, 1), p95_ms_all_wards=round(everyone, 1), p95_ratio=round(everyone / ten, 2),
            )  # fmt: skip
    finally:
        for process in processes:
            process.terminate()
            process.wait(20)
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    asyncio.run(run())
