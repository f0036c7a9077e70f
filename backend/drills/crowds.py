"""The crowds of `drill-crowd`, each a slow, broken or greedy kind of caller. They run in a process of their own."""

import asyncio
import io
import os
import random
import socket
import time
import zipfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from drills.child_lists import child_list
from drills.frame import sign_in

Answers = Counter[str]
Crowd = Callable[["Place"], Awaitable[None]]


class Place:
    """Where a crowd gathers: the server's address, how long it stays, what it hears."""

    def __init__(self, url: str, seconds: float, seed: int) -> None:
        self.url, self.until, self.heard = url, time.monotonic() + seconds, Counter[str]()
        self.random = random.Random(seed)
        self._clients: list[httpx.AsyncClient] = []

    @property
    def open(self) -> bool:
        return time.monotonic() < self.until

    def client(self, number: int = 0, **headers: str) -> httpx.AsyncClient:
        """A caller with an address of its own."""
        transport = httpx.AsyncHTTPTransport(local_address=f"127.0.0.{2 + number % 200}", retries=0)
        made = httpx.AsyncClient(
            base_url=f"{self.url}/api/v1", headers={"X-CSRF": "1", **headers}, timeout=60, transport=transport
        )
        self._clients.append(made)
        return made

    async def official(self, login: str, number: int = 0) -> httpx.AsyncClient:
        made = self.client(number)
        await sign_in(made, login)
        return made

    async def ask(self, call: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response | None:
        try:
            reply = await call()
        except httpx.HTTPError as error:
            self.heard[type(error).__name__] += 1
            await asyncio.sleep(0.05)
            return None
        self.heard[str(reply.status_code)] += 1
        if reply.status_code == 503:
            await asyncio.sleep(0.2)
        return reply

    async def many(self, count: int, one: Callable[[int], Awaitable[None]]) -> None:
        """`count` callers, each again and again until it is time to go."""

        async def again(number: int) -> None:
            while self.open:
                await one(number)

        await asyncio.gather(*(again(number) for number in range(count)), return_exceptions=True)

    async def leave(self) -> None:
        for one in self._clients:
            await one.aclose()


def key(place: Place) -> dict[str, str]:
    return {"Idempotency-Key": f"crowd-{uuid4()}"}


async def readiness(place: Place) -> None:
    """Anybody asks whether the server is ready, without end."""
    callers = [place.client(number) for number in range(16)]
    await place.many(16, lambda n: place.ask(lambda: callers[n].get(f"{place.url}/readyz")))


def _dripping(data: bytes, piece: int, pause: float, place: Place) -> AsyncIterator[bytes]:
    async def body() -> AsyncIterator[bytes]:
        for begin in range(0, len(data), piece):
            yield data[begin : begin + piece]
            await asyncio.sleep(pause)
            if not place.open:
                return

    return body()


async def slow_parts(place: Place) -> None:
    """Forty phones that send parts at 40 kB/s."""
    phones = [await place.official(f"{login}.anbinh", n) for n, login in enumerate(("treem", "phunu", "yte", "congan"))]
    data = os.urandom(200 * 1024)

    async def send(number: int) -> None:
        http = phones[number % len(phones)]
        begun = await place.ask(
            lambda: http.post("/uploads", json={"name": "a.jpg", "size": len(data)}, headers=key(place))
        )
        if begun is None or begun.status_code != 201:
            await asyncio.sleep(1)
            return
        received = 0
        while place.open and received < len(data):
            part = data[received : received + 64 * 1024]
            at = f"/uploads/{begun.json()['id']}"
            body = _dripping(part, 4096, 0.1, place)
            reply = await place.ask(lambda: http.put(at, params={"offset": received}, content=body))  # noqa: B023
            if reply is None or reply.status_code != 200:
                return
            received = reply.json()["received"]

    await place.many(40, send)


async def slow_bodies(place: Place) -> None:
    """Sixty bodies by nobody and by somebody that come a byte at a time."""
    known = await place.official("treem.anbinh")
    strangers = [place.client(number) for number in range(60)]
    headers = {"content-type": "application/json", "content-length": "2000"}

    async def drip(number: int) -> None:
        http = known if number % 3 == 0 else strangers[number]
        path = "/activities" if number % 3 == 0 else "/session"
        body = _dripping(b"{" + b" " * 1999, 1, 0.5, place)
        await place.ask(lambda: http.post(path, content=body, headers=headers | key(place)))

    await place.many(60, drip)


async def sign_ins(place: Place) -> None:
    """Fifty people, known and unknown, sign in at once with wrong passwords, from three addresses."""
    callers = [place.client(number % 3) for number in range(50)]

    async def guess(number: int) -> None:
        body = {"login": f"ai.do.{place.random.randrange(500)}", "password": "sai rồi"}
        await place.ask(lambda: callers[number].post("/session", json=body))

    await place.many(50, guess)


def _png(pixels: int) -> bytes:
    """A picture that is small on the line and large in memory."""
    from PIL import Image

    side, out = int(pixels**0.5), io.BytesIO()
    Image.linear_gradient("L").resize((side, side), Image.Resampling.NEAREST).convert("RGB").save(out, "PNG")
    return out.getvalue()


async def _sent(place: Place, http: httpx.AsyncClient, data: bytes) -> str | None:
    body = {"name": "a.png", "size": len(data)}
    begun = await place.ask(lambda: http.post("/uploads", json=body, headers=key(place)))
    if begun is None or begun.status_code != 201:
        return None
    upload, received = begun.json(), 0
    while received < len(data):
        part = data[received : received + upload["part_bytes"]]
        reply = await http.put(f"/uploads/{upload['id']}", params={"offset": received}, content=part)
        received = reply.json()["received"]
    return upload["id"]


async def pictures(place: Place) -> None:
    """A ward attaches pictures of 49 megapixels, twenty at a time."""
    http, data = await place.official("nongdan.anbinh"), await asyncio.to_thread(_png, 49_000_000)
    items = (await http.get("/activities", params={"state": "held", "limit": 50})).json()["items"]

    async def attach(number: int) -> None:
        # The same bytes would be kept once: each picture ends otherwise.
        upload = await _sent(place, http, data + os.urandom(8))
        if upload is None:
            await asyncio.sleep(0.5)
            return
        path = f"/activities/{items[number % len(items)]['id']}/files"
        for _ in range(50):
            reply = await place.ask(lambda: http.post(path, json={"upload_id": upload}, headers=key(place)))
            if not place.open or reply is None or reply.status_code != 503:
                return

    await place.many(20, attach)


def _sheet(rows: int) -> bytes:
    from vitreem.activities.sheets import FILLED
    from vitreem.kernel.files.excel import workbook

    row = ["", "Sinh hoạt hè", "", "Khu phố 5", "Khu phố 5", "Hồ bơi", "01/06/2026 08:00", "01/06/2026 10:00", "Có",
           "12", "15", "3", "1", "4", "1.500.000", "0", "Tốt"]  # fmt: skip
    return workbook("Hoạt động", FILLED, [[*row[:2], f"Lớp bơi {number}", *row[3:]] for number in range(rows)])


async def imports(place: Place) -> None:
    """A ward tries sheets of 5,000 rows, six at a time."""
    http, data = await place.official("canbo.anbinh"), await asyncio.to_thread(_sheet, 5000)
    files = {"file": ("a.xlsx", data)}
    await place.many(6, lambda _: place.ask(lambda: http.post("/activities/import/trial", files=files)))


async def child_imports(place: Place) -> None:
    """A ward has lists of 10,000 children written by jobs, one after the other, and looks how far they are."""
    http, seed = await place.official("canbo.anbinh"), place.random.randrange(1000)
    names = [one["name"] for one in (await http.get("/units")).json()["items"] if one["kind"] == "khu_pho"]
    data = await asyncio.to_thread(child_list, 10_000, names, seed)

    async def write(_: int) -> None:
        files, form = {"file": ("a.xlsx", data)}, {"good_rows_only": "true"}
        asked = await place.ask(lambda: http.post("/children/import", files=files, data=form, headers=key(place)))
        while place.open and asked is not None and asked.status_code < 300:
            asked = await place.ask(lambda id=asked.json()["id"]: http.get(f"/jobs/{id}"))
            if asked is not None and asked.json()["state"] in ("done", "failed"):
                place.heard[f"job {asked.json()['state']}"] += 1
                return
            await asyncio.sleep(0.5)

    await place.many(2, write)


async def marked_sheets(place: Place) -> None:
    """A ward has sheets of 5,000 wrong rows marked, six at a time."""
    http, data = await place.official("canbo.anbinh"), await asyncio.to_thread(_sheet, 5000)
    files = {"file": ("a.xlsx", data)}
    await place.many(6, lambda _: place.ask(lambda: http.post("/activities/import/marked", files=files)))


async def similar_scripts(place: Place) -> None:
    """Two hundred long scripts, and which are alike is asked without end."""
    http = await place.official("canbo.anbinh")
    unit = (await http.get("/units")).json()["items"][0]["id"]
    words = [f"chữ{number}" for number in range(400)]
    last = ""
    for number in range(200):
        text = " ".join(place.random.choice(words) for _ in range(3000))[:19_000]
        body = {"title": f"Bài {number}", "text": text, "unit_id": unit}
        last = (await http.post("/broadcast-scripts", json=body, headers=key(place))).json()["id"]
    await place.many(8, lambda _: place.ask(lambda: http.get(f"/broadcast-scripts/{last}/similar")))


async def exports(place: Place) -> None:
    """A ward exports its lists, twelve at a time."""
    http = await place.official("canbo.anbinh")
    paths = ("/activities/export", "/assignments/export", "/people/export", "/activities/template")
    await place.many(12, lambda n: place.ask(lambda: http.get(paths[n % len(paths)])))


async def plans(place: Place) -> None:
    """A ward sends plans of two hundred pages, six at a time."""
    http = await place.official("canbo.anbinh")
    lines = "".join(f"- Tổ chức sinh hoạt hè số {n} cho trẻ em trong khu phố.\n" for n in range(90))
    groups = "IV. NỘI DUNG\n" + "".join(f"{n}. Nhóm việc thứ {n}\n{lines}" for n in range(1, 91))

    async def send(_: int) -> None:
        text = f"KẾ HOẠCH {place.random.random()}\n" + groups
        files = {"file": ("a.txt", text.encode())}
        await place.ask(lambda: http.post("/plan-imports", files=files, headers=key(place)))

    await place.many(6, send)


def _far_cell() -> bytes:
    """A sheet of 2 kB with a cell at XFD1048576."""
    data, out = _sheet(1), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far)
            new.writestr(entry, content)
    return out.getvalue()


