"""Units as people name them in a list: by their name, another name of theirs, or one that a unit had which has ended.

Who is named is whoever stands for that name today. A name whose unit was split is nobody's until somebody says which.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from vitreem.identity import registry
from vitreem.identity.kinds import UnitKind
from vitreem.identity.models import Unit
from vitreem.identity.registry import UnitEnded
from vitreem.kernel.clock import VIETNAM
from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import plain_words, search_key

# Letters of a cell that a sentence repeats.
_TOLD = 60


class SeveralUnits(Invalid):
    """`unit_ids` are those to choose from."""

    code = "several_units"
    detail = "Tên này là của nhiều đơn vị. Hãy ghi rõ một đơn vị."


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit that exists. Since `closed_on` it takes nothing new."""

    id: UUID
    name: str
    kind: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Bearer:
    """A unit that has a name, or had it: who stands for it today (itself where it exists), and since when it doesn't
    exist."""

    kind: str
    today: tuple[NamedUnit, ...]
    ended_on: date | None = None


Names = Mapping[str, Sequence[Bearer]]


@dataclass(frozen=True, slots=True)
class UnitNames:
    """Who bears which folded name. What an open unit is called counts before what another was; worker processes get
    them too."""

    levels: Sequence[Names]

    def find(self, text: str, kind: str | None = None, *, closed: bool = False) -> NamedUnit | None:
        """The unit that is meant, of the kind where one is said; None for a name that no unit has or had.

        Raises `SeveralUnits`, and `UnitEnded` for one that takes nothing new, unless `closed` ones are looked for too.
        """
        forms = list(_forms(text, kind))
        for level in self.levels:
            for form in forms:
                if bearers := [one for one in level.get(form, ()) if kind in (None, one.kind)]:
                    return _meant(text.strip()[:_TOLD], bearers, closed=closed)
        return None


def _forms(text: str, kind: str | None) -> Iterator[str]:
    """Khu phố 3 is written "KP 3" and "khu phố 3"; where khu phố alone are meant, "3" too."""
    yield search_key(text)
    yield (plain := plain_words(text))
    yield re.sub(r"^kp\s*", "khu pho ", plain)
    if plain and kind == UnitKind.KHU_PHO:
        yield f"khu pho {plain}"
    if plain and kind == UnitKind.SCHOOL:
        yield f"truong {plain}"


def _meant(text: str, bearers: Sequence[Bearer], *, closed: bool) -> NamedUnit:
    today = list(dict.fromkeys(unit for one in bearers for unit in one.today))
    open_units = [unit for unit in today if unit.closed_on is None]
    ended_on = bearers[0].ended_on if len(bearers) == 1 else None
    if len(today) == 1 and (open_units or closed):
        return today[0]
    if not open_units:
        last = max(today, key=lambda unit: unit.closed_on or date.min)
        now = f"«{text}» nay là {last.name}, đã" if ended_on else f"{last.name} đã"
        raise UnitEnded(f"{now} ngừng hoạt động từ ngày {last.closed_on:%d/%m/%Y}.", heir_id=str(last.id))
    why = f"«{text}» không còn từ ngày {ended_on:%d/%m/%Y}" if ended_on else f"«{text}» là tên của nhiều đơn vị"
    choices = ", ".join(unit.name for unit in open_units)
    raise SeveralUnits(f"{why}. Hãy ghi một trong: {choices}.", unit_ids=[str(unit.id) for unit in open_units])


async def names(ctx: Ctx) -> UnitNames:
    """Of all units of the ward, closed and ended ones too."""
    rows = await ctx.db.execute(registry.visible(ctx).order_by(Unit.sort_key, Unit.id))
    units = {unit.id: unit for unit in rows.scalars()}
    after = await registry.successors(ctx)

    def bearer(unit: Unit) -> Bearer:
        today = (units[one] for one in registry.all_after(unit.id, after) if one not in after)
        named = tuple(NamedUnit(one.id, one.name, one.kind, _closed_on(one)) for one in today)
        return Bearer(unit.kind, named, _closed_on(unit) if unit.to_on else None)

    def level(some: Sequence[Unit], keys: Callable[[Unit], Iterable[str]]) -> Names:
        found: dict[str, list[Bearer]] = {}
        for unit in some:
            for key in {*keys(unit)} - {""}:
                found.setdefault(key, []).append(bearer(unit))
        return found

    is_open = [unit for unit in units.values() if unit.closed_at is None]
    past = [unit for unit in units.values() if unit.closed_at is not None]
    return UnitNames(
        [level(is_open, lambda unit: [unit.search_key])]
        + [level(some, keys) for some in (is_open, past) for keys in (_own, _others)]
    )


def _own(unit: Unit) -> Iterable[str]:
    return [plain_words(unit.name)]


def _others(unit: Unit) -> Iterable[str]:
    return map(plain_words, unit.aliases)


def _closed_on(unit: Unit) -> date | None:
    if unit.to_on is not None:
        return unit.to_on + timedelta(days=1)
    return unit.closed_at.astimezone(VIETNAM).date() if unit.closed_at else None
