"""A job has its effect once, with the rights that its asker has when it runs; its queue has an end."""

import asyncio
import io
from datetime import timedelta
from uuid import UUID
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from tests.children.test_importing import book
from tests.identity.test_unit_changes import merged
from tests.people import Maker
from vitreem.children import import_job
from vitreem.kernel.http.problems import Problem
from vitreem.kernel.jobs import asking, kinds, made_files, running
from vitreem.kernel.jobs.kinds import JobKind
from vitreem.kernel.request.context import hash_token
from vitreem.kernel.request.roles import Role

LIST = book(["Họ và tên", "Năm sinh"], ["Đỗ Một", 2016], ["Đỗ Hai", 2017])


async def ask(client, data=LIST, key="job-0001"):
    return await client.post(
        "/children/import", files={"file": ("a.xlsx", data, "application/octet-stream")},
        headers={"Idempotency-Key": key},
    )  # fmt: skip


async def names(client):
    return {one["full_name"] for one in (await client.get("/children")).json()["items"]}


async def fetch(connection, sql, **values):
    await connection.execute(text("SELECT set_config('app.ward_id', '1', true)"))
    return (await connection.execute(text(sql), values)).mappings().all()


@pytest.fixture
def work(monkeypatch):
    """`work(function)`: what an import does instead."""

    def instead(function):
        monkeypatch.setitem(kinds._KINDS, "children_import", JobKind("children_import", "child:write", function))

    return instead


class TestAsking:
    async def test_the_queue_holds_a_ward_and_an_id_and_comes_with_the_row(self, khu_pho, connection):
        job = (await ask(khu_pho)).json()
        assert (job["kind"], job["state"], job["total"], job["has_file"]) == ("children_import", "waiting", None, False)
        [queued] = await fetch(
            connection, "SELECT task_name, args, lock FROM procrastinate.procrastinate_jobs WHERE args->>'job_id' = :id",
            id=job["id"],
        )  # fmt: skip
        assert dict(queued) == {"task_name": "run", "args": {"ward_id": 1, "job_id": job["id"]}, "lock": "ward:1"}
        assert "Đỗ Một" not in await names(khu_pho)

    async def test_the_same_key_again_is_the_same_job(self, khu_pho, own_files):
        first = (await ask(khu_pho)).json()
        there = own_files()
        assert (await ask(khu_pho)).json()["id"] == first["id"]
        assert own_files() == there

    async def test_a_full_queue_says_so_and_keeps_nothing(self, khu_pho, monkeypatch, own_files):
        monkeypatch.setattr(asking, "MOST_OPEN", 1)
        assert (await ask(khu_pho)).status_code == 202
        there = own_files()
        refused = await ask(khu_pho, key="job-0002")
        assert (refused.status_code, refused.json()["code"]) == (503, "too_many_jobs")
        assert refused.headers["Retry-After"] == "30"
        assert own_files() == there

    async def test_one_person_doesn_t_fill_the_queue_of_all(self, khu_pho, officer):
        for number in range(asking.MOST_OF_ONE):
            assert (await ask(khu_pho, key=f"mine-{number:04}")).status_code == 202
        refused = await ask(khu_pho, key="one-more-0001")
        assert (refused.status_code, refused.json()["code"]) == (503, "too_many_jobs")
        assert (await ask(officer, key="others-0001")).status_code == 202

    async def test_a_purpose_of_blanks_is_none(self, officer):
        refused = await officer.post("/children/export?purpose=" + "%20" * 8, headers={"Idempotency-Key": "blank-0001"})
        assert (refused.status_code, [one["field"] for one in refused.json()["errors"]]) == (422, ["purpose"])

    async def test_what_is_no_workbook_is_refused_at_once(self, khu_pho):
        refused = await ask(khu_pho, b"no workbook")
        assert (refused.status_code, refused.json()["code"]) == (422, "unreadable_sheet")


