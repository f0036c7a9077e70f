"""The lists of giving: rounds, lines, shares and donors, with what each caller is told of them."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Date,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy import literal_column as sql
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from vitreem.children.facts import Child, ChildReceipt, donors_may_know
from vitreem.giving.flows import flow
from vitreem.giving.models import (
    Donor,
    GiftItem,
    GiftLine,
    GiftRound,
    GiftShare,
    MoneyMovement,
)
from vitreem.giving.queries import of_line, of_round, sees_all
from vitreem.giving.rules import Account, LineState, RoundState, ShareState
from vitreem.identity.facts import Unit
from vitreem.records.lists import Bound, Flag, ListOf, Order, among, begins_words, equals, holds, since, until
from vitreem.records.unit_views import ViewedUnit, of_unit

_r, _l, _s, _d = GiftRound.__table__.c, GiftLine.__table__.c, GiftShare.__table__.c, Donor.__table__.c
_m, _c = MoneyMovement.__table__.c, Child.__table__.c
_owner = ViewedUnit(_r.unit_id, "owner")
_nominator, _place = ViewedUnit(_l.unit_id, "nominator"), ViewedUnit(_l.place_unit_id, "place")
_mobiliser = Unit.__table__.alias("mobiliser")
_mine, _all = bindparam("unit_ids", type_=ARRAY(Uuid())), bindparam("sees_all", type_=Boolean())


def _counted(statement: Any) -> Any:
    return statement.correlate(GiftRound.__table__).scalar_subquery()


_seen_line = or_(_all, of_line(_mine, _l))
_seen_share = or_(_all, of_line(_mine, _s))


ROUNDS = ListOf(
    table=GiftRound.__table__,
    source=_owner.join(GiftRound.__table__),
    columns=(
        _r.id, _r.code, _r.kind, _r.title, _r.occasion, _owner.id.label("unit_id"), _owner.name.label("unit_name"),
        _r.begins_on,
        _r.nominate_before, _r.state, _r.amount,
        _counted(
            select(func.count()).where(
                _l.ward_id == _r.ward_id, _l.round_id == _r.id, _l.state != str(LineState.FALLEN), ~_l.reserve,
                _seen_line,
            )
        ).label("lines"),
        _counted(
            select(func.count()).where(
                _s.ward_id == _r.ward_id, _s.round_id == _r.id, _s.state == str(ShareState.DELIVERED), _seen_share
            )
        ).label("delivered"),
        _counted(
            select(func.coalesce(func.sum(_s.amount), 0)).where(
                _s.ward_id == _r.ward_id, _s.round_id == _r.id, _s.state == str(ShareState.DELIVERED), _seen_share
            )
        ).label("delivered_amount"),
        _r.version,
    ),
    where={
        "kind": among(_r.kind),
        "occasion": among(_r.occasion),
        "state": among(_r.state),
        "unit_id": of_unit(_r.unit_id),
        "from_on": since(_r.begins_on),
        "to_on": until(_r.begins_on),
        "q": holds(_r.search_key),
    },
    orders={"newest": Order(_r.begins_on, descending=True), "oldest": Order(_r.begins_on)},
    sees_all=sees_all,
    of_units=lambda unit_ids: of_round(unit_ids, _r),
    bound=lambda ctx, _: {"sees_all": sees_all(ctx)},
)  # fmt: skip

_looks_after = or_(_all, _l.unit_id == func.any(_mine), _l.place_unit_id == func.any(_mine))
_named = or_(_looks_after, donors_may_know(_l.ward_id, _l.child_id))
_receipt = ChildReceipt.__table__.c
_itself = Child.__table__.alias("itself")
# A line of a record that was merged is the child's, as are the receipts of the record that stays.
_root = (
    select(func.coalesce(_itself.c.root_id, _itself.c.id))
    .where(_itself.c.ward_id == _l.ward_id, _itself.c.id == _l.child_id)
    .correlate(GiftLine.__table__)
    .scalar_subquery()
)
_family = select(_c.id).where(_c.ward_id == _l.ward_id, or_(_c.id == _root, _c.root_id == _root))
_before = and_(
    _receipt.ward_id == _l.ward_id, _receipt.child_id.in_(_family.correlate(GiftLine.__table__)),
    _receipt.on_day > bindparam("year_ago", type_=Date()),
)  # fmt: skip


def _of_child(value: Any) -> Any:
    """What the child received, for who looks after them; null for others."""
    found = select(value).where(_before).correlate(GiftLine.__table__).scalar_subquery()
    return case((_looks_after, func.coalesce(found, sql("0"))))


def _shares_of_line(*conditions: Any) -> Any:
    mine = select(func.count()).where(_s.ward_id == _l.ward_id, _s.line_id == _l.id, *conditions)
    return mine.correlate(GiftLine.__table__).scalar_subquery()


def _word_of_name(row: Any, opens: Any) -> Bound:
    """Beginnings of words of the child's name, for who is told it."""
    asked = begins_words(_c.search_key)
    return Bound(
        asked.type,
        lambda words: opens & exists().where(_c.ward_id == row.ward_id, _c.id == row.child_id, asked.sql(words)),
        asked.value,
    )


