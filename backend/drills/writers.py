"""People at work: they create records with an Idempotency-Key, try again until they are answered, and note what they
were promised in a journal that is safe on the client's disk."""

import asyncio
import contextlib
import io
import os
import time
from collections import Counter
from pathlib import Path

import httpx
from PIL import Image

from drills.frame import client, sign_in

# Unit leads of the demo ward An Binh.
LOGINS = ("treem", "phunu", "yte", "congan", "ccb", "nongdan")


class Journal:
    """What was acknowledged: a line `key id` each, fsynced before the writer goes on."""

    def __init__(self, path: Path) -> None:
        self.entries: dict[str, str] = {}
        self._file = path.open("a")

    def note(self, key: str, made: str) -> None:
        self._file.write(f"{key} {made}\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self.entries[key] = made


class _Wrong(Exception):
    pass


class Writers:
    """`run` writes until `stop` is set; every request is tried again until its answer comes.

    While `pause` is clear nobody begins anything new.
    """

    def __init__(self, url: str, journal: Path, seed: int) -> None:
        self.url, self.seed = url, seed
        self.records, self.photos = Journal(journal), Journal(journal.with_suffix(".photos"))
        self._people: dict[str, httpx.AsyncClient] = {}
        self.stop, self.pause = asyncio.Event(), asyncio.Event()
        self.pause.set()
        self._busy, self.given_up = 0, False
        self.answers: Counter[str] = Counter()
        self.slowest = 0.0

    async def sign_in(self) -> None:
        """Before anything goes wrong: a password is checked slowly."""
        for login in LOGINS:
            http = self._people[login] = client(self.url)
            await sign_in(http, f"{login}.anbinh")

    async def run(self) -> None:
        """Write until `stop`; a writer who hears what nobody should hear stops, and it is counted under `wrong`."""
        await asyncio.gather(*(self._write(login, http) for login, http in self._people.items()))
        for http in self._people.values():
            await http.aclose()

    async def quiet(self) -> None:
        """After `pause.clear()`: wait until nobody is in the middle of anything."""
        while self._busy and not self.wrong:
            await asyncio.sleep(0.05)

    @property
    def wrong(self) -> dict[str, int]:
        """Answers that nobody should hear: neither done nor «busy»."""
        return {name: count for name, count in self.answers.items() if name not in ("201", "200", "503", "cut off")}

    async def _write(self, login: str, http: httpx.AsyncClient) -> None:
        unit = (await self._until(http, "GET", "/session", None)).json()["units"][0]["id"]
        number, record = 0, ""
        with contextlib.suppress(_Wrong):
            while not self.stop.is_set():
                key = f"drill-{self.seed}-{login}-{number}"
                await self.pause.wait()
                self._busy += 1
                if login == LOGINS[0] and number % 2 and record:
                    await self._photo(http, record, key)
                else:
                    record = await self._record(http, unit, key)
                self._busy -= 1
                number += 1

    async def _record(self, http: httpx.AsyncClient, unit: str, key: str) -> str:
        body = {
            "area": "recreation", "title": key, "unit_id": unit, "starts_at": "2026-12-01T19:00:00+07:00",
            "ends_at": "2026-12-01T21:00:00+07:00",
        }  # fmt: skip
        made = (await self._until(http, "POST", "/activities", key, json=body)).json()["id"]
        self.records.note(key, made)
        return made

    async def _photo(self, http: httpx.AsyncClient, record: str, key: str) -> None:
        picture = io.BytesIO()
        Image.frombytes("RGB", (64, 64), os.urandom(64 * 64 * 3)).save(picture, "PNG")
        data = picture.getvalue()
        begun = await self._until(http, "POST", "/uploads", f"{key}-b", json={"name": f"{key}.png", "size": len(data)})
        upload = begun.json()["id"]
        while begun.json()["received"] < len(data):
            await self._until(http, "PUT", f"/uploads/{upload}?offset=0", None, content=data)
            begun = await self._until(http, "GET", f"/uploads/{upload}", None)
        await self._until(http, "POST", f"/activities/{record}/files", f"{key}-t", json={"upload_id": upload})
        self.photos.note(f"{key}-t", record)

    async def _until(self, http: httpx.AsyncClient, method: str, path: str, key: str | None, **body) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        while True:
            begun = time.monotonic()
            try:
                reply = await http.request(method, path, headers=headers, **body)
                answer = str(reply.status_code)
            except httpx.TransportError as error:
                reply, answer = None, "no answer" if isinstance(error, httpx.ReadTimeout) else "cut off"
            self.slowest = max(self.slowest, time.monotonic() - begun)
            # A part that was laid although its answer was lost is a part that is there.
            if reply is not None and reply.status_code == 409 and reply.json()["code"] == "wrong_offset":
                return reply
            self.answers[answer] += 1
            if reply is not None and reply.is_success:
                return reply
            if answer not in ("503", "cut off"):
                what = reply.text[:200] if reply is not None else ""
                self.answers[f"{method} /{path.split('/')[1].split('?')[0]}: {answer} {what}"] += 1
                raise _Wrong
            if self.given_up:
                raise _Wrong
            await asyncio.sleep(0.3)
