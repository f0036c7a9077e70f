"""The figures of communication: what was done, by kind, whom it reached, and what carried the line 111."""

from typing import Any

from sqlalchemy import func

from vitreem.communications import rules
from vitreem.communications.models import CommunicationEvent
from vitreem.communications.rules import CommunicationKind
from vitreem.records.indicators import Indicator, Source, declare

_table = CommunicationEvent.__table__
_e = _table.c
_BASIS = "Thông tư 28/2019/TT-BLĐTBXH Điều 3 khoản 1"
_LINE_111 = "Nghị định 56/2017/NĐ-CP Điều 23"
_DONE = "/communications?state=done,reported"
_audience = _e.audience_children + _e.audience_adults + _e.audience_officials


def _of(kind: CommunicationKind, code: str, unit: str, value: Any) -> Indicator:
    """A figure of the events of one kind."""
    return Indicator(code, unit, value.filter(_e.kind == str(kind)), f"{_DONE}&kind={kind}", _BASIS)


declare(
    Source(
        name="communications",
        table=_table,
        date_column=_e.on_day,
        unit_column=_e.unit_id,
        place_column=_e.place_unit_id,
        # Spelled out: a list would be expanded anew at each call, and the statement is compiled once.
        conditions=((_e.state == str(rules.COUNTED[0])) | (_e.state == str(rules.COUNTED[1])),),
        indicators=(
            _of(CommunicationKind.TALK, "talks", "times", func.count()),
            _of(CommunicationKind.TALK, "talk_audience", "people", func.sum(_audience)),
            _of(CommunicationKind.MEETING_SLOT, "meeting_slots", "times", func.count()),
            _of(CommunicationKind.BROADCAST, "broadcasts", "times", func.sum(_e.broadcasts)),
            _of(CommunicationKind.BANNER, "banners", "items", func.count()),
            _of(CommunicationKind.LEAFLET, "leaflets", "items", func.sum(_e.copies)),
            _of(CommunicationKind.ONLINE_POST, "posts", "items", func.count()),
            _of(CommunicationKind.ONLINE_POST, "post_reach", "people", func.sum(_e.reach)),
            _of(CommunicationKind.COUNSELLING, "counselling", "times", func.count()),
            _of(CommunicationKind.CONTEST, "contests", "times", func.count()),
            Indicator(
                "hotline_111_items", "items", func.count().filter(_e.carried_hotline_111),
                f"{_DONE}&hotline_111=true", _LINE_111,
            ),
            Indicator(
                "hotline_111_reach", "people", func.sum(_audience + _e.reach).filter(_e.carried_hotline_111),
                f"{_DONE}&hotline_111=true", _LINE_111,
            ),
        ),
    )
)  # fmt: skip
