"""Sign-in names are a ward's own and look like no address; addresses are contact data, folded one way."""

import pytest

from tests.identity.test_sign_in import enter
from tests.world import PASSWORD
from vitreem.identity.names import LoginTooLong, OtherWardsName, fold_email, require_global, ward_login


async def add(client, login: str, key: str = "names-00001", **more):
    body = {"full_name": "Người Mới", "login": login, "role": "ward_officer", **more}
    return await client.post("/people", json=body, headers={"Idempotency-Key": key})


class TestPure:
    @pytest.mark.parametrize(
        ("given", "made"),
        [("kp6", "kp6.99101"), ("kp6.99101", "kp6.99101"), ("kp6.99102", "kp6.99102.99101"), ("99101", "99101.99101")],
    )
    def test_name_is_in_the_ward_s_namespace(self, given, made):
        assert ward_login(given, "99101") == made

    def test_name_that_grows_too_long_is_refused(self):
        with pytest.raises(LoginTooLong):
            ward_login("a" * 55, "99101")

    def test_administrator_takes_no_name_of_another_ward(self):
        require_global("lanhdao.99101", "99101")
        require_global("lanhdao.anbinh", "99101")
        with pytest.raises(OtherWardsName):
            require_global("lanhdao.99102", "99101")

    def test_addresses_are_folded_one_way(self):
        # E with a mark as two characters and as one, spaces, capitals.
        assert fold_email(" Le\u0302.Na@Example.VN ") == fold_email("l\u00ea.na@example.vn")


class TestLogins:
    @pytest.mark.parametrize("bad", ["co.ay@example.vn", "có dấu", "a b", "ab", "x" * 61, "a+b", "tên"])
    async def test_name_of_another_shape_is_refused(self, lead, bad):
        assert (await add(lead, bad)).status_code == 422

    async def test_ward_s_code_is_added(self, lead):
        made = await add(lead, " KP6 ")
        assert made.json()["person"]["login"] == "kp6.99001"

    async def test_taken_name_speaks_of_the_own_ward_alone(self, lead, signed_in):
        assert (await add(signed_in("ward2.lead"), "kp6")).status_code == 201
        assert (await add(lead, "kp6", "names-00002")).status_code == 201
        taken = await add(lead, "kp6.99001", "names-00003")
        assert (taken.status_code, taken.json()["code"]) == (409, "login_taken")

    async def test_name_of_another_ward_s_is_not_caught(self, lead):
        """`kp_a.w2` is somebody of ward 2, made before wards had namespaces: nothing is told of it."""
        made = await add(lead, "kp_a.w2")
        assert (made.status_code, made.json()["person"]["login"]) == (201, "kp_a.w2.99001")

    async def test_administrator_s_names_are_global(self, signed_in):
        body = {
            "code": "99009",
            "name": "Phường Mới",
            "province": "Tỉnh",
            "lead_name": "Ai Đó",
            "lead_login": "x.99001",
        }
        refused = await signed_in("admin").post("/admin/wards", json=body)
        assert (refused.status_code, refused.json()["code"]) == (422, "other_wards_name")

    async def test_sheet_says_the_names_before_and_after(self, lead):
        from vitreem.identity.sheets import PERSON_COLUMNS
        from vitreem.kernel.files.excel import workbook

        rows = [("Lê Bình", "binh", "", "", "Công chức phụ trách", "")]
        files = {"file": ("p.xlsx", workbook("Người dùng", PERSON_COLUMNS, rows))}
        trial = (await lead.post("/people/import/trial", files=files)).json()
        assert (trial["new_logins"], trial["set_up_links"]) == (["binh.99001"], {})
        done = (await lead.post("/people/import", files=files)).json()
        assert list(done["set_up_links"]) == ["binh.99001"]
        again = (await lead.post("/people/import", files=files)).json()
        assert (again["new_logins"], again["created"]) == ([], 0)

    async def test_list_goes_out_and_comes_in_again(self, lead, officer):
        """Names made before stay; rows that change nothing are nobody's rights, not even of one's own."""
        for client in (lead, officer):
            data = (await client.get("/people/export")).content
            again = await client.post("/people/import", files={"file": ("p.xlsx", data)})
            assert again.json()["faults"] == []
            assert (again.json()["created"], again.json()["updated"]) == (0, 0)


class TestAddresses:
    async def test_address_is_no_sign_in_name(self, lead, anonymous):
        """Otherwise another ward could write your address beside one of its accounts, and catch your sign-in."""
        made = await add(lead, "co.lan", email="Co.Lan@Example.VN")
        assert made.json()["person"]["email"] == "co.lan@example.vn"
        path = made.json()["set_up"]["path"].removeprefix("/reset/")
        assert (await anonymous.post(f"/password-resets/{path}", json={"new_password": PASSWORD})).status_code == 204
        assert (await enter(anonymous, "co.lan@example.vn")).status_code == 401
        assert (await enter(anonymous, "co.lan.99001")).status_code == 204

    async def test_address_is_unique_in_the_ward_and_free_in_another(self, lead, signed_in, world):
        assert (await add(lead, "co.lan", email="lan@example.vn")).status_code == 201
        taken = await add(lead, "co.hai", "names-00002", email="LAN@example.vn ")
        assert (taken.status_code, taken.json()["code"]) == (409, "email_taken")
        assert (await add(signed_in("ward2.lead"), "co.lan", email="lan@example.vn")).status_code == 201
        path, match = f"/people/{world['ids']['ward1.kp_b.person']}", {"If-Match": '"1"'}
        refused = await lead.put(path, json={"full_name": "Trần Thị Bình", "email": "Lan@example.vn"}, headers=match)
        assert (refused.status_code, refused.json()["code"]) == (409, "email_taken")

    async def test_address_can_be_taken_away(self, lead):
        person = (await add(lead, "co.lan", email="lan@example.vn")).json()["person"]
        match = {"If-Match": f'"{person["version"]}"'}
        changed = await lead.put(f"/people/{person['id']}", json={"full_name": person["full_name"]}, headers=match)
        assert changed.json()["email"] is None
