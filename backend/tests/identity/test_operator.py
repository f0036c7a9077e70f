"""The operator's way out: works without a second person, and everybody is told."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from tests.identity.test_resets import NEW, maker, trail  # noqa: F401
from tests.identity.test_sign_in import enter
from vitreem.account_reset import OPERATOR, UnknownLogin, reset_account
from vitreem.kernel.request.roles import Role


@pytest.fixture
async def run(connection, settings, clock):
    async def make(login: str, *, two_factor: bool = False):
        async with AsyncSession(bind=connection, join_transaction_mode="create_savepoint") as db:
            link = await reset_account(db, settings, clock, login, two_factor=two_factor)
            await db.commit()
        return link.path.removeprefix("/reset/")

    return make


async def test_lead_without_a_deputy_comes_in_again(run, anonymous, lead, signed_in):
    token = await run("LEAD.w1")
    assert (await anonymous.post(f"/password-resets/{token}", json={"new_password": NEW})).status_code == 204
    assert (await enter(anonymous, "lead.w1", NEW)).json()["code"] == "totp_required"
    events = await trail(signed_in("ward1.deputy"), kind="account.")
    assert [one["kind"] for one in events] == ["account.password_set_by_link", "account.reset_by_operator"]
    assert (events[1]["actor_name"], events[1]["account_id"], events[1]["login"]) == (OPERATOR, None, "")
    [notice] = (await signed_in("ward1.deputy").get("/session")).json()["notices"]
    assert (notice["kind"], notice["facts"]["by"]) == ("colleague_password_link_made", OPERATOR)


@pytest.mark.parametrize("two_factor", [False, True])
async def test_second_factor_goes_off_only_when_asked(two_factor, run, maker):  # noqa: F811
    one = await maker.person(Role.CHILD_PROTECTION_OFFICER, device=True)
    await run(one.login, two_factor=two_factor)
    credential = await maker.credential(one)
    assert credential.totp_enabled is not two_factor
    assert credential.must_change_password is True


async def test_unknown_name(run):
    with pytest.raises(UnknownLogin):
        await run("khong.co.ai")
