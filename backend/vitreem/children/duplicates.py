"""Children who may be one child: one function for every door (form, sheet, nomination, later the case).

PostgreSQL finds candidates by what rarely differs (given name, all words, personal number, guardian); RapidFuzz and the
dates say how alike they are, with reasons that people check on paper.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import Select, delete, or_, select

from vitreem.children import queries
from vitreem.children.models import Child, ChildDuplicate, ChildGuardian
from vitreem.children.rules import Born, born_of
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.text import search_key

MOST_CANDIDATES, YEARS_APART = 200, 3
_PART = 200
# Above these a pair is asked about, and is as good as known.
LIKELY, CERTAIN = 70, 95


class Reason(StrEnum):
    """Why two records may be one child."""

    SAME_NUMBER = "same_number"
    SAME_NAME = "same_name"
    NAME_WITHOUT_MARKS = "name_without_marks"
    WORDS_SWAPPED = "words_swapped"
    NAME_ALIKE = "name_alike"
    SAME_BIRTH = "same_birth"
    DAY_AND_MONTH_SWAPPED = "day_and_month_swapped"
    BIRTH_NEAR = "birth_near"
    SAME_GUARDIAN = "same_guardian"
    SAME_PHONE = "same_phone"


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a child at a door, or in the register. `names` of guardians are folded, `phones` digits.

    What names are compared by is folded once: in a list each is looked at hundreds of times.
    """

    full_name: str
    born: Born | None = None
    personal_number: str | None = None
    guardian_names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    sex: str | None = None
    itself: UUID | None = None
    lowered: str = field(init=False)
    folded: str = field(init=False)
    words: str = field(init=False)

    def __post_init__(self) -> None:
        folded = search_key(self.full_name)
        object.__setattr__(self, "lowered", self.full_name.lower())
        object.__setattr__(self, "folded", folded)
        object.__setattr__(self, "words", _in_order(folded))

    @property
    def given(self) -> str:
        return _given(self.folded)


@dataclass(frozen=True, slots=True)
class Match:
    child: Child
    guardians: Sequence[ChildGuardian]
    score: int
    reasons: Sequence[Reason] = field(default_factory=tuple)

    @property
    def certain(self) -> bool:
        return self.score >= CERTAIN


def _given(folded: str) -> str:
    return folded.rpartition(" ")[2]


def _in_order(folded: str) -> str:
    return " ".join(sorted(folded.split(" ")))


def given_key(full_name: str) -> str:
    """The given name without marks."""
    return _given(search_key(full_name))


def words_key(full_name: str) -> str:
    """The words without marks in alphabetical order."""
    return _in_order(search_key(full_name))


def look_of(child: Child, guardians: Collection[ChildGuardian]) -> Look:
    return Look(
        child.full_name, born_of(child), child.personal_number,
        frozenset(one.name_key for one in guardians), frozenset(one.phone for one in guardians if one.phone), child.sex,
        child.id,
    )  # fmt: skip


def judge(look: Look, other: Look) -> tuple[int, list[Reason]]:
    """How likely the record is the same child (0 to 100), and why. Nothing but names alike is no reason."""
    name, why = _name(look, other)
    same_number = look.personal_number is not None and look.personal_number == other.personal_number
    if not name and not same_number:
        return 0, []
    reasons = [why] if why else []
    birth, why = _birth(look.born, other.born)
    if why:
        reasons.append(why)
    cared = 0
    if not look.guardian_names.isdisjoint(other.guardian_names):
        cared = 20
        reasons.append(Reason.SAME_GUARDIAN)
    if not look.phones.isdisjoint(other.phones):
        cared = 25
        reasons.append(Reason.SAME_PHONE)
    if not cared and look.guardian_names and other.guardian_names:
        # Both have guardians and none in common: namesakes of one birthday are asked about, never taken for one.
        cared = -15
    score = name + birth + cared if name else 0
    if same_number:
        # Numbers are mistyped too: another name under the same number is looked at, not taken for certain.
        score = max(score, 100 if name >= 30 else 80)
        reasons.insert(0, Reason.SAME_NUMBER)
    elif look.personal_number and other.personal_number:
        # Two people have two numbers: twins and namesakes.
        score -= 30
    if look.sex and other.sex and look.sex != other.sex:
        score -= 25
    if look.born and birth == 0 and Reason.SAME_NUMBER not in reasons:
        score = min(score, LIKELY - 1)
    return max(0, min(score, 100)), reasons


def _name(look: Look, other: Look) -> tuple[int, Reason | None]:
    if look.lowered == other.lowered:
        return 50, Reason.SAME_NAME
    if look.words == other.words:
        return (46, Reason.NAME_WITHOUT_MARKS) if look.folded == other.folded else (44, Reason.WORDS_SWAPPED)
    alike = fuzz.ratio(look.words, other.words, score_cutoff=80)
    return (int(alike * 0.4), Reason.NAME_ALIKE) if alike else (0, None)


