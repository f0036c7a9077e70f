"""What the ward's file for the national children's system looks like: titles and order are the ward's to edit, the
content of each column is one of the fields below.

QĐ 3978/QĐ-BYT sets up the system; its names of columns change with its versions, so that none are fixed here: what
stands at the beginning is a proposal.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from vitreem.children import queries, rules
from vitreem.children.export_schemas import ExportColumn, ExportField, ExportProfileRead, ExportProfileUpdate
from vitreem.children.models import Child, ChildExportProfile, ChildGuardian, Household
from vitreem.children.rules import ChildAudit, FieldClass, Relation, birth_in_words
from vitreem.children.sheets import (
    GROUP_WORDS,
    NEED_WORDS,
    POVERTY_WORDS,
    PRESENCE_WORDS,
    RELATION_WORDS,
    SEX_WORDS,
)
from vitreem.kernel.http.etags import require_version
from vitreem.kernel.http.problems import Stale
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.audit import ward_object
from vitreem.kernel.request.context import Ctx

F = ExportField
DEFAULT: tuple[tuple[str, ExportField], ...] = (
    ("STT", F.NUMBER), ("Họ và tên trẻ", F.FULL_NAME), ("Ngày, tháng, năm sinh", F.BIRTH), ("Giới tính", F.SEX),
    ("Số định danh cá nhân", F.PERSONAL_NUMBER), ("Dân tộc", F.BLANK), ("Họ và tên cha", F.FATHER),
    ("Họ và tên mẹ", F.MOTHER), ("Người chăm sóc trẻ", F.GUARDIAN), ("Quan hệ với trẻ", F.GUARDIAN_RELATION),
    ("Số điện thoại", F.PHONE), ("Chỗ ở hiện nay", F.ADDRESS), ("Khu phố", F.UNIT), ("Trường", F.SCHOOL),
    ("Lớp", F.CLASS_NAME), ("Nhóm trẻ em có hoàn cảnh đặc biệt", F.GROUPS), ("Nhóm khó khăn khác", F.NEEDS),
    ("Hộ nghèo, cận nghèo", F.POVERTY), ("Hiện trạng", F.PRESENCE), ("Mã hồ sơ của phường", F.CODE),
)  # fmt: skip
_AT_ONCE = 500


async def _row(ctx: Ctx, *, lock: bool = False) -> ChildExportProfile | None:
    statement = select(ChildExportProfile).where(ChildExportProfile.ward_id == ctx.ward_id)
    return (await ctx.db.execute(statement.with_for_update() if lock else statement)).scalar_one_or_none()


async def read(ctx: Ctx) -> ExportProfileRead:
    """The ward's columns, or what is proposed; that is version 1."""
    row = await _row(ctx)
    if row is None:
        columns = [ExportColumn(title=title, field=field) for title, field in DEFAULT]
        return ExportProfileRead(columns=columns, proposed=True, version=1)
    columns = [ExportColumn.model_validate(one) for one in row.columns]
    return ExportProfileRead(columns=columns, proposed=False, version=row.version)


async def write(ctx: Ctx, body: ExportProfileUpdate, version: int) -> None:
    """Set the columns; of two who begin from the proposal the second is too late. Raises `Stale`."""
    columns = [one.model_dump(mode="json") for one in body.columns]
    row = await _row(ctx, lock=True)
    require_version(row.version if row else 1, version)
    if row is None:
        first = (
            insert(ChildExportProfile)
            .values(ward_id=ctx.ward_id, id=new_id(), columns=columns, saved_at=ctx.clock.now(), version=2)
            .on_conflict_do_nothing()
        )
        if not (await ctx.db.execute(first)).rowcount:  # pyright: ignore
            raise Stale()
    else:
        row.columns, row.saved_at, row.version = columns, ctx.clock.now(), row.version + 1
        await ctx.db.flush()
    ctx.record(ChildAudit.EXPORT_PROFILE_CHANGED, "ward", ward_object(ctx.ward_id), columns=len(columns))


@dataclass(frozen=True, slots=True)
class _Known:
    """All that a column may say of a child."""

    number: int
    item: dict[str, Any]
    child: Child
    guardians: Sequence[ChildGuardian]
    head_name: str

    @property
    def cared_by(self) -> ChildGuardian | None:
        """Who may receive for the child, or the first that is known."""
        return next((one for one in self.guardians if one.may_receive), self.guardians[0] if self.guardians else None)

    def parent(self, relation: Relation) -> str:
        return next((one.full_name for one in self.guardians if one.relation == relation), "")


