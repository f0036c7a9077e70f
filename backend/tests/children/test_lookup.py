"""Lists that are looked up: who is in the register, who may be, what each received; on the page and in the file."""

import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert

from tests.children.test_children import create
from tests.children.test_importing import book
from vitreem.children.lookup_reading import personal_number_of
from vitreem.children.models import ChildReceipt
from vitreem.kernel.ids import new_id

NUMBER = "045317001234"


def _form(data, form):
    return {
        "files": {"file": ("ds.xlsx", data, "application/octet-stream")},
        "data": {name: json.dumps(value) for name, value in form.items()},
    }


async def look_up(client, *rows, **form):
    reply = await client.post("/children/look-up", **_form(book(*rows), form))
    assert reply.status_code == 200, reply.text
    return reply.json()


async def states(client, *rows):
    return [one["state"] for one in (await look_up(client, *rows))["rows"]]


@pytest.fixture
def give(connection):
    """A gift that the child received, as giving would note it."""

    async def note(child, amount, on_day):
        row = {
            "ward_id": 1, "id": new_id(), "child_id": child["id"], "record_id": new_id(), "title": "Quà Tết",
            "amount": amount, "on_day": date.fromisoformat(on_day),
        }  # fmt: skip
        await connection.execute(insert(ChildReceipt).values(**row))

    return note


class TestMatching:
    async def test_a_number_and_a_name_find_a_child(self, khu_pho, world):
        child = await create(khu_pho, world, personal_number=NUMBER)
        found = await look_up(
            khu_pho, ["PHÒNG GIÁO DỤC"], [], ["STT", "Họ tên", "Mã định danh"],
            [1, "NGUYỄN THỊ BÉ", NUMBER], [2, "Nguyen Thi Be", NUMBER], [3, "Ai Đó Khác", "045317009999"], ["Tổng cộng: 3"],
        )  # fmt: skip
        assert (found["head_row"], found["found"], found["doubtful"], found["unknown"]) == (3, 2, 0, 1)
        first, second, third = found["rows"]
        assert (first["row"], first["state"], first["child"]["id"]) == (4, "found", child["id"])
        assert (second["child"]["id"], second["same_as_row"], first["same_as_row"]) == (child["id"], 4, None)
        assert (third["state"], third["child"], third["candidates"]) == ("unknown", None, [])

    async def test_a_number_alone_and_a_number_under_another_name(self, khu_pho, world):
        await create(khu_pho, world, personal_number=NUMBER)
        # A sheet took the number for an amount: its first digit is gone.
        assert await states(khu_pho, ["Số định danh"], [NUMBER], [int(NUMBER)], ["123"]) == [
            "found",
            "found",
            "unknown",
        ]
        [row] = (await look_up(khu_pho, ["Họ tên", "Số định danh"], ["Trần Văn Khác Hẳn", NUMBER]))["rows"]
        assert (row["state"], row["candidates"][0]["reasons"]) == ("doubtful", ["same_number"])

    async def test_a_name_alone_is_never_certain(self, khu_pho, world):
        child = await create(khu_pho, world)
        found = await look_up(
            khu_pho, ["Họ và tên"], ["Nguyễn Thị Bé"], ["Bé Thị Nguyễn"], ["nguyen thi be"], ["Nguyễn Thị Bế Lâm"]
        )
        assert [one["state"] for one in found["rows"]] == ["doubtful", "doubtful", "doubtful", "unknown"]
        assert found["rows"][0]["candidates"][0]["id"] == child["id"]

    async def test_a_name_and_a_birth(self, khu_pho, world):
        await create(khu_pho, world)
        head = ["Họ và tên", "Ngày sinh", "Số định danh"]
        assert await states(
            khu_pho, head, ["Nguyễn Thị Bé", "2/9/2017", ""], ["Nguyễn Thị Bé", "2017", ""],
            ["Nguyễn Thị Bé", "9/2/2017", ""], ["Nguyễn Thị Bé", "2009", ""], ["Nguyễn Thị Bé", "hôm qua", ""],
        ) == ["found", "doubtful", "doubtful", "unknown", "doubtful"]  # fmt: skip

    async def test_another_number_is_doubtful_and_twins_are_told_apart(self, khu_pho, world):
        await create(khu_pho, world, personal_number=NUMBER)
        head = ["Họ và tên", "Ngày sinh", "Số định danh"]
        assert await states(khu_pho, head, ["Nguyễn Thị Bé", "2/9/2017", "045317001235"]) == ["doubtful"]
        assert await states(khu_pho, head, ["Nguyễn Thị Bình", "2/9/2017", "045317001235"]) != ["found"]

    async def test_our_own_code(self, khu_pho, world):
        child = await create(khu_pho, world)
        head = ["Mã", "Họ và tên"]
        assert await states(khu_pho, head, [child["code"], "Nguyễn Thị Bé"], [child["code"], ""]) == ["found"] * 2
        assert await states(khu_pho, head, [child["code"], "Phạm Hoàng Long"]) == ["unknown"]

    async def test_what_cannot_be_read_is_told_and_left_out(self, khu_pho, world):
        await create(khu_pho, world)
        head = ["Họ và tên", "Ngày sinh", "CCCD", "Khu phố"]
        [row] = (await look_up(khu_pho, head, ["Nguyễn Thị Bé", "32/13/2017", "12", "Khu phố 99"]))["rows"]
        assert row["warnings"] == ["number_unreadable", "birth_unreadable", "unit_unknown"]
        assert row["state"] == "doubtful"

    async def test_columns_can_be_said(self, khu_pho, world):
        await create(khu_pho, world, personal_number=NUMBER)
        rows = (["Họ và tên", "Cột lạ"], ["Nguyễn Thị Bé", NUMBER])
        assert (await look_up(khu_pho, *rows))["rows"][0]["state"] == "doubtful"
        said = await look_up(khu_pho, *rows, fields={"A": "full_name", "B": "personal_number"})
        assert said["rows"][0]["state"] == "found"

    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("045317001234", NUMBER),
            ("45317001234", NUMBER),
            ("0453 1700 1234", NUMBER),
            ("123456789", None),
            ("", None),
        ],
    )
    def test_numbers_as_sheets_have_them(self, typed, number):
        assert personal_number_of(typed) == number


