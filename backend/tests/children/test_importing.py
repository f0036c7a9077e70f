"""Lists of children as wards, schools and khu phố lay them out: read, asked about, written once."""

import io
import json

import pytest
from openpyxl import Workbook, load_workbook

from tests.children.test_children import body, create, own

_HEAD = ["STT", "HỌ VÀ TÊN", "Ngày sinh", "Giới tính", "Họ tên mẹ", "Số điện thoại", "Lớp", "Hộ nghèo, cận nghèo"]


def book(*rows, merged=()):
    """A workbook of these rows, from A1 on."""
    made = Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _form(data, form):
    return {
        "files": {"file": ("ds.xlsx", data, "application/octet-stream")},
        "data": {name: json.dumps(value) if isinstance(value, dict) else value for name, value in form.items()},
    }


async def send(client, data, **form):
    reply = await client.post("/children/import/trial", **_form(data, form))
    assert reply.status_code == 200, reply.text
    return reply.json()


@pytest.fixture
def write(finished):
    """Ask for the list to be written, and wait for the job: its figures, or the code of its problem."""

    async def ask(client, data, *, key="import-0001", **form):
        reply = await client.post("/children/import", **_form(data, form), headers={"Idempotency-Key": key})
        assert reply.status_code == 202, reply.text
        job = await finished(client, reply.json())
        return job["result"] if job["state"] == "done" else job["problem_code"]

    return ask


async def named(client, name):
    [found] = (await client.get(f"/children?q={name}")).json()["items"]
    return (await client.get(f"/children/{found['id']}")).json()


MESSY = book(
    ["UBND PHƯỜNG"], [], ["DANH SÁCH TRẺ EM CÓ HOÀN CẢNH KHÓ KHĂN"], [],
    _HEAD,
    [1, "NGUYỄN THỊ HOA", "2/9/2017", "Nữ", "Lê Thị Tư", "0900000777", "3A", "Hộ nghèo"],
    [2, "Tra\u0302\u0300n Va\u0306n Bi\u0300nh", 42614, "nam", "", "", "", ""],
    [3, "Lê Mai", "05/2019", "gái", "", "", "", "cận nghèo"],
    [4, "Võ An", "2015", "", "", "", "", ""],
    [], ["Tổng cộng: 4 trẻ"],
)  # fmt: skip


