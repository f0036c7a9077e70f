"""Rounds of the test world: of each khu phố one that was asked for, one in hand, one that was handed in."""

from datetime import date
from uuid import UUID

from tests.world import Builder, Place, canary
from vitreem.kernel.request.roles import Role
from vitreem.reporting import queries, service
from vitreem.reporting.models import ReportAnswer
from vitreem.reporting.rules import Comparison, ReportCheck, ReportQuestion, ReportRoundKind
from vitreem.reporting.schemas import ReportAnswerWrite, ReportFigureWrite, ReportRoundCreate, ReportTexts


def quick(title: str, *unit_ids: UUID) -> ReportRoundCreate:
    return ReportRoundCreate(
        kind=ReportRoundKind.QUICK, title=title, from_on=date(2026, 6, 1), to_on=date(2026, 6, 30),
        due_on=date(2026, 6, 20), unit_ids=list(unit_ids), unit_kinds=[],
        questions=[
            ReportQuestion(code="children", text="Số trẻ em dưới 6 tuổi", unit="trẻ"),
            ReportQuestion(code="without_card", text="Trong đó chưa có thẻ", unit="trẻ"),
            ReportQuestion(code="activities", indicator=True),
        ],
        checks=[ReportCheck(left=["without_card"], compared=Comparison.AT_MOST, right=["children"])],
    )  # fmt: skip


async def fill_unit(world: Builder, place: Place) -> None:
    mark = canary(place.ward_id)
    for name in ("asked", "draft", "submitted", "locked"):
        ward = await world.act(place.ward_id, Role.WARD_OFFICER, actor_name=mark)
        round_id = await service.open_round(ward, quick(f"{mark}{place.name} {name}", place.unit_id))
        [(answer, _)] = await queries.matrix(ward, [round_id])
        world.remember(place.ward_id, f"{place.name}.report_round_{name}", round_id)
        world.remember(place.ward_id, f"{place.name}.report_answer_{name}", answer.id)
        if name == "locked":
            await service.lock(ward, await queries.seen_round(ward, round_id), 1)
            await ward.db.flush()
        elif name != "asked":
            await _fill(world, place, answer.id, hand_in=name == "submitted")


async def _fill(world: Builder, place: Place, answer_id: UUID, *, hand_in: bool) -> None:
    ctx = await world.head(place)
    ctx.unit_ids = ctx.lead_unit_ids

    async def answer() -> ReportAnswer:
        return await queries.seen_answer(ctx, answer_id, lock=True)

    await service.begin(ctx, await answer(), 1)
    body = ReportAnswerWrite(
        texts=ReportTexts(strengths=canary(place.ward_id)),
        figures=[ReportFigureWrite(code="children", reported=120), ReportFigureWrite(code="without_card", reported=7)],
    )
    await service.write(ctx, await answer(), body, 2)
    if hand_in:
        await service.submit(ctx, await answer(), 3)
        await ctx.db.flush()
        [version] = await queries.versions(ctx, answer_id)
        world.remember(place.ward_id, f"{place.name}.report_version", version.id)
    await ctx.db.flush()