LINES = ListOf(
    table=GiftLine.__table__,
    source=_place.join(_nominator.join(GiftLine.__table__)),
    columns=(
        _l.id, _l.round_id, case((_looks_after, _l.child_id)).label("child_id"), _l.number,
        case((_named, _l.full_name), else_=_l.initials).label("shown_name"), _named.label("named"),
        _nominator.id.label("unit_id"), _nominator.name.label("unit_name"), _place.id.label("place_unit_id"),
        _place.name.label("place_unit_name"), _l.state,
        _l.reserve, case((_looks_after, _l.reason), else_="").label("reason"),
        case((_looks_after, _l.override_reason), else_="").label("override_reason"), _l.amount, _l.to_superior,
        case((_looks_after, _l.fall_reason), else_="").label("fall_reason"), _l.replaced_by,
        case((_looks_after, _l.suspended_reason)).label("suspended_reason"),
        _of_child(func.count()).label("received_12_months"),
        _of_child(func.sum(_receipt.amount)).label("received_amount"),
        _shares_of_line(_s.state == str(ShareState.DELIVERED)).label("delivered"), _shares_of_line().label("shares"),
        _l.version,
    ),
    where={
        "round_id": equals(_l.round_id),
        "unit_id": of_unit(_l.unit_id),
        "place_unit_id": of_unit(_l.place_unit_id),
        "state": among(_l.state),
        "to_superior": Flag(_l.to_superior),
        "child_id": Bound(ARRAY(Uuid()), lambda ids: _looks_after & (_l.child_id == func.any(ids))),
        "q": _word_of_name(_l, _looks_after),
    },
    orders={"name": Order(case((_named, _l.sort_key), else_=_l.initials)), "number": Order(_l.number)},
    sees_all=sees_all,
    of_units=lambda unit_ids: of_line(unit_ids, _l),
    bound=lambda ctx, asked: {"sees_all": sees_all(ctx), "year_ago": asked.year_ago},
)  # fmt: skip


_gift = GiftItem.__table__.c
_gifts = (
    select(
        func.string_agg(
            case((_gift.quantity > 1, func.concat(_gift.quantity, sql("' × '"), _gift.name)), else_=_gift.name),
            aggregate_order_by(sql("', '"), _gift.position),
        )
    )
    .where(_gift.ward_id == _s.ward_id, _gift.round_id == _s.round_id)
    .correlate(GiftShare.__table__)
    .scalar_subquery()
)
_ticks = or_(_all, _s.unit_id == func.any(_mine), _s.place_unit_id == func.any(_mine))
_told = or_(_ticks, donors_may_know(_s.ward_id, _s.child_id))
_may_tick = bindparam("may_tick", type_=Boolean())

