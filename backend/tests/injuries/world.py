"""Injuries of the test world: one of each khu phố."""

from datetime import date

from tests.world import Builder, Place
from vitreem.injuries import service
from vitreem.injuries.rules import AgeBand, Care, InjuryCause, Outcome, PlaceKind, Sex
from vitreem.injuries.schemas import InjuryCreate


async def fill_unit(world: Builder, place: Place) -> None:
    ctx = await world.head(place)
    body = InjuryCreate(
        happened_on=date(2026, 6, 8), unit_id=place.unit_id, place_unit_id=place.unit_id, age_band=AgeBand.FROM_5,
        sex=Sex.MALE, cause=InjuryCause.FALL, place_kind=PlaceKind.SCHOOL, care=Care.SCHOOL, outcome=Outcome.TREATED,
    )  # fmt: skip
    world.remember(place.ward_id, f"{place.name}.injury_fall", await service.create(ctx, body))