def _birth(mine: Born | None, other: Born) -> tuple[int, Reason | None]:
    if mine is None:
        return 0, None
    if mine.first <= other.last and other.first <= mine.last:
        return (48 if mine.exact and other.exact else 36), Reason.SAME_BIRTH
    if mine.exact and other.exact and _swapped(mine.first) == other.first:
        return 40, Reason.DAY_AND_MONTH_SWAPPED
    if abs(mine.first.year - other.first.year) <= YEARS_APART:
        return 20, Reason.BIRTH_NEAR
    return 0, None


def _swapped(day: date) -> date | None:
    return date(day.year, day.day, day.month) if day.day <= 12 else None


async def similar(ctx: Ctx, look: Look, *, everybody: bool = False) -> list[Match]:
    """Records that may be the same child, the likeliest first: among those that the caller sees, or all of the ward's
    (`everybody`, for what nobody but the ward is told)."""
    seen = select(Child).where(Child.ward_id == ctx.ward_id) if everybody else queries.visible(ctx)
    found = (await ctx.db.execute(candidates(seen, ctx.ward_id, look))).scalars().all()
    guardians = await queries.guardians_of(ctx, [one.id for one in found])
    return _matches(look, [(one, guardians.get(one.id, [])) for one in found])


def candidates(seen: Select[Any], ward_id: Any, look: Look) -> Select[Any]:
    """Who of those `seen` is worth a closer look."""
    return (
        seen.where(Child.merged_into.is_(None), or_(*_blocks(ward_id, look)))
        .where(Child.id != look.itself if look.itself else Child.id.is_not(None))
        .order_by(Child.id)
        .limit(MOST_CANDIDATES)
    )


def _matches(look: Look, candidates: Iterable[tuple[Child, Sequence[ChildGuardian]]]) -> list[Match]:
    """Those who may be the same, the likeliest first."""
    matches = list[Match]()
    for child, guardians in candidates:
        score, reasons = judge(look, look_of(child, guardians))
        if score >= LIKELY:
            matches.append(Match(child, guardians, score, tuple(reasons)))
    return _likeliest_first(matches)


def _likeliest_first(matches: list[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.score, match.child.sort_key))


def _near(born: Born) -> tuple[date, date]:
    """When namesakes were born who are looked at; further apart a name alone is no reason."""
    years = YEARS_APART + 1
    return date(born.first.year - years, 1, 1), date(born.last.year + years, 12, 31)


@dataclass(slots=True)
class Pool:
    """Every child of the ward in memory, for lists of thousands: the same candidates, the same judgement.

    `seen`: records that the caller may open; of the others nobody but the ward is told.
    """

    children: dict[UUID, Child]
    guardians: dict[UUID, list[ChildGuardian]]
    seen: set[UUID]
    _looks: dict[UUID, Look] = field(default_factory=dict)
    _by_key: dict[tuple[str, str], set[UUID]] = field(default_factory=dict)

    @classmethod
    async def of(cls, ctx: Ctx, numbers: Callable[[Child], bool] = lambda _: True) -> "Pool":
        """`numbers`: whose personal number takes part."""
        everybody = select(Child).where(Child.ward_id == ctx.ward_id, Child.merged_into.is_(None))
        children: dict[UUID, Child] = {}
        # In parts: everybody else's requests get their turn while the register is read.
        async for part in (await ctx.db.stream_scalars(everybody)).partitions(_PART):
            children.update({one.id: one for one in part})
            await asyncio.sleep(0)
        visible = queries.visible(ctx).with_only_columns(Child.id)
        seen = set((await ctx.db.execute(visible)).scalars())
        guardians: dict[UUID, list[ChildGuardian]] = {}
        every_guardian = select(ChildGuardian).where(ChildGuardian.ward_id == ctx.ward_id)
        async for some in (await ctx.db.stream_scalars(every_guardian)).partitions(_PART):
            for one in some:
                guardians.setdefault(one.child_id, []).append(one)
            await asyncio.sleep(0)
        pool = cls(children, guardians, seen)
        for at, child in enumerate(children.values()):
            if at % _PART == 0:
                await asyncio.sleep(0)
            look = look_of(child, guardians.get(child.id, ()))
            pool.add(look if numbers(child) else replace(look, personal_number=None))
        return pool

    def add(self, look: Look) -> None:
        """A child of the register, or one who is about to be written: for those who come after."""
        assert look.itself is not None
        self._looks[look.itself] = look
        assert look.born is not None
        for key in (("given", f"{look.given} {look.born.first.year}"), *_keys(look)):
            self._by_key.setdefault(key, set()).add(look.itself)

    def similar(self, look: Look, least: int = LIKELY) -> list[Match]:
        """As `similar` of the database says, of those whom the caller sees; down to the score `least`."""
        found = self._judged(look, self._candidates(look) & self.seen, least)
        return _likeliest_first(
            [
                Match(self.children[one], self.guardians.get(one, []), score, tuple(reasons))
                for one, score, reasons in found
            ]
        )

    def alike(self, look: Look) -> list[tuple[UUID, int, list[Reason]]]:
        """Of all, for the ward alone: who, how likely, and why."""
        return self._judged(look, self._candidates(look))

    def _candidates(self, look: Look) -> set[UUID]:
        years = range(0)
        if look.born is not None:
            first, last = _near(look.born)
            years = range(first.year, last.year + 1)
        namesakes = (("given", f"{look.given} {year}") for year in years)
        return set().union(*(self._by_key.get(key, ()) for key in (*namesakes, *_keys(look)))) - {look.itself}

    def _judged(
        self, look: Look, candidates: Iterable[UUID], least: int = LIKELY
    ) -> list[tuple[UUID, int, list[Reason]]]:
        judged = ((one, *judge(look, self._looks[one])) for one in candidates)
        return [found for found in judged if found[1] >= least]