class TestWhoSeesWhat:
    async def test_nobody_but_whom_the_caller_sees(self, khu_pho, signed_in, officer, world):
        await create(khu_pho, world, personal_number=NUMBER)
        rows = (["Họ tên", "Số định danh", "Ngày sinh"], ["Nguyễn Thị Bé", NUMBER, "2/9/2017"])
        assert await states(signed_in("ward1.kp_b"), *rows) == ["unknown"]
        assert await states(signed_in("ward2.officer"), *rows) == ["unknown"]
        assert await states(officer, *rows) == ["found"]

    async def test_a_school_learns_no_number_by_trying(self, khu_pho, signed_in, world):
        await create(khu_pho, world, personal_number=NUMBER, school_unit_id=world["ids"]["ward1.school.unit"])
        school, head = signed_in("ward1.school"), ["Họ tên", "Số định danh", "Ngày sinh"]
        tried = await look_up(
            school, head, ["Nguyễn Thị Bé", NUMBER, "2/9/2017"], ["Nguyễn Thị Bé", "045317009999", "2/9/2017"],
            ["", NUMBER, ""],
        )  # fmt: skip
        right, wrong, alone = tried["rows"]
        assert right["child"] == wrong["child"] is not None
        assert alone["state"] == "unknown"

    async def test_what_was_received_in_12_months(self, khu_pho, signed_in, officer, world, give):
        child = await create(khu_pho, world, school_unit_id=world["ids"]["ward1.school.unit"])
        for amount, on_day in ((500_000, "2026-05-20"), (300_000, "2026-01-10"), (900_000, "2025-01-01")):
            await give(child, amount, on_day)
        rows = (["Họ tên", "Ngày sinh"], ["Nguyễn Thị Bé", "2/9/2017"])
        told = {"count": 2, "amount": 800_000, "last_on": "2026-05-20"}
        for client in (khu_pho, signed_in("ward1.school"), officer):
            assert (await look_up(client, *rows))["rows"][0]["child"]["received_12_months"] == told

    async def test_the_health_station_is_told_nothing_of_it(self, khu_pho, signed_in, officer, world, give):
        child = await create(khu_pho, world)
        await give(child, 500_000, "2026-05-20")
        unit = f"/units/{world['ids']['ward1.school.unit']}"
        change = {"name": "Trạm Y tế", "kind": "health_station", "aliases": []}
        assert (await officer.put(unit, json=change, headers={"If-Match": '"1"'})).status_code == 200
        [row] = (
            await look_up(signed_in("ward1.school"), ["Họ tên", "Ngày sinh"], ["Nguyễn Thị Bé", "2/9/2017"])
        )["rows"]  # fmt: skip
        assert (row["state"], row["child"]["received_12_months"]) == ("found", None)

    async def test_it_leaves_a_trace_without_names(self, khu_pho, lead, world):
        await create(khu_pho, world)
        await look_up(khu_pho, ["Họ tên"], ["Nguyễn Thị Bé"], ["Ai Đó"])
        [event] = (await lead.get("/audit-events?kind=child.looked_up")).json()["items"]
        assert event["facts"] == {"rows": 2, "found": 0, "doubtful": 1, "unknown": 1}