class TestRunning:
    async def test_a_job_tells_in_figures_what_it_did_and_lets_go_of_what_was_sent(
        self, khu_pho, finished, connection, own_files
    ):
        there = own_files()
        job = await finished(khu_pho, (await ask(khu_pho)).json())
        assert (job["state"], job["result"]["created"], job["problem_code"]) == ("done", 2, "")
        assert (job["step"], job["done"], job["total"]) == ("writing", 2, 2)
        assert job["ended_at"] is not None
        assert (await khu_pho.get("/jobs")).json()["items"][0] == job
        assert {"Đỗ Một", "Đỗ Hai"} <= await names(khu_pho)
        assert own_files() == there
        [row] = await fetch(connection, "SELECT input_file_id FROM app.job WHERE id = :id", id=job["id"])
        assert row["input_file_id"] is None

    async def test_a_job_that_ended_does_nothing_more(self, app, khu_pho, finished, connection):
        job = await finished(khu_pho, (await ask(khu_pho)).json())
        await running.run(app.state, 1, UUID(job["id"]))
        kinds_told = await fetch(connection, "SELECT kind FROM app.audit_event WHERE kind = 'child.sheet_imported'")
        assert len(kinds_told) == 1
        assert (await khu_pho.get(f"/jobs/{job['id']}")).json() == job

    async def test_an_attempt_that_was_overtaken_keeps_nothing(self, khu_pho, finished, work, connection):
        async def slow(run):
            await fetch(
                connection, "UPDATE app.job SET attempt = attempt + 1 WHERE id = :id RETURNING 1", id=run.job_id
            )
            await import_job.IMPORT.work(run)

        work(slow)
        job = await finished(khu_pho, (await ask(khu_pho)).json())
        assert (job["state"], await names(khu_pho) & {"Đỗ Một"}) == ("running", set())

    async def test_rights_are_those_of_the_moment(self, app, signed_in, connection, clock, world, finished):
        maker = Maker(connection, clock, world)
        one = await maker.person(Role.UNIT_LEAD)
        client = signed_in("ward1.kp_a")
        client.headers["Cookie"] = client.headers["Cookie"].partition("=")[0] + "=" + one.token
        job = (await ask(client)).json()
        await fetch(
            connection, "UPDATE app.membership SET ended_at = now() WHERE id = :id RETURNING 1", id=one.membership
        )
        job = await finished(client, job)
        assert (job["state"], job["problem_code"]) == ("failed", "rights_withdrawn")
        assert "Đỗ Một" not in await names(signed_in("ward1.officer"))

    async def test_somebody_who_has_left_writes_nothing(self, app, khu_pho, connection, officer, world):
        job = (await ask(khu_pho)).json()
        await fetch(
            connection, "UPDATE app.person SET ended_at = now() WHERE id = :id RETURNING 1",
            id=world["ids"]["ward1.kp_a.person"],
        )  # fmt: skip
        await running.run(app.state, 1, UUID(job["id"]))
        [row] = await fetch(connection, "SELECT state, problem_code FROM app.job WHERE id = :id", id=job["id"])
        assert dict(row) == {"state": "failed", "problem_code": "rights_withdrawn"}
        assert "Đỗ Một" not in await names(officer)

    async def test_what_passes_by_is_tried_again_and_not_for_ever(self, app, khu_pho, work):
        class Busy(Problem):
            headers = {"Retry-After": "3"}  # noqa: RUF012

        async def breaks(run):
            raise Busy() if run.attempt % 2 else RuntimeError("the machine")

        work(breaks)
        job = (await ask(khu_pho)).json()
        for _ in range(running.MOST_ATTEMPTS - 1):
            with pytest.raises((Busy, RuntimeError)):
                await running.run(app.state, 1, UUID(job["id"]))
            assert (await khu_pho.get(f"/jobs/{job['id']}")).json()["state"] == "running"
        await running.run(app.state, 1, UUID(job["id"]))
        assert (await khu_pho.get(f"/jobs/{job['id']}")).json()["state"] == "failed"

    async def test_a_job_that_kills_its_workers_is_given_up(self, app, khu_pho, connection):
        job = (await ask(khu_pho)).json()
        await fetch(
            connection, "UPDATE app.job SET state = 'running', attempt = :n WHERE id = :id RETURNING 1",
            n=running.MOST_ATTEMPTS, id=job["id"],
        )  # fmt: skip
        await running.run(app.state, 1, UUID(job["id"]))
        told = (await khu_pho.get(f"/jobs/{job['id']}")).json()
        assert (told["state"], told["problem_code"]) == ("failed", "job_failed")

    async def test_a_kind_that_nobody_knows_fails(self, app, khu_pho, connection):
        job = (await ask(khu_pho)).json()
        await fetch(connection, "UPDATE app.job SET kind = 'gone' WHERE id = :id RETURNING 1", id=job["id"])
        await running.run(app.state, 1, UUID(job["id"]))
        assert (await khu_pho.get(f"/jobs/{job['id']}")).json()["problem_code"] == "job_failed"


