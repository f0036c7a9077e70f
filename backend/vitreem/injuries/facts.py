"""The figures of injuries: by cause, and how they ended.

They have no sum of all: from it and the causes that are shown anybody could reckon one that is hidden.
"""

from sqlalchemy import func

from vitreem.injuries.models import Injury
from vitreem.injuries.queries import IS_SENSITIVE
from vitreem.injuries.rules import InjuryCause, InjuryState, Outcome
from vitreem.records.indicators import Indicator, Source, declare

_i = Injury.__table__.c
_BASIS = "Thông tư 15/2026/TT-BYT"
_ROWS = f"/injuries?state={InjuryState.RECORDED}"


def _of_cause(cause: InjuryCause) -> Indicator:
    value = func.count().filter(_i.cause == str(cause))
    return Indicator(f"injuries_{cause}", "people", value, f"{_ROWS}&cause={cause}", _BASIS, private=True)


def _ended(outcome: Outcome) -> Indicator:
    """Without the sensitive causes: what the list shows, taken away from the figure, would be they."""
    value = func.count().filter((_i.outcome == str(outcome)) & ~IS_SENSITIVE)
    path = f"{_ROWS}&outcome={outcome}&sensitive=false"
    return Indicator(f"injuries_{outcome}", "people", value, path, _BASIS, private=True)


declare(
    Source(
        name="injuries",
        table=Injury.__table__,
        date_column=_i.happened_on,
        unit_column=_i.unit_id,
        place_column=_i.place_unit_id,
        conditions=(_i.state == str(InjuryState.RECORDED),),
        indicators=(
            *(_of_cause(cause) for cause in InjuryCause),
            _ended(Outcome.DIED),
            _ended(Outcome.HOSPITALISED),
        ),
    )
)