class TestReading:
    async def test_a_list_with_titles_totals_capitals_and_dates_of_every_kind(self, khu_pho, world, write):
        tried = await send(khu_pho, MESSY)
        assert (tried["head_row"], tried["created"], tried["faults"], tried["questions"]) == (5, 4, [], [])
        assert [one["field"] for one in tried["columns"]] == [
            "", "full_name", "birth", "sex", "mother", "phone", "class_name", "poverty",
        ]  # fmt: skip
        assert await own(khu_pho) == []
        done = await write(khu_pho, MESSY)
        assert done["created"] == 4
        hoa = await named(khu_pho, "hoa")
        assert (hoa["full_name"], hoa["birth"]["day"], hoa["sex"], hoa["class_name"]) == (
            "Nguyễn Thị Hoa",
            2,
            "female",
            "3A",
        )
        assert (hoa["guardians"][0]["full_name"], hoa["guardians"][0]["phone"]) == ("Lê Thị Tư", "0900000777")
        assert hoa["household"]["statuses"] == [{"year": 2026, "status": "poor", "paper": ""}]
        binh = await named(khu_pho, "bình")
        assert (binh["full_name"], binh["birth"]["year"], binh["birth"]["month"], binh["birth"]["day"]) == (
            "Trần Văn Bình", 2016, 9, 1,
        )  # fmt: skip
        assert (await named(khu_pho, "mai"))["birth"] == {"year": 2019, "month": 5, "day": None, "estimated": False}

    async def test_a_head_of_two_rows_says_the_sex(self, khu_pho, write):
        data = book(
            ["STT", "Họ và tên", "Năm sinh", "", "Địa chỉ"], ["", "", "Nam", "Nữ", ""],
            [1, "Hồ Văn Nam", 2016, "", "Tổ 1"], [2, "Hồ Thị Nữ", "", 2018, "Tổ 2"],
            merged=("C1:D1",),
        )  # fmt: skip
        done = await write(khu_pho, data)
        assert done["created"] == 2
        assert [(await named(khu_pho, name))["sex"] for name in ("nam", "nữ")] == ["male", "female"]

    async def test_a_khu_pho_over_its_children_and_in_a_column(self, officer, world, write):
        data = book(
            ["Họ và tên", "Năm sinh", "Khu phố"], ["CNRY-1-kp_a"], ["Lý Một", 2016, ""], ["CNRY-1-kp_b"], ["Lý Hai", 2016, ""],
            ["Lý Ba", 2016, "cnry-1-kp_a"], ["Lý Bốn", 2016, "Khu phố 99"],
        )  # fmt: skip
        tried = await send(officer, data)
        assert [(one["row"], one["code"]) for one in tried["faults"]] == [(7, "unknown_unit")]
        done = await write(officer, data, good_rows_only="true")
        assert (done["created"], done["left"]) == (3, 1)
        assert [(await named(officer, name))["unit_name"] for name in ("một", "hai", "ba")] == [
            "CNRY-1-kp_a", "CNRY-1-kp_b", "CNRY-1-kp_a",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("row", "column", "code"),
        [
            (["", "02/09/2017", "", "", ""], "Họ và tên", "name_missing"),
            (["Lê A", "32/13/2017", "", "", ""], "Ngày sinh", "birth_unreadable"),
            (["Lê A", "", "", "", ""], "Ngày sinh", "birth_missing"),
            (["Lê A", "2017", "khác", "", ""], "Giới tính", "unknown_choice"),
            (["Lê A", "2017", "", "0912", ""], "Điện thoại", "invalid"),
            (["Lê A", "2017", "", "", "123"], "Số định danh", "invalid"),
            (["Lê A", "1/1/2027", "", "", ""], "Họ và tên", "day_in_future"),
        ],
    )
    async def test_each_wrong_cell_is_named(self, khu_pho, row, column, code, write):
        cells = [row[0], row[1], row[2], "Mẹ", row[3], row[4]]
        data = book(["Họ và tên", "Ngày sinh", "Giới tính", "Mẹ", "Điện thoại", "Số định danh"], cells)
        tried = await send(khu_pho, data)
        assert [(one["row"], one["column"], one["code"]) for one in tried["faults"]] == [(2, column, code)], tried
        done = await write(khu_pho, data)
        assert (done, await own(khu_pho)) == ("rows_hindered", [])

    async def test_a_list_without_names_is_told_so(self, khu_pho):
        reply = await khu_pho.post(
            "/children/import/trial",
            files={"file": ("a.xlsx", book(["Mã", "Ngày"], [1, 2]), "application/octet-stream")},
        )
        assert (reply.status_code, reply.json()["code"]) == (422, "unreadable_sheet")

    async def test_one_s_own_columns_are_said_once(self, khu_pho, write):
        data = book(["Cháu", "Sinh"], ["Đỗ Một", 2016])
        assert await write(khu_pho, data) == "unreadable_sheet"
        again = book(["Tên trẻ", "Cột lạ", "Năm sinh"], ["Đỗ Một", "Đỗ Hai", 2016])
        assert (await send(khu_pho, again))["columns"][1]["field"] == ""
        done = await write(khu_pho, again, key="import-0002", fields={"A": "full_name", "B": "mother", "C": "birth"})
        assert done["created"] == 1
        other = book(["Tên trẻ", "Cột lạ", "Năm sinh"], ["Bùi Ba", "Bùi Tư", 2017])
        assert [one["field"] for one in (await send(khu_pho, other))["columns"]] == ["full_name", "mother", "birth"]

    async def test_the_file_comes_back_marked(self, khu_pho):
        data = book(["Họ và tên", "Ngày sinh"], ["Lê A", "hôm qua"], ["Lê B", "2017"])
        reply = await khu_pho.post(
            "/children/import/marked", files={"file": ("a.xlsx", data, "application/octet-stream")}
        )
        sheet = load_workbook(io.BytesIO(reply.content)).active
        assert "hôm qua" in sheet.cell(2, 3).value
        assert sheet.cell(3, 3).value is None