class TestProgress:
    async def test_figures_are_shown_before_the_effect(self, app, khu_pho, finished, work, connection, monkeypatch):
        """Here all share one connection: what is reported stands in the row while the work has none open."""
        monkeypatch.setattr(running, "REPORT_SECONDS", 0.01)
        seen = []

        async def slow(run):
            run.progress.begin("writing", 10)
            run.progress.done = 4
            await asyncio.sleep(0.2)
            seen.append((await khu_pho.get("/jobs")).json()["items"][0])
            monkeypatch.setattr(running, "REPORT_SECONDS", 60)
            await asyncio.sleep(0.05)
            async with run.opens() as ctx:
                await run.end(ctx, {})

        work(slow)
        await finished(khu_pho, (await ask(khu_pho)).json())
        [told] = seen
        assert (told["state"], told["step"], told["done"], told["total"]) == ("running", "writing", 4, 10)


class TestExports:
    async def test_a_long_list_is_made_and_fetched_for_a_day(
        self, app, khu_pho, finished, connection, clock, own_files, officer
    ):
        await finished(khu_pho, (await ask(khu_pho)).json())
        there = own_files()
        reply = await khu_pho.post("/children/export?purpose=Kiểm tra", headers={"Idempotency-Key": "export-0001"})
        job = await finished(khu_pho, reply.json())
        assert (job["state"], job["has_file"], job["result"]["rows"]) == ("done", True, len(await names(khu_pho)))
        file = await khu_pho.get(f"/jobs/{job['id']}/file")
        sheet = load_workbook(io.BytesIO(file.content)).worksheets[0]
        assert "Đỗ Một" in {row[1] for row in sheet.iter_rows(values_only=True)}
        assert (await officer.get(f"/jobs/{job['id']}/file")).status_code == 404
        [queued] = await fetch(
            connection,
            "SELECT scheduled_at FROM procrastinate.procrastinate_jobs WHERE task_name = 'forget' AND args->>'job_id' = :id",
            id=job["id"],
        )  # fmt: skip
        assert queued["scheduled_at"] == clock.now() + timedelta(days=1)
        await running.forget(app.state, 1, UUID(job["id"]))
        assert own_files() == there
        assert (await khu_pho.get(f"/jobs/{job['id']}/file")).status_code == 404
        assert (await khu_pho.get(f"/jobs/{job['id']}")).json()["has_file"] is False

    async def test_who_may_no_longer_read_fetches_nothing(self, signed_in, finished, connection, clock, world):
        maker = Maker(connection, clock, world)
        one = await maker.person(Role.UNIT_LEAD)
        client = signed_in("ward1.kp_a")
        client.headers["Cookie"] = client.headers["Cookie"].partition("=")[0] + "=" + one.token
        reply = await client.post("/activities/export", headers={"Idempotency-Key": "export-0002"})
        job = await finished(client, reply.json())
        file = await client.get(f"/jobs/{job['id']}/file")
        assert (file.status_code, file.headers["cache-control"]) == (200, "no-store")
        await fetch(
            connection, "UPDATE app.membership SET ended_at = now() WHERE id = :id RETURNING 1", id=one.membership
        )
        assert (await client.get(f"/jobs/{job['id']}/file")).status_code == 403

    async def test_the_row_goes_months_later(self, app, khu_pho, finished, clock):
        job = await finished(khu_pho, (await ask(khu_pho)).json())
        for passed, status in ((running.ROW_KEPT - timedelta(hours=1), 200), (timedelta(hours=2), 404)):
            clock.moment += passed
            await running.forget(app.state, 1, UUID(job["id"]))
            assert (await khu_pho.get(f"/jobs/{job['id']}")).status_code == status


