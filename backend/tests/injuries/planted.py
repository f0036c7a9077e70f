"""More injuries than the world holds: one by violence, one that was cancelled, one who died."""

from datetime import date

from tests.planted import Planting
from vitreem.injuries import queries, service
from vitreem.injuries.rules import AgeBand, Care, InjuryCause, Outcome, PlaceKind, Sex
from vitreem.injuries.schemas import InjuryCreate
from vitreem.kernel.request.roles import Role


async def plant(planting: Planting, ward_id: int) -> None:
    for unit in ("kp_a", "kp_b"):
        ctx = await planting.act(ward_id, Role.UNIT_LEAD, unit)
        for name, cause, outcome, day in (
            ("violence", InjuryCause.VIOLENCE, Outcome.HOSPITALISED, date(2026, 6, 5)),
            ("cancelled", InjuryCause.FALL, Outcome.TREATED, date(2026, 6, 6)),
            ("drowning", InjuryCause.DROWNING, Outcome.DIED, date(2026, 6, 3)),
        ):
            body = InjuryCreate(
                happened_on=day, unit_id=planting.id(ward_id, f"{unit}.unit"), age_band=AgeBand.FROM_10,
                sex=Sex.FEMALE, cause=cause, place_kind=PlaceKind.WATER, care=Care.NOBODY, outcome=outcome,
            )  # fmt: skip
            injury_id = await service.create(ctx, body)
            planting.remember(ward_id, f"{unit}.injury_{name}", injury_id)
            if name == "cancelled":
                # Violence isn't among what its writer may see here: the planting has no account.
                await service.cancel(ctx, await queries.seen(ctx, injury_id), "Ghi hai lần", 1)
        await ctx.db.flush()
