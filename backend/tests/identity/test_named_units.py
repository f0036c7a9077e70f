"""Units that a sheet names: by an old name whoever stands for it today, and never by guessing."""

from uuid import uuid4

import pytest

from tests.activities import test_sheets as activities
from tests.children.test_importing import book, send, write
from tests.children.test_lookup import look_up
from tests.communications import test_sheets as events
from tests.conftest import Client
from tests.identity.test_sheets import PERSON, bring, people
from tests.identity.test_unit_changes import changed, ids, items, merged, read, units
from tests.world import canary
from vitreem.identity.named import Bearer, NamedUnit, SeveralUnits, UnitNames

__all__ = ["ids", "write"]

A, B = f"{canary(1)}kp_a", f"{canary(1)}kp_b"
HEAD = ["Họ và tên", "Năm sinh", "Khu phố", "Trường"]


def unit(name: str, kind: str = "khu_pho", **more) -> NamedUnit:
    return NamedUnit(uuid4(), name, kind, **more)


class TestPure:
    @pytest.mark.parametrize("text", ["Khu phố 3", "KHU-PHỐ 3.", "KP 3", "kp3", "3"])
    def test_ways_of_writing_a_khu_pho(self, text):
        three = unit("Khu phố 3")
        names = UnitNames([{"khu pho 3": [Bearer("khu_pho", (three,))]}])
        assert names.find(text, "khu_pho") == three
        assert names.find(text, "school") is None
        assert (names.find(text) is None) is (text == "3")

    def test_nothing_names_nobody(self):
        names = UnitNames(
            [{"": [Bearer("khu_pho", (unit("?"),))]}, {"khu pho": [Bearer("khu_pho", (unit("Khu phố"),))]}]
        )
        assert names.find("Khu phố 9", "khu_pho") is None

    def test_an_open_unit_s_name_counts_first(self):
        now, before = unit("Khu phố 3"), unit("Khu phố 7")
        names = UnitNames([{"khu pho 3": [Bearer("khu_pho", (now,))]}, {"khu pho 3": [Bearer("khu_pho", (before,))]}])
        assert names.find("Khu phố 3") == now

    def test_two_who_bear_a_name_are_told_apart_by_kind_or_by_somebody(self):
        hoa, mai = unit("Trường Hoa", "school"), unit("Khu phố Hoa")
        names = UnitNames([{"hoa": [Bearer(one.kind, (one,)) for one in (hoa, mai)]}])
        assert names.find("Hoa", "school") == hoa
        with pytest.raises(SeveralUnits) as told:
            names.find("Hoa")
        assert told.value.extra["unit_ids"] == [str(hoa.id), str(mai.id)]
        assert told.value.detail == "«Hoa» là tên của nhiều đơn vị. Hãy ghi một trong: Trường Hoa, Khu phố Hoa."


@pytest.fixture
def hold(imported):
    """Activities of a sheet, written for good: the figures."""
    return _importing(imported, "/activities/import")


@pytest.fixture
def talks(imported):
    """Communication of a sheet, written for good: the figures."""
    return _importing(imported, "/communication-events/import")


def _importing(imported, path):
    async def send(client, data):
        job = await imported(client, path, data)
        assert job["state"] == "done", (job["problem_code"], job["problem_detail"])
        return job["result"]

    return send


@pytest.fixture
def bring_all(officer: Client):
    """A unit's name in every sheet that reads units: where it was taken, or what each said of the cell."""

    async def ask(name: str) -> dict[str, tuple[str, str]]:
        row = {**activities.ROW, "Đơn vị tổ chức": name, "Khu phố": name}
        told = {"activities": (await activities.tried(officer, activities.sheet(row))).json()}
        talk = {**events.TALK, "Đơn vị": name, "Khu phố": name}
        told["events"] = await events.tried(officer, events.sheet(talk))
        told["people"] = (await bring(officer, "people", people((*PERSON[:5], name)), dry_run=True)).json()
        told["children"] = await send(officer, book(HEAD, ["Trần Văn Tám", "2017", name, ""]))
        told["over children"] = await send(officer, book(HEAD, [name], ["Trần Văn Tám", "2017", "", ""]))
        return {
            what: {(one["code"], one["detail"]) for one in one["faults"] if one["code"] != "unit_missing"}
            for what, one in told.items()
        }

    return ask


