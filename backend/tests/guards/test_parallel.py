"""Eight calls at once, on a real server: the effect of one. Found from the document, so that no verb is forgotten."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import asyncpg
import httpx
import pyotp
import pytest

from tests import document
from tests.conftest import TestClock, _server, copy_of_template
from tests.document import OPERATIONS, write
from tests.guards.calls import Caller, Served, free_port, turned_on, until_ready
from tests.guards.requests import FREE, KEYED, VERSIONED
from tests.guards.test_children import Filled
from tests.requests import Case
from tests.served import MOMENT
from tests.world import PASSWORD, World
from vitreem.demo.pictures import photo
from vitreem.identity import links
from vitreem.kernel.db.tenancy import APP_ROLE
from vitreem.kernel.secrets import secret
from vitreem.main import create_app

POOL = 8  # connections of the server: as many as calls at once
# What a request may be told that came too late.
LATE = (404, 409, 412)


def test_no_operation_is_forgotten():
    missing = document.KEYED - KEYED.keys()
    assert not missing, (
        f"a POST with a key needs a case; its entry in REQUESTS will do: {write('requests.py: KEYED', missing)}"
    )
    assert KEYED.keys() <= document.KEYED, "cases of what has no key"
    assert VERSIONED.keys() <= document.VERSIONED, "cases of what has no version"
    missing = document.FREE - FREE.keys()
    assert not missing, f"each needs a reason, and a case or none: {write('requests.py: FREE', missing)}"
    assert FREE.keys() <= document.FREE, "cases of what has a key or a version"


@pytest.fixture(scope="module")
async def served(worker_id: str, world: World, new_folder) -> AsyncIterator[Served]:
    database = await copy_of_template(f"parallel_{worker_id}")
    server, port, folder = _server(), free_port(), new_folder("parallel")
    environment = {
        **os.environ, "SERVED_DATABASE": server.url(APP_ROLE, database), "SERVED_FOLDER": str(folder),
        "SERVED_FIELD_KEY": secret(server.data_dir / "secrets", "field.key"),
    }  # fmt: skip
    command = [
        sys.executable, "-m", "uvicorn", "--factory", "--host", "127.0.0.1", "--port", str(port), "--no-access-log",
        "--log-level", "warning", "tests.served:app",
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: ASYNC220  it ends with the fixture, and nobody waits for it
        command, env=environment, cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL
    )
    connection = await asyncpg.connect(server.url("postgres", database))
    one = Served(f"http://127.0.0.1:{port}", connection, world)
    try:
        await one.remember()
        await until_ready(one.url, process)
        await one.warm(POOL)
        yield one
    finally:
        await one.close()
        await connection.close()
        process.terminate()
        process.wait(20)


async def _at_once(caller: Caller, calls: int, *, keys: bool = False) -> list[httpx.Response]:
    replies = await asyncio.gather(*(caller.send(f"each-{number:08}" if keys else None) for number in range(calls)))
    # The code is used up; and of proofs that come together only so many are looked at.
    late = (*LATE, 401, 429) if caller.name == "confirm_totp" else LATE
    for reply in replies:
        assert reply.is_success or reply.status_code in late, f"{reply.status_code} {reply.text[:300]}"
    return replies


async def _as_of_one(caller: Caller) -> list[httpx.Response]:
    """The replies of eight calls, which left behind what one call leaves behind."""
    case = caller.case
    await caller.prepare()
    before = await caller.served.digest()
    alone = await caller.send()
    assert alone.is_success, alone.text
    assert await caller.served.digest() != before, f"one call leaves nothing behind: {alone.text[:300]}"
    of_one = await caller.served.shape(case.ignore)
    await caller.prepare()
    replies = await _at_once(caller, case.calls)
    assert await caller.served.shape(case.ignore) == of_one
    return replies


def _successes(replies: list[httpx.Response]) -> list[httpx.Response]:
    return [reply for reply in replies if reply.is_success]


@pytest.mark.parametrize("name", sorted(document.VERSIONED))
async def test_a_verb_succeeds_once(served: Served, name: str):
    case = VERSIONED.get(name, Case())
    replies = await _as_of_one(Caller(name, case, served))
    if case.effect == "one":
        assert len(_successes(replies)) == 1
        # Who comes after a draft was thrown away doesn't find it.
        allowed = {404, 409, 412} if name in ("discard_plan_draft", "discard_incident_paper") else {412}
        assert {reply.status_code for reply in replies if not reply.is_success} <= allowed


async def test_a_draft_that_all_throw_away_at_one_moment_is_thrown_away_once(served: Served):
    """Each has found the draft before the first removes it."""
    caller, database = Caller("discard_plan_draft", Case(), served), served.database
    await caller.prepare()
    told = "SELECT count(*) FROM app.audit_event WHERE kind = 'plan.discarded'"
    waiting = (
        "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
        " WHERE NOT granted AND datname = current_database()"
    )
    before = await database.fetchval(told)
    async with database.transaction():
        await database.execute("SELECT 1 FROM app.plan_revision FOR UPDATE")
        calls = asyncio.create_task(_at_once(caller, POOL))
        for _ in range(400):
            if await database.fetchval(waiting) == POOL:
                break
            await asyncio.sleep(0.05)
        else:
            raise AssertionError("not all came as far as the draft")
    assert len(_successes(await calls)) == 1
    assert await database.fetchval(told) == before + 1


@pytest.mark.parametrize("name", sorted(KEYED))
async def test_a_post_with_its_key_answers_all_with_what_it_made(served: Served, name: str):
    replies = await _as_of_one(Caller(name, KEYED[name], served))
    assert [reply.status_code for reply in replies if not reply.is_success] == []
    made = [reply.json().get("id") or reply.json().get("person", {}).get("id") for reply in replies]
    assert len(set(made)) == 1


OTHERS = {name: one.case for name, one in FREE.items() if one.case}


@pytest.mark.parametrize("name", sorted(OTHERS))
async def test_anything_else_has_the_effect_of_one(served: Served, name: str):
    replies = await _as_of_one(Caller(name, OTHERS[name], served))
    if OTHERS[name].effect == "one":
        assert len(_successes(replies)) == 1
    else:
        assert _successes(replies)


# Each by its own key: nobody is refused because a colleague did the same at the same moment.
_TOGETHER = sorted(name for name, case in KEYED.items() if not case.once and name not in document.TAKES_UPLOAD)


@pytest.mark.parametrize("name", _TOGETHER)
async def test_people_who_add_at_the_same_time_all_succeed(served: Served, name: str):
    case = KEYED[name]
    if "assignment_ids" in (case.json or {}):
        case = replace(case, json={**case.json, "assignment_ids": []})
    caller = Caller(name, case, served)
    await caller.prepare()
    replies = await _at_once(caller, 8, keys=True)
    # Created, or a job that will be done.
    assert {reply.status_code for reply in replies} in ({201}, {202})


@pytest.mark.parametrize("name", document.TAKES_UPLOAD)
async def test_a_file_that_was_sent_is_taken_once(served: Served, name: str):
    caller = Caller(name, KEYED[name], served)
    await caller.prepare()
    replies = await _at_once(caller, 8, keys=True)
    assert sorted(reply.status_code for reply in replies) == [201] + [404] * 7
    assert await served.database.fetchval("SELECT count(*) FROM app.file_transfer") == 2  # the world's own


async def test_of_parts_that_overlap_each_byte_is_counted_once(served: Served):
    """A telephone that tries again while its first try is still under way."""
    await served.restore()
    client, data = served.client("ward1.kp_a"), photo(4)
    begun = await client.post(
        "/uploads", json={"name": "a.jpg", "size": len(data)}, headers={"Idempotency-Key": "parts-0001"}
    )
    upload, half = begun.json()["id"], len(data) // 2
    for offset, part in ((0, data[:half]), (half, data[half:])):
        sent = [client.put(f"/uploads/{upload}", params={"offset": offset}, content=part) for _ in range(8)]
        replies = await asyncio.gather(*sent)
        assert sorted(reply.status_code for reply in replies) == [200] + [409] * 7
    assert (await client.get(f"/uploads/{upload}")).json()["received"] == len(data)


async def test_of_different_decisions_one_counts(served: Served):
    """Accepted, returned and taken back at the same moment."""
    await served.restore()
    record = served.world["ids"]["ward1.kp_a.submitted"]
    version = await served.database.fetchval("SELECT version FROM app.assignment WHERE id = $1", record)
    asked = [("officer", "accept", {}), ("lead", "return", {"reason": "Bổ sung ảnh"}), ("kp_a", "recall", None)] * 3
    replies = await asyncio.gather(
        *(
            served.client(f"ward1.{actor}").post(
                f"/assignments/{record}/{verb}", json=body, headers={"If-Match": f'"{version}"'}
            )
            for actor, verb, body in asked
        )
    )
    assert sorted(reply.status_code for reply in replies) == [200] + [412] * 8
    assert await served.database.fetchval("SELECT version FROM app.assignment WHERE id = $1", record) == version + 1


@pytest.mark.parametrize(
    ("who", "path"),
    [("ward1.lead", "/people/{school.person}/reset-link"), ("admin", "/admin/accounts/{school.account}/reset-link")],
)
async def test_of_links_made_at_the_same_time_one_works(served: Served, who: str, path: str):
    await served.restore()
    asked = await Filled(served.world, {}, served.client).path(path)
    replies = await asyncio.gather(*(served.client(who).post(asked) for _ in range(8)))
    assert [reply.status_code for reply in replies if not reply.is_success and reply.status_code not in LATE] == []
    live = "SELECT count(*) FROM app.password_reset WHERE used_at IS NULL AND voided_at IS NULL AND account_id = $1"
    assert await served.database.fetchval(live, served.world["ids"]["ward1.school.account"]) == 1


async def test_of_two_who_redeem_a_link_at_the_same_moment_one_sets_the_password(served: Served, settings, monkeypatch):
    """Both have found the link good before either has used it up."""
    await served.restore()
    asked = await Filled(served.world, {}, served.client).path("/people/{school.person}/reset-link")
    path = (await served.client("ward1.lead").post(asked)).json()["path"].removeprefix("/reset/")
    database = await served.database.fetchval("SELECT current_database()")
    resetting, looked, both = links._resetting, [], asyncio.Barrier(2)

    async def looked_at(ctx, token):
        account = await resetting(ctx, token)
        looked.append(account)
        if len(looked) > 2:  # the second look of each, in the transaction that sets the password
            await both.wait()
        return account

    monkeypatch.setattr(links, "_resetting", looked_at)
    app = create_app(
        database_url=_server().url(APP_ROLE, database), field_key=secret(_server().data_dir / "secrets", "field.key"),
        files_dir=settings.data_dir / "files", settings=settings, clock=TestClock(MOMENT),
    )  # fmt: skip
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(
        transport=transport, base_url="https://test/api/v1", headers={"X-CSRF": "1"}
    ) as client:
        body = {"new_password": "bốn mùa hoa nở 4"}
        async with asyncio.timeout(60):
            replies = await asyncio.gather(*(client.post(f"/password-resets/{path}", json=body) for _ in range(2)))
    await app.state.database.engine.dispose()
    assert sorted(reply.status_code for reply in replies) == [204, 404]


class TestSigningIn:
    async def _with_second_factor(self, served: Served) -> tuple[pyotp.TOTP, list[str]]:
        await served.restore()
        return await turned_on(served.client("ward1.school"))

    async def _sign_in(self, served: Served, code: str, calls: int) -> list[int]:
        body = {"login": "school.w1", "password": PASSWORD, "totp_code": code}
        replies = await asyncio.gather(*(served.client("anonymous").post("/session", json=body) for _ in range(calls)))
        served.client("anonymous").cookies.clear()
        return sorted(reply.status_code for reply in replies)

    async def test_a_code_is_good_once(self, served: Served):
        totp, _ = await self._with_second_factor(served)
        assert await self._sign_in(served, totp.at(int(MOMENT.timestamp())), 5) == [204] + [401] * 4

    async def test_a_recovery_code_is_good_once(self, served: Served):
        _, codes = await self._with_second_factor(served)
        assert await self._sign_in(served, codes[0], 4) == [204] + [401] * 3

    async def test_every_failure_counts(self, served: Served):
        """Of twelve guesses that come together no more are looked at than of twelve in turn."""
        await served.restore()
        body = {"login": "viewer.w1", "password": "sai rồi"}
        replies = await asyncio.gather(*(served.client("anonymous").post("/session", json=body) for _ in range(12)))
        assert sorted(reply.status_code for reply in replies) == [401] * 5 + [429] * 7
        counted = await served.database.fetch("SELECT failures FROM app.sign_in_delay")
        assert [row["failures"] for row in counted] == [5, 5, 5]


def _used() -> Iterator[str]:
    yield from (*VERSIONED, *KEYED, *OTHERS)


def test_cases_are_of_operations_that_exist():
    assert set(_used()) <= OPERATIONS.keys() - document.GETS.keys()