SHARES = ListOf(
    table=GiftShare.__table__,
    source=_place.join(
        _nominator.join(
            GiftShare.__table__.join(
                GiftLine.__table__, (_l.ward_id == _s.ward_id) & (_l.id == _s.line_id)
            ).join(GiftRound.__table__, (_r.ward_id == _s.ward_id) & (_r.id == _s.round_id))
        )
    ),
    columns=(
        _s.id, _s.line_id, _s.round_id, _r.title.label("round_title"), _s.kind, _l.number,
        case((_told, _l.full_name), else_=_l.initials).label("shown_name"),
        _nominator.id.label("unit_id"), _nominator.name.label("unit_name"),
        _place.name.label("place_unit_name"), _s.instalment, _s.due_on,
        _s.amount, func.coalesce(_gifts, sql("''")).label("gift"), _s.state, _s.given_on, _s.receiver_kind,
        case((_ticks, _s.receiver_name), else_="").label("receiver_name"),
        case((_ticks, _s.reason), else_="").label("reason"), _l.suspended_reason.is_not(None).label("suspended"),
        and_(
            _may_tick, or_(_ticks, _r.unit_id == func.any(_mine)), _r.state == str(RoundState.HANDING_OVER),
            _l.suspended_reason.is_(None), _s.state != str(ShareState.CANCELLED),
        ).label("may_tick"),
        _s.version,
    ),
    where={
        "round_id": equals(_s.round_id),
        "unit_id": of_unit(_s.unit_id),
        "place_unit_id": of_unit(_s.place_unit_id),
        "kind": among(_s.kind),
        "state": among(_s.state),
        "due_from": since(_s.due_on),
        "due_to": until(_s.due_on),
        "from_on": since(_s.given_on),
        "to_on": until(_s.given_on),
        "q": _word_of_name(_s, _ticks),
    },
    orders={
        "name": Order(case((_told, _l.sort_key), else_=_l.initials)),
        "due": Order(_s.due_on),
        "given": Order(func.coalesce(_s.given_on, sql("date '1900-01-01'")), descending=True),
    },
    sees_all=sees_all,
    of_units=lambda unit_ids: of_line(unit_ids, _s),
    bound=lambda ctx, _: {"sees_all": sees_all(ctx), "may_tick": ctx.may("gift_round:write")},
)  # fmt: skip


def _of_donor(value: Any) -> Any:
    mine = select(value).where(_m.ward_id == _d.ward_id, _m.donor_id == _d.id)
    return mine.correlate(Donor.__table__).scalar_subquery()


_unallocated = (
    flow(Account.PLEDGED, Account.FUND) - flow(Account.FUND, Account.ROUND) - flow(Account.FUND, Account.SOURCE)
)
_gave = exists().where(_m.ward_id == _d.ward_id, _m.donor_id == _d.id, _m.kind == "receipt", _m.reverses_id.is_(None))

DONORS = ListOf(
    table=Donor.__table__,
    source=Donor.__table__.outerjoin(
        _mobiliser, (_mobiliser.c.ward_id == _d.ward_id) & (_mobiliser.c.id == _d.unit_id)
    ),
    columns=(
        _d.id, _d.code, _d.kind, _d.name, _d.unnamed, _d.unit_id, _mobiliser.c.name.label("unit_name"),
        _of_donor(flow(Account.PLEDGED, Account.FUND)).label("received"), _of_donor(_unallocated).label("unallocated"),
        _d.thanked_on, _d.version,
    ),
    where={
        "kind": among(_d.kind),
        "unit_id": of_unit(_d.unit_id),
        "thanked": Flag(_d.thanked_on.is_not(None), and_(_d.thanked_on.is_(None), _gave)),
        "q": holds(_d.search_key),
    },
    orders={"name": Order(_d.sort_key), "newest": Order(_d.created_at, descending=True)},
    sees_all=lambda ctx: ctx.may("donor:read_all"),
    of_units=lambda unit_ids: _d.unit_id == func.any(unit_ids),
)  # fmt: skip
