"""A key per ward for what is sealed, wrapped by the root key: made at its first use, opened once for each request.

Who seals holds a shared lock on the ward's keys until the commit. A rotation takes the same lock alone before it
removes an old key, so that no value is ever left behind under it (`upkeep/keys.py`).
"""

# SQLModel declares __tablename__ as an attribute of its own; a plain text is what it documents.
# pyright: reportAssignmentType=false

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import LargeBinary, UniqueConstraint, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from vitreem.kernel import sealing
from vitreem.kernel.db.tables import TenantRow, instant
from vitreem.kernel.ids import new_id
from vitreem.kernel.request.answers import Answers, Row
from vitreem.kernel.request.context import Ctx
from vitreem.kernel.sealing import Key, Keys

TABLE = "ward_key"
LOCK = 5_170_228


class WardKey(TenantRow, table=True):
    """A key of the ward, wrapped. `number` is its id in the values sealed under it; the highest seals."""

    __tablename__ = TABLE
    __table_args__ = (UniqueConstraint("ward_id", "number"),)

    number: int
    wrapped: bytes = Field(sa_type=LargeBinary)
    made_at: datetime = instant(nullable=False)


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column of a tenant table that holds sealed values, for who seals them anew."""

    table: str
    column: str


_COLUMNS: list[SealedColumn] = []


def sealed_columns() -> Sequence[SealedColumn]:
    return tuple(_COLUMNS)


def declare_sealed(table: str, *columns: str) -> None:
    """A context says what of its tables is sealed, or a rotation of keys would leave it behind."""
    _COLUMNS.extend(SealedColumn(table, one) for one in columns)


def id_of(number: int) -> bytes:
    return number.to_bytes(4, "big")


def wrap(root: Keys, ward_id: int, number: int, secret: bytes) -> bytes:
    return root.seal(secret, sealing.place(ward_id, TABLE, number, "wrapped"))


def unwrap(root: Keys, ward_id: int, number: int, wrapped: bytes) -> Key:
    """Raises `SealBroken`."""
    return Key(id_of(number), root.open(wrapped, sealing.place(ward_id, TABLE, number, "wrapped")))


@dataclass(frozen=True, slots=True)
class Seals:
    """The keys of one ward, and what they seal: values of its rows."""

    ward_id: int
    keys: Keys

    def seal(self, value: bytes, table: str, row: object, column: str = "sealed") -> bytes:
        return self.keys.seal(value, sealing.place(self.ward_id, table, row, column))

    def open(self, sealed: bytes, table: str, row: object, column: str = "sealed") -> bytes:
        """Raises `SealBroken`."""
        return self.keys.open(sealed, sealing.place(self.ward_id, table, row, column))


async def seals(ctx: Ctx) -> Seals:
    """The ward's keys, for reading. Raises `KeysAway`."""
    if ctx.seals is None or ctx.seals.ward_id != ctx.ward_id:
        ctx.seals = await _load(ctx) or await sealing_of(ctx)
    return ctx.seals


async def sealing_of(ctx: Ctx) -> Seals:
    """The ward's keys, for writing: none of them goes away before this transaction ends. Raises `KeysAway`."""
    sealing.root_keys(ctx.state.field_key)
    await ctx.db.execute(select(func.pg_advisory_xact_lock_shared(LOCK, ctx.ward_id)))
    ctx.seals = await _load(ctx)
    if ctx.seals is None:
        await _first(ctx)
        ctx.seals = await _load(ctx)
        assert ctx.seals is not None
    return ctx.seals


def keys_asked() -> Any:
    """For `Answers` of a page; binds `ward_id`. `take_keys` reads it."""
    key: Any = WardKey.__table__.c
    return select(key.number, key.wrapped).where(key.ward_id == bindparam("ward_id")).order_by(key.number.desc())


async def take_keys(ctx: Ctx, found: Sequence[Row]) -> Seals:
    """The ward's keys, for reading, as the page's own statement brought them. Raises `KeysAway`."""
    ctx.seals = _seals_of(ctx, found) or await sealing_of(ctx)
    return ctx.seals


def _seals_of(ctx: Ctx, found: Sequence[Row]) -> Seals | None:
    root = sealing.root_keys(ctx.state.field_key)
    keys = [unwrap(root, ctx.ward_id, one["number"], one["wrapped"]) for one in found]
    return Seals(ctx.ward_id, Keys(*keys)) if keys else None


@cache
def _statement() -> Answers:
    return Answers(keys=keys_asked())


async def _load(ctx: Ctx) -> Seals | None:
    return _seals_of(ctx, (await _statement().fetch(ctx, ward_id=ctx.ward_id))["keys"])


async def _first(ctx: Ctx) -> None:
    """The ward's first key; of two who seal first at the same moment, the second uses the first one's."""
    root = sealing.root_keys(ctx.state.field_key)
    await ctx.db.execute(
        insert(WardKey.__table__)
        .values(
            ward_id=ctx.ward_id, id=new_id(), number=1,
            wrapped=wrap(root, ctx.ward_id, 1, sealing.new_secret()), made_at=ctx.clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["ward_id", "number"])
    )  # fmt: skip
