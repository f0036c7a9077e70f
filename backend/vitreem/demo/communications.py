"""A month of invented communication: talks, broadcasts from approved scripts, banners on the roads, posts, leaflets."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from uuid import UUID

from vitreem.broadcasting import queries as script_queries
from vitreem.broadcasting import service as scripts
from vitreem.broadcasting.schemas import ScriptCreate, SlotCreate, SlotPlayed
from vitreem.communications import queries, service
from vitreem.communications.rules import CommunicationKind, CommunicationTopic
from vitreem.communications.schemas import CommunicationCreate
from vitreem.demo.ground import spot
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.request.context import Ctx

K, T = CommunicationKind, CommunicationTopic

_ROADS = ("Cầu chợ", "Ngã ba bưu điện", "Cổng trường", "Đầu đường Hoa Phượng", "Bến đò")
_SIZES = ("0,7 x 5 m", "0,8 x 6 m", "1 x 8 m")
# Title and the file with the text.
_SCRIPTS = (
    ("Phòng, chống đuối nước trong mùa hè", "phat-thanh-duoi-nuoc.txt"),
    ("Lắng nghe và bảo vệ trẻ em", "phat-thanh-bao-ve-tre-em.txt"),
)


@dataclass(frozen=True)
class Desk:
    """The culture desk: who writes scripts and puts up banners."""

    unit_id: UUID
    khu_pho: tuple[tuple[UUID, str], ...]
    message_ids: tuple[UUID, ...]
    approver: tuple[UUID, str]


async def speak_all_month(ctx: Ctx, desk: Desk, first_day: date, today: date) -> None:
    """`ctx` acts as the culture desk and may approve; what is past was done and reported, the rest is planned."""
    await _scripts(ctx, desk, first_day, today)
    for at, (unit_id, name) in enumerate(desk.khu_pho):
        await _banner(ctx, desk, at, unit_id, name, first_day, today)
        await _write(
            ctx, today, first_day + timedelta(days=6 + 2 * at), kind=K.MEETING_SLOT, unit_id=desk.unit_id,
            title=f"Lồng ghép họp {name}: quyền trẻ em", place_unit_id=unit_id, place=f"Nhà văn hóa {name}",
            audience_adults=34 + 7 * at, audience_officials=3, topics=[T.CHILDREN_LAW, T.DECREE_56_2017],
            message_ids=list(desk.message_ids[at % 3 : at % 3 + 2]),
        )  # fmt: skip
    for day, title, topic, children, adults in (
        (2, "Nói chuyện chuyên đề phòng, chống xâm hại trẻ em", T.ABUSE_PREVENTION, 120, 40),
        (11, "Tập huấn sơ cứu đuối nước", T.DROWNING, 46, 28),
        (25, "Tư duy lành mạnh, sức khỏe tâm thần tuổi học trò", T.MENTAL_HEALTH, 90, 25),
    ):
        await _write(
            ctx, today, first_day + timedelta(days=day), kind=K.TALK, title=title, unit_id=desk.unit_id,
            place="Hội trường phường", audience_children=children, audience_adults=adults, topics=[topic],
            carried_hotline_111=topic is T.ABUSE_PREVENTION, message_ids=list(desk.message_ids[:1]),
        )  # fmt: skip
    for day, title, reach in (
        (0, "Khai mạc Tháng hành động vì trẻ em", 2_140),
        (13, "Lớp bơi miễn phí cho trẻ", 3_870),
    ):
        await _write(
            ctx, today, first_day + timedelta(days=day), kind=K.ONLINE_POST, title=title, unit_id=desk.unit_id,
            link=f"https://example.org/bai-viet/{day}", reach=reach, topics=[T.CHILDREN_LAW], carried_hotline_111=True,
            message_ids=list(desk.message_ids[:1]),
        )  # fmt: skip
    await _write(
        ctx, today, first_day + timedelta(days=4), kind=K.LEAFLET, title="Tờ rơi «Năm điều giữ trẻ an toàn bên nước»",
        unit_id=desk.unit_id, copies=600, topics=[T.DROWNING], carried_hotline_111=True,
    )  # fmt: skip
    await _write(
        ctx, today, first_day + timedelta(days=20), kind=K.CONTEST, title="Cuộc thi vẽ «Tuổi thơ an toàn»",
        unit_id=desk.unit_id, place="Nhà thiếu nhi phường", audience_children=84, audience_adults=20,
        topics=[T.CHILDREN_LAW],
    )  # fmt: skip


async def _write(ctx: Ctx, today: date, on: date, **body: object) -> UUID:
    starts_at = datetime.combine(on, time(17, 30), VIETNAM)
    done = on < today
    event_id = await service.create(
        ctx, CommunicationCreate.model_validate({**body, "starts_at": starts_at, "done": done})
    )
    if done and (today - on).days > 9:
        event = await queries.seen(ctx, event_id)
        await service.report(ctx, event, event.version)
    await ctx.db.flush()
    return event_id


async def _banner(ctx: Ctx, desk: Desk, at: int, unit_id: UUID, name: str, first_day: date, today: date) -> None:
    """One a khu phố; every third has been taken down."""
    here = spot(ctx.ward_id, len(desk.khu_pho), at, 0.75, 0.4)
    up = first_day + timedelta(days=at % 4 - 3)
    await _write(
        ctx, today, up, kind=K.BANNER, title=f"Băng rôn tại {_ROADS[at % 5].lower()}", unit_id=desk.unit_id,
        place_unit_id=unit_id, place=f"{_ROADS[at % 5]}, {name}", banner_size=_SIZES[at % 3], put_up_on=up,
        taken_down_on=up + timedelta(days=18) if at % 3 == 2 else None,
        latitude=here.latitude, longitude=here.longitude,
        topics=[T.CHILDREN_LAW], carried_hotline_111=at % 2 == 0,
        message_ids=list(desk.message_ids[at % 4 : at % 4 + 1]),
    )  # fmt: skip


def _text(name: str) -> str:
    return " ".join(files("vitreem.demo").joinpath("samples", name).read_text(encoding="utf-8").split())


async def _scripts(ctx: Ctx, desk: Desk, first_day: date, today: date) -> None:
    """The first is approved and plays, at one place the power was out; the second waits for its approval."""
    ids = [
        await scripts.create(ctx, ScriptCreate(title=title, text=_text(name), unit_id=desk.unit_id))
        for title, name in _SCRIPTS
    ]
    first, second = [await script_queries.seen(ctx, one) for one in ids]
    await scripts.submit(ctx, first, first.version)
    writer, (ctx.account_id, ctx.actor_name) = (ctx.account_id, ctx.actor_name), desk.approver
    await scripts.approve(ctx, first, first.version)
    ctx.account_id, ctx.actor_name = writer
    await scripts.submit(ctx, second, second.version)
    await ctx.db.flush()
    for at, (unit_id, _) in enumerate(desk.khu_pho):
        for day in (3 + 4 * at, 24 + at):
            planned = datetime.combine(first_day + timedelta(days=day), time(17, 30), VIETNAM)
            slot_id = await scripts.schedule(
                ctx, SlotCreate(script_id=first.id, unit_id=unit_id, planned_at=planned, times_planned=2)
            )
            if planned.date() < today:
                slot = await script_queries.seen_slot(ctx, slot_id)
                missed = at == 1 and day == 3 + 4 * at
                times, note = (0, "Mất điện cả buổi") if missed else (2 - at % 2, "")
                told = SlotPlayed(played_at=planned, times_played=times, note=note)
                await scripts.played(ctx, slot, told)
    await ctx.db.flush()
