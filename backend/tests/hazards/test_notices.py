"""Who sees to an unsafe place is told when its next step is due, and no longer once something was done there."""

from datetime import timedelta

from tests.hazards.test_hazards import done, find
from vitreem.hazards.notices import tell_of_days
from vitreem.kernel.jobs.nobody import of_ward


async def _looked(app) -> None:
    async with of_ward(app.state, 1) as ctx:
        await tell_of_days(ctx)


async def _told(client) -> list[str]:
    return [one["path"] for one in (await client.get("/notices")).json()["items"] if one["path"].startswith("/hazards")]


async def test_told_from_the_last_day_until_something_is_done(app, clock, khu_pho, world):
    shown = await find(khu_pho, world)
    began = clock.moment
    for days, expected in ((0, []), (2, [f"/hazards/{shown['id']}"])):  # two working days, as this ward has it
        clock.moment = began + timedelta(days=days, hours=-8)
        await _looked(app)
        await _looked(app)
        clock.moment = began
        found = [path for path in await _told(khu_pho) if path.endswith(shown["id"])]
        assert found == expected
    await done(khu_pho, shown, "inspect", likelihood="high", harm="high")
    assert f"/hazards/{shown['id']}" not in await _told(khu_pho)
