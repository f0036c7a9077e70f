"""The file for the national children's system has the columns that the ward's people set up."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from tests.children.test_children import create

PATH = "/children/export-profile"


@pytest.fixture
async def unset(connection):
    """Nobody of the ward has edited the columns yet."""
    await connection.execute(text("SELECT set_config('app.ward_id', '1', true)"))
    await connection.execute(text("DELETE FROM app.child_export_profile"))


async def put(client, *columns, version=1):
    told = [{"title": title, "field": field} for title, field in columns]
    return await client.put(PATH, json={"columns": told}, headers={"If-Match": f'"{version}"'})


@pytest.fixture
def taken_out(finished):
    async def make(client, profile="national"):
        reply = await client.post(
            "/children/export", params={"purpose": "Nhập hệ thống", "profile": profile},
            headers={"Idempotency-Key": "export-0001"},
        )  # fmt: skip
        job = await finished(client, reply.json())
        assert job["state"] == "done", job
        book = load_workbook(io.BytesIO((await client.get(f"/jobs/{job['id']}/file")).content))
        return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)], book.worksheets[1]["A1"].value

    return make


class TestColumns:
    async def test_a_proposal_until_somebody_edits_it(self, officer, unset, lead):
        found = (await officer.get(PATH)).json()
        assert (found["proposed"], found["version"], found["columns"][1]["field"]) == (True, 1, "full_name")
        done = await put(officer, ("Tên", "full_name"), ("=Số", "personal_number"))
        assert (done.status_code, done.headers["etag"], done.json()["proposed"]) == (200, '"2"', False)
        assert (await put(lead, ("Tên", "full_name"))).status_code == 412
        again = await put(lead, ("Tên", "full_name"), version=2)
        assert (again.status_code, again.json()["version"]) == (200, 3)
        events = (await lead.get("/audit-events?kind=child.export_profile_changed")).json()["items"]
        assert [one["facts"]["columns"] for one in events] == [1, 2]

    @pytest.mark.parametrize(
        "columns", [[], [("", "full_name")], [("Tên", "state")], [("T" * 121, "sex")], [("Tên", "sex")] * 61]
    )
    async def test_columns_that_cannot_be(self, officer, unset, columns):
        assert (await put(officer, *columns)).status_code == 422

    async def test_units_have_no_say(self, khu_pho, unset):
        assert (await khu_pho.get(PATH)).status_code == 403
        assert (await put(khu_pho, ("Tên", "full_name"))).status_code == 403


class TestFile:
    async def test_titles_order_and_what_the_register_does_not_know(self, officer, khu_pho, world, unset, taken_out):
        await create(khu_pho, world, personal_number="045317001234", address="Tổ 4", class_name="3A")
        columns = (
            ("Số", "number"), ("=Họ tên", "full_name"), ("Dân tộc", "blank"), ("Định danh", "personal_number"),
            ("Cha", "father"), ("Mẹ", "mother"), ("SĐT", "phone"), ("Địa chỉ", "address"), ("Quan hệ", "guardian_relation"),
            ("Ngày sinh", "birth"), ("Giới", "sex"),
        )  # fmt: skip
        assert (await put(officer, *columns)).status_code == 200
        [head, *rows], notice = await taken_out(officer)
        assert head == [title for title, _ in columns]
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
        [mine] = [row for row in rows if row[1] == "Nguyễn Thị Bé"]
        assert mine[2:] == [
            None, "045317001234", "Nguyễn Văn Ba", None, "0900000001", "Tổ 4", "Cha", "02/09/2017", "Nữ",
        ]  # fmt: skip
        assert "Nhập hệ thống" in notice

    async def test_the_proposal_is_a_file_too(self, khu_pho, world, unset, taken_out):
        await create(khu_pho, world)
        [head, *rows], _ = await taken_out(khu_pho)
        assert (head[0], len(head), any("Nguyễn Thị Bé" in row for row in rows)) == ("STT", 20, True)

    async def test_a_school_s_file_holds_no_numbers(self, signed_in, officer, khu_pho, world, unset, taken_out):
        await create(khu_pho, world, personal_number="045317001234", school_unit_id=world["ids"]["ward1.school.unit"])
        assert (await put(officer, ("Tên", "full_name"), ("Số", "personal_number"))).status_code == 200
        [_, *rows], _ = await taken_out(signed_in("ward1.school"))
        assert ["Nguyễn Thị Bé", None] in rows

    async def test_the_trail_says_which_file_and_why(self, khu_pho, lead, taken_out):
        await taken_out(khu_pho, "standard")
        [event] = (await lead.get("/audit-events?kind=child.list_viewed")).json()["items"]
        assert (event["facts"]["purpose"], event["facts"]["profile"]) == ("Nhập hệ thống", "standard")
