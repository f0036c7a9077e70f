from tests.world import PASSWORD


class TestSignIn:
    async def test_right_password_opens_a_session(self, anonymous):
        reply = await anonymous.post("/session", json={"login": "OFFICER.W1", "password": PASSWORD})
        assert reply.status_code == 204, reply.text
        cookie = reply.headers["set-cookie"]
        assert cookie.startswith("__Host-vte_session=")
        assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        me = (await anonymous.get("/session", headers={"Cookie": cookie.split(";")[0]})).json()
        assert me["roles"] == ["ward_officer"]
        assert me["ward"]["id"] == 1
