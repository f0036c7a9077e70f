"""Which rounds, lines, shares and donors are shown to whom."""

import io

import httpx
from openpyxl import load_workbook

from tests.giving.figures import count
from tests.lists import Counted, List, by_unit, of
from tests.reading import Planted, Rows

_NONE: Rows = frozenset()
_STATES = "draft nominating reviewed approved handing done closed scholar rolled"
ROUNDS_A, ROUNDS_B = of("kp_a", "round_", _STATES), of("kp_b", "round_", _STATES)


def _each(a: Rows, b: Rows) -> dict[str, Rows]:
    """The rounds are the units' own; the ward sees all, nobody else any."""
    return by_unit(ward=a | b, kp_a=a, kp_b=b, school=_NONE, culture=_NONE)


ROUNDS, DONORS = _each(ROUNDS_A, ROUNDS_B), _each(frozenset({"kp_a.donor"}), frozenset({"kp_b.donor"}))
_ROUND_A = dict.fromkeys(
    ("lead", "officer", "kp_a", "kp_a_member", "kp_a_protector"), frozenset({"kp_a.line", "kp_a.line_given"})
)
_GIVEN_A, _GIVEN_B = frozenset({"kp_a.share_given"}), frozenset({"kp_b.share_given"})
GIVEN = _each(_GIVEN_A, _GIVEN_B)
_HIDDEN = ("kp_b", "school", "culture")


def numbered(known: Planted, reply: httpx.Response) -> Rows:
    """Lines of a decided list, by their numbers."""
    return frozenset(f"kp_a.line{'_given' if one['number'] == 2 else ''}" for one in reply.json()["items"])


def exported(_: Planted, reply: httpx.Response) -> Rows:
    """Lines of a sheet, by their numbers."""
    rows = list(load_workbook(io.BytesIO(reply.content)).active.iter_rows(values_only=True))  # pyright: ignore
    numbers = [row[0] for row in rows if isinstance(row[0], int)]
    return frozenset(f"kp_a.line{'_given' if one == 2 else ''}" for one in numbers)


LISTS: dict[str, List] = {
    "list_gift_rounds": List("/gift-rounds", ROUNDS, by_unit=True, pages=True),
    "list_gift_rounds:oldest": List("/gift-rounds?sort=oldest", ROUNDS, pages=True),
    "list_gift_rounds:state": List(
        "/gift-rounds?state=reviewed", _each(frozenset({"kp_a.round_reviewed"}), frozenset({"kp_b.round_reviewed"}))
    ),
    "list_gift_rounds:words": List(
        "/gift-rounds?q=scholar", _each(frozenset({"kp_a.round_scholar"}), frozenset({"kp_b.round_scholar"}))
    ),
    "list_gift_lines": List(
        "/gift-rounds/{kp_a.round_handing}/lines", _ROUND_A, by_unit=True, pages=True, unseen=_HIDDEN
    ),
    "list_gift_lines:number": List(
        "/gift-rounds/{kp_a.round_handing}/lines?sort=number", _ROUND_A, pages=True, unseen=_HIDDEN
    ),
    "export_gift_lines": List(
        "/gift-rounds/{kp_a.round_handing}/lines/export?purpose=Kiểm tra", _ROUND_A, exported, by_unit=True,
        unseen=_HIDDEN,
    ),
    "read_decided_gift_list": List(
        "/gift-rounds/{kp_a.round_handing}/decided", _ROUND_A, numbered, unseen=_HIDDEN
    ),
    "list_gift_shares": List("/gift-shares?state=delivered", GIVEN, by_unit=True),
    "list_gift_shares:due": List("/gift-shares?sort=due&state=delivered", GIVEN, pages=True),
    "list_gift_shares:between": List("/gift-shares?state=delivered&due_from=2000-01-01&due_to=2100-01-01", GIVEN),
    "list_gift_shares:given": List("/gift-shares?sort=given&state=delivered", GIVEN, pages=True),
    "list_donors": List("/donors", DONORS, by_unit=True, pages=True),
    "list_donors:newest": List("/donors?sort=newest", DONORS, pages=True),
}  # fmt: skip

RECORDS = {
    "read_donor": "one donor with their money",
    "read_ledger": "the ward's money, for the ward alone (test_ledger)",
    "read_due_gift_shares": "how many rows of another list (test_rounds)",
    "read_gift_share": "one share",
    "read_gift_tick_sheet": "the open shares of one round (test_sheets)",
    "read_gift_line": "one line",
    "read_gift_round": "one round",
    "read_gift_round_changes": "what happened to children of one round (test_rounds)",
    "compare_gift_rounds": "one round beside another (test_rolling)",
    "read_gift_document": "a paper of one round (test_papers)",
    "read_gift_round_file": "one file",
    "read_gift_share_file": "one file",
}

LINKABLE = {"gift_round": ROUNDS}

COUNTED = {"gift_share": Counted(("delivered",), GIVEN, count)}
