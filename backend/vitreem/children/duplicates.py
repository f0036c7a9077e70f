"""Children who may be one child: one function for every door (form, sheet, nomination, later the case).

PostgreSQL finds candidates by what rarely differs (given name, all words, personal number, guardian); RapidFuzz and the
dates say how alike they are, with reasons that people check on paper.
"""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import delete, or_, select

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
    """What is known of a child at a door. `names` of guardians are folded, `phones` digits."""

    full_name: str
    born: Born | None = None
    personal_number: str | None = None
    guardian_names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    sex: str | None = None
    itself: UUID | None = None


@dataclass(frozen=True, slots=True)
class Match:
    child: Child
    guardians: Sequence[ChildGuardian]
    score: int
    reasons: Sequence[Reason] = field(default_factory=tuple)

    @property
    def certain(self) -> bool:
        return self.score >= CERTAIN


def given_key(full_name: str) -> str:
    """The given name without marks."""
    return search_key(full_name).rpartition(" ")[2]


def words_key(full_name: str) -> str:
    """The words without marks in alphabetical order."""
    return " ".join(sorted(search_key(full_name).split(" ")))


def look_of(child: Child, guardians: Collection[ChildGuardian]) -> Look:
    return Look(
        child.full_name, born_of(child), child.personal_number,
        frozenset(one.name_key for one in guardians), frozenset(one.phone for one in guardians if one.phone), child.sex,
        child.id,
    )  # fmt: skip


def judge(look: Look, words: str, child: Child, guardians: Collection[ChildGuardian]) -> tuple[int, list[Reason]]:
    """How likely the record is the same child (0 to 100), and why. Nothing but names alike is no reason.

    `words` is the `words_key` of the look: of a list it is asked about hundreds of records.
    """
    name, why = _name(look.full_name, words, child)
    reasons = [why] if why else []
    birth, why = _birth(look.born, born_of(child))
    if why:
        reasons.append(why)
    cared = 0
    if look.guardian_names & {one.name_key for one in guardians}:
        cared = 20
        reasons.append(Reason.SAME_GUARDIAN)
    if look.phones & {one.phone for one in guardians}:
        cared = 25
        reasons.append(Reason.SAME_PHONE)
    if not cared and look.guardian_names and guardians:
        # Both have guardians and none in common: namesakes of one birthday are asked about, never taken for one.
        cared = -15
    score = name + birth + cared if name else 0
    if look.personal_number and look.personal_number == child.personal_number:
        # Numbers are mistyped too: another name under the same number is looked at, not taken for certain.
        score = max(score, 100 if name >= 30 else 80)
        reasons.insert(0, Reason.SAME_NUMBER)
    elif look.personal_number and child.personal_number:
        # Two people have two numbers: twins and namesakes.
        score -= 30
    if look.sex and child.sex and look.sex != child.sex:
        score -= 25
    if look.born and birth == 0 and Reason.SAME_NUMBER not in reasons:
        score = min(score, LIKELY - 1)
    return max(0, min(score, 100)), reasons


def _name(full_name: str, words: str, child: Child) -> tuple[int, Reason | None]:
    if full_name.lower() == child.full_name.lower():
        return 50, Reason.SAME_NAME
    if words == child.words_key:
        in_order = search_key(full_name) == search_key(child.full_name)
        return (46, Reason.NAME_WITHOUT_MARKS) if in_order else (44, Reason.WORDS_SWAPPED)
    alike = fuzz.ratio(words, child.words_key)
    return (int(alike * 0.4), Reason.NAME_ALIKE) if alike >= 80 else (0, None)


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
    statement = select(Child).where(Child.ward_id == ctx.ward_id) if everybody else queries.visible(ctx)
    candidates = (
        await ctx.db.execute(
            statement.where(Child.merged_into.is_(None), or_(*_blocks(ctx, look)))
            .where(Child.id != look.itself if look.itself else Child.id.is_not(None))
            .order_by(Child.id)
            .limit(MOST_CANDIDATES)
        )
    ).scalars().all()  # fmt: skip
    guardians = await queries.guardians_of(ctx, [one.id for one in candidates])
    return _matches(look, [(one, guardians.get(one.id, [])) for one in candidates])