# Files that may be long.
MADE = (
    "/children/export?purpose=Kiểm tra",
    "/children/export?purpose=Kiểm tra&profile=national",
    "/activities/export",
    "/communication-events/export",
    "/broadcast-scripts/export",
    "/assignments/export",
    "/gift-rounds/{round}/lines/export?purpose=Kiểm tra",
    "/gift-rounds/{round}/document?kind=signing_list",
)


class TestLongFiles:
    @pytest.mark.parametrize("path", MADE)
    async def test_who_waits_gets_the_same_file_as_who_asks_for_a_job_and_no_long_one(
        self, officer, finished, world, monkeypatch, path
    ):
        path = path.format(round=world["ids"]["ward1.kp_a.round_handing"])
        waited = await officer.get(path)
        assert waited.status_code == 200, waited.text
        monkeypatch.setattr(made_files, "AT_ONCE", 0)
        refused = await officer.get(path)
        assert (refused.status_code, refused.json()["code"], refused.json()["most"]) == (409, "made_as_job", 0)
        reply = await officer.post(path, headers={"Idempotency-Key": "made-0001"})
        assert reply.status_code == 202, reply.text
        job = await finished(officer, reply.json())
        assert (job["state"], job["has_file"], job["problem_code"]) == ("done", True, "")
        assert job["done"] == job["total"] == job["result"]["rows"] > 0
        file = await officer.get(f"/jobs/{job['id']}/file")
        assert file.headers["content-type"] == waited.headers["content-type"]
        assert (
            file.headers["content-disposition"].partition("''")[2]
            == waited.headers["content-disposition"].partition("''")[2]
        )
        assert _texts(file.content) == _texts(waited.content)

    async def test_a_file_of_what_its_asker_may_no_longer_see_is_not_made(self, officer, finished, connection, world):
        round_id = world["ids"]["ward1.kp_a.round_handing"]
        reply = await officer.post(
            f"/gift-rounds/{round_id}/document?kind=signing_list", headers={"Idempotency-Key": "made-0002"}
        )
        await fetch(
            connection,
            "UPDATE app.job SET arguments = jsonb_set(arguments, '{round_id}', to_jsonb(CAST(:other AS text))) WHERE id = :id RETURNING 1",
            id=reply.json()["id"],
            other=world["ids"]["ward2.kp_a.round_handing"],
        )
        job = await finished(officer, reply.json())
        assert (job["state"], job["problem_code"], job["has_file"]) == ("failed", "not_found", False)


def _texts(data: bytes) -> list[str]:
    """Texts of an Excel or Word file, which the moment of its making isn't one of."""
    with ZipFile(io.BytesIO(data)) as parts:
        names = [
            name for name in parts.namelist() if name.endswith(("sheet1.xml", "sharedStrings.xml", "document.xml"))
        ]
        return [parts.read(name).decode() for name in sorted(names)]


class TestRights:
    async def test_a_job_has_the_rights_of_a_request(self, officer, signed_in, connection, world, clock):
        """Also over records of units that its asker's unit stands for."""
        ids = {name: world["ids"][f"ward1.{name}"] for name in ("kp_a.unit", "kp_b.unit")}
        await merged(officer, ids)
        for who in ("lead", "officer", "kp_a", "kp_a_member", "kp_a_protector", "culture", "school"):
            client = signed_in(f"ward1.{who}")
            job = (await ask(client)).json()
            token = hash_token(world["tokens"][f"ward1.{who}"])
            [asked] = await fetch(
                connection,
                "SELECT * FROM app.open_request(:token, :now, interval '1 day')",
                token=token,
                now=clock.now(),
            )
            [done] = await fetch(connection, "SELECT * FROM app.open_job(1, :id)", id=job["id"])
            for name in ("roles", "unit_ids", "lead_unit_ids", "person_id", "account_id", "ward_id"):
                mine, theirs = done[name], asked[name]
                assert (sorted(mine) if isinstance(mine, list) else mine) == (
                    sorted(theirs) if isinstance(theirs, list) else theirs
                ), (who, name)
            if who.startswith("kp_a"):
                assert len(done["unit_ids"]) > 1, "the units before it"
