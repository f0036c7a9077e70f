"""A list looked up in the register: each row is a child, may be one of some, or nobody whom the caller sees."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from vitreem.children import importing, presenters, queries, receipts, rules
from vitreem.children.duplicates import LIKELY, Match, Pool, Reason
from vitreem.children.lookup_reading import LookList, LookRow
from vitreem.children.lookup_schemas import FoundChild, LookedUpRow, LookUpResult, Matching, ReceivedSum, RowSaid
from vitreem.children.models import Child
from vitreem.children.rules import ChildAudit, FieldClass, born_of
from vitreem.kernel.request.audit import ward_object
from vitreem.kernel.request.context import Ctx

# Candidates that a row is shown with, the likeliest first.
SHOWN = 8
# A person decides, so that less than at a form is enough: of the same name and birth another number may be mistyped.
_LEAST = LIKELY - 10
# Of a name alone; a name that isn't the same but for marks and order is no candidate without a birth.
_LEAST_OF_NAME = 15


@dataclass(frozen=True, slots=True)
class Matched:
    """What a row comes to: `matches` holds the child who was found, or candidates."""

    row: LookRow
    state: Matching
    matches: Sequence[Match]


async def match(ctx: Ctx, rows: Sequence[LookRow]) -> list[Matched]:
    """Each row among the children whom the caller sees. A personal number counts of those alone whose number the caller
    may read: nobody learns one by trying."""

    def reads_number(child: Child) -> bool:
        return FieldClass.IDENTITY in rules.reads(queries.relationships(ctx, child))

    pool = await Pool.of(ctx, reads_number)
    by_code = {pool.children[one].code: one for one in pool.seen & pool.children.keys()}
    matched = []
    for row in rows:
        await asyncio.sleep(0)  # everybody else's requests get their turn
        matched.append(_match(pool, by_code, row))
    return matched


def _match(pool: Pool, by_code: Mapping[str, UUID], row: LookRow) -> Matched:
    look = row.look()
    matches = pool.similar(look, _LEAST if look.born else _LEAST_OF_NAME)
    matches.sort(key=lambda one: (-one.score, one.child.unit_id != row.unit_id))
    if (named := by_code.get(row.code)) and (not row.full_name or any(one.child.id == named for one in matches)):
        child = pool.children[named]
        return Matched(row, Matching.FOUND, [Match(child, pool.guardians.get(named, []), 100)])
    certain = [one for one in matches if one.certain or _is_alone(row, one) or _says_the_same(row, one)]
    if len(certain) == 1:
        return Matched(row, Matching.FOUND, certain)
    return Matched(row, Matching.DOUBTFUL if matches else Matching.UNKNOWN, matches)


def _is_alone(row: LookRow, match: Match) -> bool:
    """A number without a name: nothing speaks against it."""
    return not row.full_name and Reason.SAME_NUMBER in match.reasons


def _says_the_same(row: LookRow, match: Match) -> bool:
    """As the import knows a list that comes again: name, birth and khu phố just as the record has them."""
    child = match.child
    here = row.unit_id is None or child.unit_id == row.unit_id
    same = row.birth is not None and row.birth.range() == born_of(child)
    return here and same and child.full_name == row.full_name and match.score >= importing.UNDISPUTED


async def look_up(ctx: Ctx, read: LookList) -> LookUpResult:
    """Who of the list is in the register, and what each received in 12 months, where the caller reads of hardship."""
    matched = await match(ctx, read.rows)
    shown = [one for found in matched for one in found.matches[:SHOWN]]
    children = iter(await _children(ctx, shown))
    found_rows, doubtful, unknown = ([one.state for one in matched].count(state) for state in Matching)
    result = LookUpResult(
        head_row=read.head_row, columns=read.columns, found=found_rows, doubtful=doubtful, unknown=unknown, rows=[]
    )
    first_rows: dict[UUID, int] = {}
    for found in matched:
        mine = list(islice(children, min(len(found.matches), SHOWN)))
        child = mine[0] if found.state is Matching.FOUND else None
        row = found.row
        first = first_rows.setdefault(child.id, row.number) if child else row.number
        result.rows.append(
            LookedUpRow(
                row=row.number, state=found.state, child=child, candidates=[] if child else mine,
                left_off=max(len(found.matches) - SHOWN, 0), warnings=[str(one) for one in row.warnings],
                same_as_row=first if first != row.number else None,
                said=RowSaid(
                    full_name=row.full_name, birth=row.birth, personal_number=row.personal_number, code=row.code,
                    unit_name=row.unit_name,
                ),
            )
        )  # fmt: skip
    ctx.record(
        ChildAudit.LOOKED_UP, "ward", ward_object(ctx.ward_id), rows=len(matched), found=result.found,
        doubtful=result.doubtful, unknown=result.unknown,
    )  # fmt: skip
    return result


async def _children(ctx: Ctx, matches: Sequence[Match]) -> list[FoundChild]:
    since = rules.months_before(ctx.clock.today(), 12)
    sums = await receipts.sums(ctx, {one.child.id for one in matches}, since)
    open_ids = {
        one.child.id for one in matches if FieldClass.HARDSHIP in rules.reads(queries.relationships(ctx, one.child))
    }
    found = []
    for one in await presenters.similar(ctx, matches):
        mine = sums.get(one.id)
        received = None
        if one.id in open_ids:
            received = ReceivedSum(
                count=mine.count if mine else 0, amount=mine.amount if mine else 0,
                last_on=mine.last_on if mine else None,
            )  # fmt: skip
        found.append(FoundChild(**one.model_dump(), received_12_months=received))
    return found


def decided(result: LookUpResult, decisions: Mapping[int, str]) -> LookUpResult:
    """The answer with what somebody decided of its doubtful rows: the id of one of the candidates, or that it's none of
    them."""
    for row in result.rows:
        decision = decisions.get(row.row)
        if row.state != Matching.DOUBTFUL or decision is None:
            continue
        row.child = next((one for one in row.candidates if str(one.id) == decision), None)
        if row.child is not None:
            row.state = Matching.FOUND
        elif decision == importing.SKIP:
            row.state, row.candidates = Matching.UNKNOWN, []
    return result
