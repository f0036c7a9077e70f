"""Words that nobody outside a case may read, one in every secret field, looked for wherever something may lie: replies
to outsiders, logs after refused and failing requests, every row of a dump, a base backup, files and temporary files.
"""

import asyncio
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx

from drills.frame import Drill, folder
from drills.site import Site, site
from vitreem.upkeep.backup import run_program, take_backup

OUTSIDERS = ("ward1.officer", "ward1.kp_a", "ward1.viewer", "ward2.officer", "admin")


class Marks:
    """`marks("note")`: a word that stands nowhere else, in small letters as keys of a search are."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    def __call__(self, where: str) -> str:
        return self.given.setdefault(where, f"cnry{uuid4().hex}")

    def found_in(self, data: bytes) -> list[str]:
        """Where those come from that stand in the data as they are, or as the dump of bytes writes them."""
        small = data.lower()
        return [
            where for where, mark in self.given.items()
            if mark.encode() in small or mark.encode().hex().encode() in small
        ]  # fmt: skip


async def plant(site: Site, marks: Marks) -> None:
    """A case from its report to its approved plan, with a word in every field, by the people of ward 1."""
    async with site.client("ward1.kp_a_protector") as team, site.client("ward1.lead") as lead:
        case = await _open(team, marks)
        at = f"/incident-cases/{case['id']}"
        case = await _papers(team, lead, at, marks)
        for path, body in (
            ("notes", {"text": marks("note")}),
            ("evidence", {"what": marks("evidence"), "holder": marks("holder"), "taken_on": "2026-06-10"}),
        ):
            await _send(team, "POST", f"{at}/{path}", body)
        await _file(team, f"{at}/files", marks)
        referral = {"parts": ["notes"], "until_on": "2026-06-30", "reason": marks("referral")}
        await _send(
            team, "POST", f"{at}/referrals", {**referral, "person_id": site.world["ids"]["ward1.school.person"]}
        )
        task = case["tasks"][0]
        result = {"starts_on": "2026-06-15", "ends_on": "2026-07-15", "result": marks("task result")}
        case = await _send(team, "PUT", f"{at}/tasks/{task['id']}", result, task["version"])
        police = {"at": "2026-06-10T08:30:00+07:00", "reference": marks("police")}
        case = await _send(team, "POST", f"{at}/police", police, case["version"])
        offer = {"ward_code": "99002", "reason": marks("offer")}
        case = await _send(team, "POST", f"{at}/offers", offer, case["version"])
        async with site.client("ward2.kp_a_protector") as other:
            path = f"/incident-arrivals/{case['transfers'][-1]['id']}/refuse"
            await _send(other, "POST", path, {"reason": marks("answer")})
        await _send(team, "POST", "/incident-cases/search", {"q": marks("searched words")})
        # What is decided on reports.
        report = await _send(team, "POST", "/incident-reports", _report(marks, "dismissed"))
        body = {"reason": marks("dismissal")}
        await _send(team, "POST", f"/incident-reports/{report['id']}/dismiss", body, report["version"])
        # Papers are made outside the process that answers.
        for path in (f"{at}/document", f"{at}/document?format=pdf", "/incident-export"):
            (await team.get(path)).raise_for_status()


def _report(marks: Marks, name: str) -> dict[str, Any]:
    return {
        "channel": "phone", "received_at": "2026-06-10T08:00:00+07:00",
        "facts": {
            "what": marks(f"{name} what"), "place": marks(f"{name} place"), "done_at_once": marks(f"{name} done"),
            "children": [{"name": marks(f"{name} child"), "where_now": marks(f"{name} where")}],
            "suspect": {
                "name": marks(f"{name} suspect"), "relation": marks(f"{name} relation"),
                "details": marks(f"{name} details"),
            },
        },
        "informant": {
            "name": marks(f"{name} informant"), "phone": marks(f"{name} phone"), "address": marks(f"{name} address"),
            "relation": marks(f"{name} kin"),
        },
    }  # fmt: skip


async def _open(team: httpx.AsyncClient, marks: Marks) -> dict[str, Any]:
    report = await _send(team, "POST", "/incident-reports", _report(marks, "report"))
    at = f"/incident-reports/{report['id']}"
    await _send(team, "POST", f"{at}/informant", {"reason": marks("informant reason")})
    await _send(team, "POST", f"{at}/notes", {"text": marks("report note")})
    await _file(team, f"{at}/files", marks)
    child = {
        "name": marks("child"), "address": marks("child address"), "school": marks("school"),
        "where_now": marks("child where"), "summary": marks("summary"), "birth": {"year": 2018},
        "carers": [{"name": marks("carer"), "relation": marks("carer relation"), "phone": marks("carer phone")}],
        "groups": [{"group": "sexual_abuse", "from_on": "2026-06-01", "conclusion": marks("conclusion")}],
    }  # fmt: skip
    done = await _send(team, "POST", f"{at}/accept", {"children": [{"facts": child}]}, report["version"])
    return await _read(team, f"/incident-cases/{done['cases'][0]['id']}")


async def _papers(team: httpx.AsyncClient, lead: httpx.AsyncClient, at: str, marks: Marks) -> dict[str, Any]:
    from tests.incidents.team import FORMS

    for kind in ("initial_assessment", "detailed_assessment", "conference", "urgent_measures", "plan"):
        form = {**FORMS[kind], "skip_ground": marks(f"{kind} ground")}
        for name, value in FORMS[kind].items():
            if isinstance(value, str) and name not in ("kind", "decided_level", "held_at", "taken_at", "carer_is_safe"):
                form[name] = marks(f"{kind} {name}")
        if kind == "plan":
            form["services"] = [
                {**FORMS[kind]["services"][0], "service": marks("service"), "body": marks("service body")}
            ]
        case = await _send(team, "POST", f"{at}/papers", {"form": form})
        paper = case["papers"][-1]
        verb = "submit" if kind == "plan" else "complete"
        case = await _send(team, "POST", f"{at}/papers/{paper['id']}/{verb}", None, paper["version"])
    plan = next(one for one in case["papers"] if one["kind"] == "plan")
    path = f"{at}/papers/{plan['id']}"
    case = await _send(lead, "POST", f"{path}/return", {"reason": marks("returned")}, plan["version"])
    case = await _send(team, "PUT", path, {"form": plan["form"]}, plan["version"] + 1)
    case = await _send(team, "POST", f"{path}/submit", None, plan["version"] + 2)
    return await _send(lead, "POST", f"{path}/approve", None, plan["version"] + 3)


async def _file(team: httpx.AsyncClient, path: str, marks: Marks) -> None:
    from tests.kernel.test_pdf_files import pdf, stream

    body = pdf(stream(b"(" + marks(f"{path[:15]} body").encode() + b") Tj"), page="/Contents 4 0 R")
    reply = await team.post(
        path, files={"file": (f"{marks(f'{path[:15]} file name')}.pdf", body)},
        data={"caption": marks(f"{path[:15]} caption")}, headers={"Idempotency-Key": str(uuid4())},
    )  # fmt: skip
    assert reply.is_success, reply.text


async def _send(
    client: httpx.AsyncClient, method: str, path: str, body: Any = None, version: int | None = None
) -> dict[str, Any]:
    headers = {"Idempotency-Key": str(uuid4())} | ({"If-Match": f'"{version}"'} if version is not None else {})
    reply = await client.request(method, path, json=body, headers=headers)
    assert reply.is_success, f"{method} {path}: {reply.status_code} {reply.text}"
    return reply.json()


async def _read(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    reply = await client.get(path)
    assert reply.is_success, reply.text
    return reply.json()


async def fail(site: Site, marks: Marks, superuser: asyncpg.Connection) -> list[int]:
    """Requests that are refused and that break, each with secret words in them; the statuses."""
    statuses, key = [], str(uuid4())
    async with site.client("ward1.kp_a_protector") as team, site.client("ward1.officer") as outside:

        async def ask(client: httpx.AsyncClient, path: str, body: Any, **headers: str) -> None:
            reply = await client.post(path, json=body, headers={"Idempotency-Key": str(uuid4()), **headers})
            statuses.append(reply.status_code)

        fresh = _report(marks, "refused")
        await ask(outside, "/incident-reports", fresh)
        await ask(team, "/incident-reports", {**fresh, "received_at": "2099-01-01T00:00:00+07:00"})
        await ask(team, "/incident-reports", {**fresh, marks("unknown member"): marks("unknown value")})
        await ask(team, "/incident-reports", {**fresh, "channel": marks("channel")})
        await ask(team, "/incident-reports", fresh, **{"Idempotency-Key": key})
        await ask(team, "/incident-reports", {**fresh, "urgent": True}, **{"Idempotency-Key": key})
        case_id = site.world["ids"]["ward1.case_closed"]
        await ask(team, f"/incident-cases/{case_id}/evidence", {"what": marks("409"), "taken_on": "2026-06-10"})
        stale = {"reference": marks("412"), "at": "2026-06-10T08:30:00+07:00"}
        await ask(team, f"/incident-cases/{site.world['ids']['ward1.case']}/police", stale, **{"If-Match": '"999"'})
        # The database refuses, and says which row; a value that it can't take; a table that is gone.
        for broken, mended in (
            ("ALTER TABLE app.incident_report ADD CONSTRAINT broken CHECK (false) NOT VALID",
             "ALTER TABLE app.incident_report DROP CONSTRAINT broken"),
            ("ALTER TABLE app.incident_informant RENAME TO gone", "ALTER TABLE app.gone RENAME TO incident_informant"),
        ):  # fmt: skip
            await superuser.execute(broken)
            await ask(team, "/incident-reports", fresh)
            await superuser.execute(mended)
    return statuses


async def outsiders(site: Site, marks: Marks, who: Sequence[str]) -> tuple[int, list[str]]:
    """Every reading of the API by who has no case; how many, and what secret words stood in them."""
    from tests.guards.test_twin import _addresses

    addresses, hits, asked = list(dict.fromkeys(_addresses(site.world))), [], 0
    for one in who:
        async with site.client(one) as client:
            for path in addresses:
                whole = f"{site.url}/api{path.removeprefix('/..')}" if path.startswith("/../") else path
                reply = await client.get(whole)
                asked += 1
                found = marks.found_in(_unzipped(reply.content) + str(reply.headers).encode())
                hits += [f"{where} in {path} for {one}" for where in found]
    return asked, hits


def _unzipped(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def lying(marks: Marks, *roots: Path) -> tuple[int, list[str]]:
    """Files below these folders, and what secret words stand in them."""
    seen, hits = 0, []
    for path in _files(*roots):
        seen += 1
        hits += [f"{where} in {path.name}" for where in marks.found_in(path.read_bytes() + str(path).encode())]
    return seen, hits


def _files(*roots: Path) -> Iterator[Path]:
    for root in roots:
        yield from [root] if root.is_file() else (one for one in root.rglob("*") if one.is_file())


def dump(site: Site) -> bytes:
    """Every row as `pg_dump` writes it: notices, jobs, kept replies, the trail too."""
    arguments = ("--host", str(site.server.socket_dir), "--username=postgres", "--no-password", site.database)
    password = (site.server.data_dir / "secrets" / "postgres.password").read_text().strip()
    return run_program("pg_dump", *arguments, password=password).encode()


def run(drill: Drill) -> None:
    marks = Marks()
    with folder("canary") as home, site(home) as place:
        drill.say("the world is there")
        with place.serving():
            statuses, asked, hits = asyncio.run(story(place, marks, OUTSIDERS))
        drill.say(f"{len(marks.given)} words planted, {asked} readings by outsiders, refusals {statuses}")
        take_backup(place.server, place.folder / "files", home / "backup", field_key=place.field_key)
        found, where = everywhere(place, marks)
        seen, more = lying(marks, home / "backup", place.folder / "postgres")
    hits += where + more
    broke = statuses.count(500)
    drill.note(
        "secret_words_found", limit=0, passed=not hits and broke > 0 and marks_work(marks), words=len(marks.given),
        readings=asked, refused=len(statuses) - broke, broken=broke, files=found + seen, hits=hits[:10],
    )  # fmt: skip


async def story(place: Site, marks: Marks, who: Sequence[str]) -> tuple[list[int], int, list[str]]:
    superuser = await asyncpg.connect(place.server.url("postgres", place.database))
    try:
        await plant(place, marks)
        statuses = await fail(place, marks, superuser)
    finally:
        await superuser.close()
    return (statuses, *await outsiders(place, marks, who))


def everywhere(place: Site, marks: Marks) -> tuple[int, list[str]]:
    """The files, the log and a dump."""
    seen, hits = lying(marks, place.folder / "files", place.log)
    return seen, hits + [f"{where} in the dump" for where in marks.found_in(dump(place))]


def marks_work(marks: Marks) -> bool:
    """A search that finds nothing anywhere would find what is there."""
    return all(marks.found_in(one) for one in (marks("child").upper().encode(), marks("child").encode().hex().encode()))