def _keys(look: Look) -> Iterator[tuple[str, str]]:
    """What a child is found by beside the given name."""
    yield "words", look.words
    if look.personal_number:
        yield "number", look.personal_number
    for name in look.guardian_names:
        yield "guardian", name
    for phone in look.phones:
        yield "phone", phone


def _blocks(ward_id: Any, look: Look) -> list[Any]:
    """Each is an index range: namesakes born near, the same words, the same number, a guardian in common."""
    model: Any = Child
    namesakes = model.given_key == look.given
    if look.born:
        namesakes &= model.born_from.between(*_near(look.born))
    blocks: list[Any] = [namesakes, model.words_key == look.words]
    if look.personal_number:
        blocks.append(model.personal_number == look.personal_number)
    guardian: Any = ChildGuardian
    for column, values in ((guardian.name_key, look.guardian_names), (guardian.phone, look.phones)):
        if values:
            mine = select(guardian.child_id).where(guardian.ward_id == ward_id, column.in_(values))
            blocks.append(model.id.in_(mine))
    return blocks


async def note(ctx: Ctx, look: Look, *, new: bool = False) -> None:
    """Write down the pairs that the ward should look at. What it has decided stays decided; of a `new` child nothing
    has been said yet."""
    assert look.itself is not None
    known = set[frozenset[UUID]]() if new else await _said(ctx, look.itself)
    for match in await similar(ctx, look, everybody=True):
        if frozenset((look.itself, match.child.id)) not in known:
            ctx.db.add(ChildDuplicate(**pair_of(ctx, look.itself, match.child.id, match.score, match.reasons)))
    await ctx.db.flush()


def pair_of(ctx: Ctx, child_id: UUID, other_id: UUID, score: int, reasons: Sequence[Reason]) -> dict[str, Any]:
    """What the ward is asked about the two: the row of a `ChildDuplicate`."""
    return {
        "ward_id": ctx.ward_id, "child_id": child_id, "other_id": other_id, "score": score,
        "reasons": [str(one) for one in reasons], "state": "open", "found_at": ctx.clock.now(),
    }  # fmt: skip


async def _said(ctx: Ctx, child_id: UUID) -> set[frozenset[UUID]]:
    """Pairs that somebody has decided about; those that are open are asked anew, as the record is now."""
    table: Any = ChildDuplicate
    mine = or_(table.child_id == child_id, table.other_id == child_id)
    await ctx.db.execute(delete(table).where(table.ward_id == ctx.ward_id, mine, table.state == "open"))
    rows = await ctx.db.execute(select(table.child_id, table.other_id).where(table.ward_id == ctx.ward_id, mine))
    return {frozenset(pair) for pair in rows.all()}


async def dismiss(ctx: Ctx, one: UUID, others: Collection[UUID]) -> None:
    """Somebody looked at them and they are different children: nobody is asked again."""
    table: Any = ChildDuplicate
    rows = await ctx.db.execute(
        select(table).where(
            table.ward_id == ctx.ward_id,
            or_(
                (table.child_id == one) & table.other_id.in_(others),
                (table.other_id == one) & table.child_id.in_(others),
            ),
        )
    )
    for pair in rows.scalars():
        pair.state = "different"


async def settle(ctx: Ctx, child_id: UUID) -> None:
    """The record points to another from now on: its open pairs ask nothing more."""
    table: Any = ChildDuplicate
    rows = await ctx.db.execute(
        select(table).where(
            table.ward_id == ctx.ward_id, table.state == "open",
            or_(table.child_id == child_id, table.other_id == child_id),
        )
    )  # fmt: skip
    for pair in rows.scalars():
        pair.state = "merged"