class TestRefused:
    @pytest.mark.parametrize(
        ("rows", "code"),
        [
            ([["Ngày", "Nơi"], [1, 2]], "head_unknown"),
            ([["Ngày"]], "unreadable_sheet"),
            ([["Họ tên"], *[["A B"]] * 3_001], "list_too_long"),
        ],
    )
    async def test_lists_that_cannot_be_looked_up(self, khu_pho, rows, code):
        for path in ("/children/look-up", "/children/look-up/sheet"):
            reply = await khu_pho.post(path, **_form(book(*rows), {}))
            assert (reply.status_code, reply.json()["code"]) == (422, code)

    async def test_a_head_that_says_nothing_is_told_by_columns(self, khu_pho, world):
        child = await create(khu_pho, world, personal_number=NUMBER)
        rows = (["UBND PHƯỜNG"], ["Cháu", "Định danh"], ["Nguyễn Thị Bé", NUMBER])
        reply = await khu_pho.post("/children/look-up", **_form(book(*rows), {}))
        assert (reply.status_code, reply.json()["code"]) == (422, "head_unknown")
        assert [(one["letter"], one["title"], one["field"]) for one in reply.json()["columns"]] == [
            ("A", "Cháu", ""), ("B", "Định danh", ""),
        ]  # fmt: skip
        found = await look_up(khu_pho, *rows, fields={"A": "full_name", "B": "personal_number"})
        assert (found["head_row"], [one["child"]["id"] for one in found["rows"]]) == (2, [child["id"]])
        assert [one["field"] for one in found["columns"]] == ["full_name", "personal_number"]

    @pytest.mark.parametrize("form", [{"decisions": {"x": "skip"}}, {"fields": {"A": "state"}}])
    async def test_decisions_that_nobody_could_make(self, khu_pho, form):
        reply = await khu_pho.post("/children/look-up/sheet", **_form(book(["Họ tên"], ["A B"]), form))
        assert (reply.status_code, reply.json()["code"]) == (422, "decisions_unreadable")


class TestSheet:
    async def test_the_same_file_with_more_columns(self, khu_pho, world, give):
        child = await create(khu_pho, world, personal_number=NUMBER)
        await give(child, 500_000, "2026-05-20")
        data = book(
            ["DANH SÁCH"], ["Họ tên", "Số định danh", "Ghi chú"], ["Nguyễn Thị Bé", NUMBER, "'=1+1"], ["Nguyễn Thị Bé", "", ""],
            ["Ai Đó", "", ""],
        )  # fmt: skip
        for _ in range(2):
            reply = await khu_pho.post("/children/look-up/sheet", **_form(data, {"decisions": {"5": "skip"}}))
            assert reply.status_code == 200, reply.text
            data = reply.content
            sheet = load_workbook(io.BytesIO(data)).worksheets[0]
            _, head, first, second, third = sheet.iter_rows(values_only=True)
            assert head[:5] == ("Họ tên", "Số định danh", "Ghi chú", "Tra cứu trong sổ trẻ em", "Mã trong sổ")
            assert len(head) == 13
            assert first[3:] == (
                "Có trong sổ", child["code"], "Nguyễn Thị Bé", "02/09/2017", "CNRY-1-kp_a", "Đang ở phường", 1, 500_000,
                "20/05/2026", None,
            )  # fmt: skip
            assert (second[3], child["code"] in second[12]) == ("Chưa chắc", True)
            assert third[3:] == ("Chưa thấy trong sổ", *[None] * 9)
            assert "không chuyển tiếp" in sheet.oddFooter.center.text

    async def test_what_was_decided_of_doubtful_rows(self, khu_pho, world):
        child = await create(khu_pho, world)
        data = book(["Họ tên"], ["Nguyễn Thị Bé"], ["Nguyễn Thị Bé"], ["Nguyễn Thị Bé"])
        decisions = {"2": child["id"], "3": "skip", "4": world["ids"]["ward1.kp_b.child"]}
        reply = await khu_pho.post("/children/look-up/sheet", **_form(data, {"decisions": decisions}))
        sheet = load_workbook(io.BytesIO(reply.content)).worksheets[0]
        assert [row[1] for row in sheet.iter_rows(values_only=True)][1:] == [
            "Có trong sổ", "Chưa thấy trong sổ", "Chưa chắc",
        ]  # fmt: skip
