"""What comes in: a sheet of 5,000 activities, and 20 photos of 4 MB over a line that is cut five times."""

import asyncio
import io
import json
import random
import socket
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import httpx
from PIL import Image

from bench.filling import fill
from bench.server import empty_server, served, sessions
from vitreem.activities.sheets import FILLED
from vitreem.kernel.files.excel import workbook
from vitreem.kernel.request.transactions import cookie_name
from vitreem.settings import Settings

ROWS, PHOTOS, CUTS = 5_000, 20, 5


def _print(**line: Any) -> None:
    print(json.dumps({"bench": "records", **line}), flush=True)


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


async def run() -> None:
    """Serve an otherwise empty ward, bring in, measure, print."""
    async with empty_server() as server:
        connection = await asyncpg.connect(server.url("postgres"))
        await fill(connection, 1, 30)
        await connection.execute("DELETE FROM app.activity")
        token = (await sessions(connection))[1]
        headers = {"X-CSRF": "1", "Cookie": f"{cookie_name(Settings())}={token}"}
        async with (
            served(server, "vitreem.serving:application") as (url, pid),
            httpx.AsyncClient(base_url=f"{url}/api/v1", headers=headers, timeout=120) as client,
        ):
            await _sheet(client, connection, pid)
            await _photos(client, connection, server.data_dir / "files")
        await connection.close()


async def _sheet(client: httpx.AsyncClient, connection: asyncpg.Connection, pid: int) -> None:
    day = date.today() - timedelta(days=40)  # noqa: DTZ011
    data = workbook(
        "Hoạt động",
        FILLED,
        (
            (
                f"HD-{row}", "Sinh hoạt hè", f"Lớp bơi số {row}", f"Khu phố {row % 30 + 1}", f"Khu phố {row % 30 + 1}",
                "Hồ bơi phường", f"{day + timedelta(days=row % 30):%d/%m/%Y} 08:00",
                f"{day + timedelta(days=row % 30):%d/%m/%Y} 10:00", "Có", "12", "15", "3", "1", "4", "1.500.000", "0", "Tốt",
            )
            for row in range(ROWS)
        ),
    )  # fmt: skip
    before = _peak_mb(pid)
    for what, expected in (("created", ROWS), ("unchanged", ROWS)):
        begun = time.perf_counter()
        reply = await client.post(
            "/activities/import", files={"file": ("a.xlsx", data)}, headers={"Idempotency-Key": f"bench-{what}"}
        )
        job = await finished(client, reply.json())
        seconds = time.perf_counter() - begun
        assert job["result"][what] == expected, job
        _print(
            figure=f"import_{what}",
            rows=ROWS,
            seconds=round(seconds, 2),
            limit=10,
            peak_mb=round(_peak_mb(pid)),
            idle_mb=round(before),
            limit_mb=300,
        )
    stored = await connection.fetchval("SELECT count(*) FROM app.activity")
    _print(figure="import_stored", rows=stored, doubled=stored - ROWS)


async def finished(client: httpx.AsyncClient, job: dict[str, Any]) -> dict[str, Any]:
    """The job, when it has ended."""
    while job["state"] in ("waiting", "running"):
        await asyncio.sleep(0.2)
        job = (await client.get(f"/jobs/{job['id']}")).json()
    return job


def _noise(seed: int) -> bytes:
    """A JPEG of about 4 MB that nothing makes smaller."""
    rng = random.Random(seed)
    picture = Image.frombytes("RGB", (2_600, 1_900), rng.randbytes(2_600 * 1_900 * 3))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


class _Line:
    """A client whose connection breaks at chosen parts: in the middle of the body, or after it and before the answer."""

    def __init__(self, client: httpx.AsyncClient, breaks: dict[int, str]) -> None:
        self.client, self.breaks, self.parts, self.cuts = client, breaks, 0, 0

    async def put(self, path: str, data: bytes) -> bool:
        """Send a part; whether an answer came."""
        self.parts += 1
        how = self.breaks.pop(self.parts, None)
        if how is None:
            reply = await self.client.put(path, content=data)
            assert reply.status_code in (200, 409), reply.text
            return reply.status_code == 200
        self.cuts += 1
        await asyncio.to_thread(self._break, path, data, how)
        return False

    def _break(self, path: str, data: bytes, how: str) -> None:
        base = urlsplit(str(self.client.base_url))
        lines = "".join(f"{name}: {self.client.headers[name]}\r\n" for name in ("x-csrf", "cookie"))
        head = f"PUT {base.path.rstrip('/')}{path} HTTP/1.1\r\nHost: {base.netloc}\r\n{lines}Content-Length: {len(data)}\r\n\r\n"
        with socket.create_connection((base.hostname or "", base.port or 80)) as line:
            line.sendall(head.encode() + (data[: len(data) // 2] if how == "half" else data))
            time.sleep(0.3 if how == "whole" else 0)


async def _photos(client: httpx.AsyncClient, connection: asyncpg.Connection, files: Path) -> None:
    unit = (await client.get("/units")).json()["items"][0]["id"]
    body = {
        "area": "recreation", "title": "Đêm hội trăng rằm", "unit_id": unit, "held": True,
        "starts_at": "2026-06-01T19:00:00+07:00", "ends_at": "2026-06-01T21:00:00+07:00",
    }  # fmt: skip
    record = (await client.post("/activities", json=body, headers={"Idempotency-Key": "bench-photos"})).json()["id"]
    line = _Line(client, dict(zip((3, 17, 40, 61, 75), ("half", "whole", "half", "whole", "half"), strict=True)))
    sent, begun = 0, time.perf_counter()
    for number in range(PHOTOS):
        data = _noise(number)
        sent += len(data)
        opened = (
            await client.post(
                "/uploads",
                json={"name": f"{number}.jpg", "size": len(data)},
                headers={"Idempotency-Key": f"bench-open-{number}"},
            )
        ).json()
        at, received, part = f"/uploads/{opened['id']}", 0, opened["part_bytes"]
        while received < len(data):
            answered = await line.put(f"{at}?offset={received}", data[received : received + part])
            received = min(received + part, len(data)) if answered else (await client.get(at)).json()["received"]
        # The answer to the last step may be lost too: the same key again has the same effect.
        for _ in range(2 if number % 5 == 0 else 1):
            taken = await client.post(
                f"/activities/{record}/files",
                json={"upload_id": opened["id"]},
                headers={"Idempotency-Key": f"bench-take-{number}"},
            )
            assert taken.status_code == 201, taken.text
    seconds = time.perf_counter() - begun
    kept = (await client.get(f"/activities/{record}")).json()["files"]
    rows = await connection.fetch("SELECT storage_key, size FROM app.stored_file WHERE storage_key <> 'none'")
    on_disk = sum((files / row["storage_key"]).stat().st_size == row["size"] for row in rows)
    _print(
        figure="photos_over_a_broken_line", photos=PHOTOS, mb=round(sent / 1e6), cuts=line.cuts, seconds=round(seconds, 1),
        kept=len(kept), lost=PHOTOS - len(kept), stored_twice=len(rows) - len(kept), whole_on_disk=on_disk,
        left_in_parts=len(list((files / "1" / "parts").glob("*"))), passed=len(kept) == len(rows) == on_disk == PHOTOS and line.cuts == CUTS,
    )  # fmt: skip


if __name__ == "__main__":
    asyncio.run(run())