def _told(values: Collection[str] | None, words: dict[Any, str]) -> str:
    return "; ".join(words[one] for one in values or ())


# What stands in a column, and which class of the record opens it; the list has hidden what is its own already.
_CELLS: dict[ExportField, tuple[FieldClass, Callable[[_Known], str | int]]] = {
    F.NUMBER: (FieldClass.BASIC, lambda one: one.number),
    F.CODE: (FieldClass.BASIC, lambda one: one.item["code"]),
    F.FULL_NAME: (FieldClass.BASIC, lambda one: one.item["full_name"]),
    F.BIRTH: (FieldClass.BASIC, lambda one: birth_in_words(rules.born_of(one.child))),
    F.SEX: (FieldClass.BASIC, lambda one: SEX_WORDS.get(one.item["sex"], "")),
    F.PERSONAL_NUMBER: (FieldClass.IDENTITY, lambda one: one.child.personal_number or ""),
    F.UNIT: (FieldClass.BASIC, lambda one: one.item["unit_name"]),
    F.ADDRESS: (FieldClass.CONTACT, lambda one: one.child.address),
    F.FATHER: (FieldClass.CONTACT, lambda one: one.parent(Relation.FATHER)),
    F.MOTHER: (FieldClass.CONTACT, lambda one: one.parent(Relation.MOTHER)),
    F.GUARDIAN: (FieldClass.CONTACT, lambda one: one.cared_by.full_name if one.cared_by else ""),
    F.GUARDIAN_RELATION: (
        FieldClass.CONTACT, lambda one: RELATION_WORDS[Relation(one.cared_by.relation)] if one.cared_by else "",
    ),
    F.PHONE: (FieldClass.CONTACT, lambda one: next((cared.phone for cared in one.guardians if cared.phone), "")),
    F.SCHOOL: (FieldClass.BASIC, lambda one: one.item["school_name"]),
    F.CLASS_NAME: (FieldClass.BASIC, lambda one: one.item["class_name"]),
    F.HOUSEHOLD_HEAD: (FieldClass.HARDSHIP, lambda one: one.head_name),
    F.POVERTY: (FieldClass.BASIC, lambda one: POVERTY_WORDS.get(one.item["poverty"], "")),
    F.GROUPS: (FieldClass.BASIC, lambda one: _told(one.item["groups"], GROUP_WORDS)),
    F.NEEDS: (FieldClass.BASIC, lambda one: _told(one.item["needs"], NEED_WORDS)),
    F.PRESENCE: (FieldClass.BASIC, lambda one: PRESENCE_WORDS[one.item["presence"]]),
    F.BLANK: (FieldClass.BASIC, lambda _: ""),
}  # fmt: skip


async def rows_of(
    ctx: Ctx, columns: Sequence[ExportColumn], items: Sequence[dict[str, Any]]
) -> list[list[str | int | None]]:
    """A row for each item of the list; what the caller's part in the child's life doesn't open stays empty."""
    rows = list[list[str | int | None]]()
    for begin in range(0, len(items), _AT_ONCE):
        part = items[begin : begin + _AT_ONCE]
        ids = [UUID(one["id"]) for one in part]
        found = await ctx.db.execute(queries.visible(ctx).where(Child.id.in_(ids)))
        children = {one.id: one for one in found.scalars()}
        guardians = await queries.guardians_of(ctx, ids)
        heads = await _heads(ctx, {one.household_id for one in children.values() if one.household_id})
        for item in part:
            if (child := children.get(UUID(item["id"]))) is None:
                continue
            known = _Known(
                len(rows) + 1, item, child, guardians.get(child.id, ()),
                heads.get(child.household_id, "") if child.household_id else "",
            )  # fmt: skip
            opens = rules.reads(queries.relationships(ctx, child))
            cells = (_CELLS[one.field] for one in columns)
            # Another system reads the file: what is empty is an empty cell, not an empty text.
            rows.append([(say(known) or None) if of in opens else None for of, say in cells])
    return rows


async def _heads(ctx: Ctx, household_ids: Collection[UUID]) -> dict[UUID, str]:
    rows: Any = await ctx.db.execute(
        select(Household.id, Household.head_name).where(
            Household.ward_id == ctx.ward_id, Household.id.in_(household_ids)
        )
    )
    return {home: name for home, name in rows}