class TestTheRegister:
    async def test_the_same_list_again_changes_nothing(self, khu_pho, write):
        await write(khu_pho, MESSY)
        again = await write(khu_pho, MESSY, key="import-0002")
        assert (again["created"], again["updated"]) == (0, 0)
        assert again["unchanged"] == 4
        assert len(await own(khu_pho)) == 4

    async def test_the_same_key_again_tells_what_it_did(self, khu_pho, write):
        first = await write(khu_pho, MESSY)
        again = await write(khu_pho, MESSY)
        assert again == first
        assert len(await own(khu_pho)) == 4

    async def test_who_may_be_there_is_asked_about_and_decided(self, khu_pho, world, write):
        there = await create(khu_pho, world)
        data = book(["Họ và tên", "Năm sinh", "Ghi chú"], ["Nguyen Thi Be", 2017, "Từ tệp"])
        tried = await send(khu_pho, data)
        [asked] = tried["questions"]
        assert (asked["row"], [one["id"] for one in asked["candidates"]]) == (2, [there["id"]])
        assert await write(khu_pho, data) == "rows_hindered"
        skipped = await write(khu_pho, data, key="import-0003", decisions={"2": "skip"})
        assert (skipped["skipped"], len(await own(khu_pho))) == (1, 1)
        same = await write(khu_pho, data, key="import-0004", decisions={"2": there["id"]})
        assert (same["updated"], (await named(khu_pho, "bé"))["note"]) == (1, "Từ tệp")
        assert (await named(khu_pho, "bé"))["birth"]["day"] == 2
        new = await write(khu_pho, data, key="import-0005", decisions={"2": "new"})
        assert (new["created"], len(await own(khu_pho))) == (1, 2)

    async def test_a_known_child_is_told_more_and_loses_nothing(self, khu_pho, world, write):
        await create(khu_pho, world, address="Tổ 4", birth={"year": 2017, "month": 9, "day": 2})
        data = book(
            ["Họ và tên", "Ngày sinh", "Họ tên cha", "Họ tên mẹ", "Địa chỉ", "Lớp"],
            ["Nguyễn Thị Bé", "02/09/2017", "Nguyễn Văn Ba", "Lê Thị Tư", "", "3B"],
        )  # fmt: skip
        done = await write(khu_pho, data)
        assert (done["created"], done["updated"]) == (0, 1)
        shown = await named(khu_pho, "bé")
        assert (shown["address"], shown["class_name"]) == ("Tổ 4", "3B")
        assert [one["full_name"] for one in shown["guardians"]] == ["Nguyễn Văn Ba", "Lê Thị Tư"]

    async def test_the_khu_pho_of_a_whole_list_moves_nobody(self, officer, khu_pho, world, write):
        await create(khu_pho, world)
        data = book(["Họ và tên", "Ngày sinh", "Lớp"], ["Nguyễn Thị Bé", "02/09/2017", "3B"])
        done = await write(officer, data, unit_id=world["ids"]["ward1.kp_b.unit"])
        assert (done["created"], done["updated"]) == (0, 1)
        shown = await named(officer, "bé")
        assert (shown["unit_name"], shown["class_name"]) == ("CNRY-1-kp_a", "3B")

    async def test_another_unit_s_child_is_neither_asked_about_nor_written(
        self, khu_pho, signed_in, officer, world, write
    ):
        there = await create(khu_pho, world)
        other = signed_in("ward1.kp_b")
        data = book(["Họ và tên", "Ngày sinh"], ["Nguyễn Thị Bé", "02/09/2017"])
        done = await write(other, data)
        assert done["created"] == 1
        pairs = (await officer.get("/children/duplicates")).json()["items"]
        assert there["id"] in [one["other"]["id"] for one in pairs]

    async def test_a_row_twice_in_the_list(self, khu_pho):
        data = book(["Họ và tên", "Năm sinh"], ["Lê A", 2017], ["lê a", 2017])
        assert [(one["row"], one["code"]) for one in (await send(khu_pho, data))["faults"]] == [(3, "row_twice")]

    @pytest.mark.parametrize(
        "form",
        [
            {"decisions": "[]"},
            {"decisions": '{"x": "new"}'},
            {"decisions": '{"2": 1}'},
            {"fields": '{"A": "state"}'},
            {"fields": "{"},
        ],
    )
    async def test_decisions_that_nobody_could_make_are_refused(self, khu_pho, form):
        reply = await khu_pho.post(
            "/children/import", data=form, headers={"Idempotency-Key": "import-0001"},
            files={"file": ("a.xlsx", book(["Họ và tên", "Năm sinh"], ["Lê A", 2017]), "application/octet-stream")},
        )  # fmt: skip
        assert (reply.status_code, reply.json()["code"]) == (422, "decisions_unreadable")

    async def test_what_begins_like_a_formula_stays_text(self, khu_pho, write):
        data = book(["Họ và tên", "Năm sinh", "Ghi chú"], ["Lê A", 2017, "'=HYPERLINK(1)"])
        await write(khu_pho, data)
        reply = await khu_pho.get("/children/export?purpose=Kiểm tra")
        sheet = load_workbook(io.BytesIO(reply.content)).worksheets[0]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


__all__ = ["body"]