def _matches(look: Look, candidates: Iterable[tuple[Child, Sequence[ChildGuardian]]]) -> list[Match]:
    """Those who may be the same, the likeliest first."""
    words, matches = words_key(look.full_name), list[Match]()
    for child, guardians in candidates:
        score, reasons = judge(look, words, child, guardians)
        if score >= LIKELY:
            matches.append(Match(child, guardians, score, tuple(reasons)))
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
    _by_key: dict[tuple[str, str], set[UUID]] = field(default_factory=dict)

    @classmethod
    async def of(cls, ctx: Ctx) -> "Pool":
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
            if at % 500 == 0:
                await asyncio.sleep(0)
            pool._index(child)
        return pool

    def add(self, child: Child, guardians: Sequence[ChildGuardian]) -> None:
        """A child who has just been written."""
        self.children[child.id], self.guardians[child.id] = child, list(guardians)
        self.seen.add(child.id)
        self._index(child)

    def _index(self, child: Child) -> None:
        keys = [("given", child.given_key), ("words", child.words_key)]
        if child.personal_number:
            keys.append(("number", child.personal_number))
        for one in self.guardians.get(child.id, ()):
            keys += [("guardian", one.name_key), ("phone", one.phone)]
        for key in keys:
            self._by_key.setdefault(key, set()).add(child.id)

    def similar(self, look: Look, *, everybody: bool = False) -> list[Match]:
        """As `similar` of the database says."""
        namesakes = self._by_key.get(("given", given_key(look.full_name)), set())
        if look.born:
            first, last = _near(look.born)
            namesakes = {one for one in namesakes if first <= self.children[one].born_from <= last}
        keys = [("words", words_key(look.full_name))]
        keys += [("number", look.personal_number)] if look.personal_number else []
        keys += [("guardian", name) for name in look.guardian_names] + [("phone", phone) for phone in look.phones]
        found = namesakes.union(*(self._by_key.get(key, ()) for key in keys)) - {look.itself}
        if not everybody:
            found &= self.seen
        return _matches(look, ((self.children[one], self.guardians.get(one, [])) for one in found))


def _blocks(ctx: Ctx, look: Look) -> list[Any]:
    """Each is an index range: namesakes born near, the same words, the same number, a guardian in common."""
    model: Any = Child
    namesakes = model.given_key == given_key(look.full_name)
    if look.born:
        namesakes &= model.born_from.between(*_near(look.born))
    blocks: list[Any] = [namesakes, model.words_key == words_key(look.full_name)]
    if look.personal_number:
        blocks.append(model.personal_number == look.personal_number)
    guardian: Any = ChildGuardian
    for column, values in ((guardian.name_key, look.guardian_names), (guardian.phone, look.phones)):
        if values:
            mine = select(guardian.child_id).where(guardian.ward_id == ctx.ward_id, column.in_(values))
            blocks.append(model.id.in_(mine))
    return blocks


async def note(ctx: Ctx, child: Child, guardians: Collection[ChildGuardian], *, new: bool = False) -> None:
    """Write down the pairs that the ward should look at. What it has decided stays decided; of a `new` child nothing
    has been said yet."""
    known = set[frozenset[UUID]]() if new else await _said(ctx, child)
    for match in await similar(ctx, look_of(child, guardians), everybody=True):
        if frozenset((child.id, match.child.id)) not in known:
            ctx.db.add(pair_of(ctx, child, match))
    await ctx.db.flush()


def pair_of(ctx: Ctx, child: Child, match: Match) -> ChildDuplicate:
    """What the ward is asked about the two."""
    return ChildDuplicate(
        ward_id=ctx.ward_id, child_id=child.id, other_id=match.child.id, score=match.score,
        reasons=[str(one) for one in match.reasons], state="open", found_at=ctx.clock.now(),
    )  # fmt: skip


async def _said(ctx: Ctx, child: Child) -> set[frozenset[UUID]]:
    """Pairs that somebody has decided about; those that are open are asked anew, as the record is now."""
    table: Any = ChildDuplicate
    mine = or_(table.child_id == child.id, table.other_id == child.id)
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
