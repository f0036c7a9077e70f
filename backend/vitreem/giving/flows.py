"""What went from one account to another, as SQL: the one way in which money is summed."""

from typing import Any

from sqlalchemy import BigInteger, and_, case, cast, func
from sqlalchemy import literal_column as sql

from vitreem.giving.models import MoneyMovement
from vitreem.giving.rules import Account

_m = MoneyMovement.__table__.c


def flow(source: Account, to: Account) -> Any:
    """Sum of what went from one account to another, less what came back, in đồng."""
    there = and_(_m.from_account == str(source), _m.to_account == str(to))
    back = and_(_m.from_account == str(to), _m.to_account == str(source))
    signed = case((there, _m.amount), (back, -_m.amount), else_=sql("0"))
    return cast(func.coalesce(func.sum(signed), sql("0")), BigInteger)


FLOWS = (
    flow(Account.SOURCE, Account.PLEDGED).label("pledged"),
    flow(Account.PLEDGED, Account.FUND).label("received"),
    flow(Account.FUND, Account.ROUND).label("allocated"),
    flow(Account.ROUND, Account.CHILDREN).label("handed_over"),
    flow(Account.FUND, Account.SOURCE).label("refunded"),
)