async def bombs(place: Place) -> None:
    """Small sheets with a cell at XFD1048576, heads of 60 MB, bodies of 31 MB by nobody."""
    http, far = await place.official("canbo.anbinh"), await asyncio.to_thread(_far_cell)
    strangers = [place.client(number) for number in range(8)]
    large = b'{"login": "' + b"a" * (31 * 1024 * 1024) + b'"}'
    address = urlsplit(place.url)

    def head() -> str:
        with socket.create_connection((address.hostname, address.port), 10, ("127.0.0.60", 0)) as one:
            try:
                one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ")
                for _ in range(60):
                    one.sendall(b"a" * 1024 * 1024)
                return one.recv(12).decode()
            except OSError:
                return "cut off"

    async def throw(number: int) -> None:
        if number % 4 == 0:
            files = {"file": ("a.xlsx", far)}
            path = ("/activities/import", "/activities/import/marked")[number // 4 % 2]
            await place.ask(lambda: http.post(path, files=files))
        elif number % 4 == 1:
            place.heard[f"head: {await asyncio.to_thread(head)}"] += 1
        else:
            headers = {"content-type": "application/json"}
            await place.ask(lambda: strangers[number].post("/session", content=large, headers=headers))

    await place.many(8, throw)


async def half_open(place: Place) -> None:
    """Three hundred connections that begin a request and never go on, from two addresses."""
    address = urlsplit(place.url)

    async def hold(number: int) -> None:
        try:
            reader, writer = await asyncio.open_connection(
                address.hostname, address.port, local_addr=(f"127.0.0.{70 + number % 2}", 0)
            )
            writer.write(b"GET / HTTP/1.1\r\nHost:"[: number % 21])
            place.heard["refused" if await reader.read(100) else "ended"] += 1
            writer.close()
        except OSError:
            place.heard["cut off"] += 1
        await asyncio.sleep(0.5)

    await place.many(300, hold)


async def parked(place: Place) -> None:
    """Four people open transfers of 25 MB and never send them."""
    people = [await place.official(f"{login}.anbinh") for login in ("treem", "phunu", "yte", "congan")]

    async def park(number: int) -> None:
        body = {"name": "a.jpg", "size": 25 * 1024 * 1024}
        await place.ask(lambda: people[number].post("/uploads", json=body, headers=key(place)))
        await asyncio.sleep(0.02)

    await place.many(4, park)


CROWDS: dict[str, Crowd] = {
    one.__name__: one
    for one in (
        readiness, slow_parts, slow_bodies, sign_ins, pictures, imports, child_imports, marked_sheets,
        similar_scripts, exports, plans, bombs, half_open, parked,
    )
}  # fmt: skip


def play(name: str, url: str, seconds: float, queue: Any, seed: int) -> None:
    """In the crowd's own process: tell when it has gathered, and at the end what it heard."""
    os.nice(10)  # the crowd's own work must not take the processor from the server: it would come from elsewhere
    place = Place(url, seconds + 3600, seed)

    async def gather() -> None:
        task = asyncio.create_task(CROWDS[name](place))
        await asyncio.sleep(2)
        place.until = time.monotonic() + seconds
        queue.put("begun")
        await task
        await place.leave()

    try:
        asyncio.run(gather())
    finally:
        queue.put(dict(place.heard))