class TestSheets:
    async def test_a_unit_that_was_merged_and_renamed_is_its_heir(self, officer, ids, bring_all, hold):
        first = await merged(officer, ids)
        [heir] = await changed(officer, "rename", [first], "Khu phố Hòa Bình", on_day="2026-06-10")
        for name in (A, "Khu phố Mới"):
            assert not any((await bring_all(name)).values()), name
        row = {**activities.ROW, "Đơn vị tổ chức": A, "Khu phố": B}
        assert (await hold(officer, activities.sheet(row)))["created"] == 1
        [made] = await items(officer, "/activities?q=lop boi&units=then")
        assert (made["unit_name"], made["place_unit_name"]) == ("Khu phố Hòa Bình", "Khu phố Hòa Bình")
        done = (await bring(officer, "people", people((*PERSON[:5], A)))).json()
        [person] = [one for one in await items(officer, "/people") if one["login"] in done["new_logins"]]
        assert [one["unit_id"] for one in person["memberships"] + person["pending_roles"]] == [heir]

    async def test_of_a_split_unit_somebody_chooses(self, officer, ids, bring_all):
        [renamed] = await changed(officer, "rename", [ids["kp_a.unit"]], "Khu phố Mới")
        await changed(officer, "split", [renamed], "Khu phố Một", "Khu phố Hai", on_day="2026-06-10")
        for name, day in ((A, "08"), ("Khu phố Mới", "10")):
            why = f"«{name}» không còn từ ngày {day}/06/2026. Hãy ghi một trong: Khu phố Một, Khu phố Hai."
            for what, faults in (await bring_all(name)).items():
                assert faults == {("several_units", why)}, what

    async def test_parts_that_are_one_again_are_meant(self, officer, ids, bring_all):
        parts = await changed(officer, "split", [ids["kp_a.unit"]], "Khu phố Một", "Khu phố Hai")
        await changed(officer, "merge", parts, "Khu phố Cả", on_day="2026-06-10")
        assert not any((await bring_all(A)).values())

    async def test_a_unit_that_was_closed_takes_nothing(self, officer, ids, bring_all):
        [heir] = await changed(officer, "rename", [ids["kp_a.unit"]], "Khu phố Mới")
        at = {"If-Match": f'"{(await units(officer))[heir]["version"]}"'}
        assert (await officer.post(f"/units/{heir}/close", headers=at)).status_code == 200
        for name in (A, "Khu phố Mới"):
            for what, faults in (await bring_all(name)).items():
                [(code, why)] = faults
                assert code == "unit_ended", what
                assert "Khu phố Mới" in why and "đã ngừng hoạt động từ ngày 10/06/2026" in why, what

    async def test_a_living_unit_keeps_its_name(self, officer, ids, bring_all, hold):
        """The name of a unit that was split is another's now."""
        await changed(officer, "split", [ids["kp_a.unit"]], "Khu phố Một", "Khu phố Hai")
        await changed(officer, "rename", [ids["kp_b.unit"]], A, on_day="2026-06-10")
        assert not any((await bring_all(A)).values())
        row = {**activities.ROW, "Đơn vị tổ chức": A}
        assert (await hold(officer, activities.sheet(row)))["created"] == 1
        [made] = await items(officer, "/activities?q=lop boi&units=then")
        assert made["unit_id"] != ids["kp_a.unit"] and (await units(officer))[made["unit_id"]]["name"] == A

    async def test_an_own_other_name_counts_before_what_others_were(self, officer, ids, bring_all):
        """The ward may give the old name to the part that people mean by it."""
        one, _ = await changed(officer, "split", [ids["kp_a.unit"]], "Khu phố Một", "Khu phố Hai")
        at = {"If-Match": f'"{(await units(officer))[one]["version"]}"'}
        change = {"name": "Khu phố Một", "kind": "khu_pho", "aliases": [A]}
        assert (await officer.put(f"/units/{one}", json=change, headers=at)).status_code == 200
        assert not any((await bring_all(A)).values())

    @pytest.mark.parametrize("name", ["Khu phố 99", f"{canary(2)}kp_a"])
    async def test_an_unknown_name_and_one_of_another_ward(self, bring_all, name):
        for what, faults in (await bring_all(name)).items():
            # A row with nothing but an unknown name is a child of whom nothing is known.
            codes = {code for code, _ in faults}
            assert codes == {"birth_missing" if what == "over children" else "unknown_unit"}, what

    async def test_children_below_a_split_khu_pho_are_not_those_above(self, officer, ids):
        await changed(officer, "split", [ids["kp_a.unit"]], "Khu phố Một", "Khu phố Hai")
        told = await send(officer, book(HEAD, [B], ["Trần Văn Tám", "2017"], [A], ["Trần Văn Chín", "2018"]))
        assert [(one["row"], one["code"]) for one in told["faults"]] == [(4, "several_units"), (5, "unit_missing")]
        assert told["created"] == 1

    async def test_a_child_of_a_merged_khu_pho_and_of_a_school_renamed_then_split(self, officer, ids, write):
        heir = await merged(officer, ids)
        [renamed] = await changed(officer, "rename", [ids["school.unit"]], "Trường Hoa Sen")
        row = ["Trần Văn Tám", "2017", A, f"{canary(1)}school"]
        assert (await write(officer, book(HEAD, row)))["created"] == 1
        [child] = await items(officer, "/children?q=tran van tam")
        assert child["unit_id"] == heir
        assert (await read(officer, f"/children/{child['id']}"))["school_unit_id"] == renamed
        await changed(officer, "split", [renamed], "Trường Một", "Trường Hai", on_day="2026-06-10")
        [fault] = (await send(officer, book(HEAD, row)))["faults"]
        assert (fault["column"], fault["code"]) == ("Trường", "several_units")

    async def test_a_look_up_goes_on_without_the_khu_pho(self, officer, ids):
        await changed(officer, "split", [ids["kp_a.unit"]], "Khu phố Một", "Khu phố Hai")
        found = await look_up(officer, HEAD, ["Trần Văn Tám", "2017", A], [A], ["Trần Văn Chín", "2018", B])
        assert [one["warnings"] for one in found["rows"]] == [["several_units"], []]


class TestSentAgain:
    """A sheet of before the merger is known again: its records keep the unit of their day."""

    @pytest.mark.parametrize("code", ["KP-01", ""])
    async def test_nothing_is_doubled_and_nothing_changes_hands(self, officer, khu_pho, ids, code, hold, talks):
        row, talk = {**activities.ROW, "Mã": code}, {**events.TALK, "Mã": code}
        assert (await hold(khu_pho, activities.sheet(row)))["created"] == 1
        assert (await talks(khu_pho, events.sheet(talk)))["created"] == 1
        heir = await merged(officer, ids)
        assert (await hold(khu_pho, activities.sheet(row)))["unchanged"] == 1
        assert (await talks(khu_pho, events.sheet(talk)))["unchanged"] == 1
        more = {**row, "Số bé trai": "20", "Đơn vị tổ chức": "Khu phố Mới"}
        assert (await hold(khu_pho, activities.sheet(more)))["updated"] == 1
        [item] = await items(khu_pho, "/activities?q=lop boi&units=then")
        assert (item["unit_id"], item["place_unit_id"], item["children"]) == (*[ids["kp_a.unit"]] * 2, 35)
        assert heir != item["unit_id"]
