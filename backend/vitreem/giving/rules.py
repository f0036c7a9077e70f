"""Pure decisions about giving: kinds, states, which way money goes, which numbers of a list were meant."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import orjson

from vitreem.kernel.request.audit import AuditKind
from vitreem.records.lifecycle import Lifecycle, Step

KIND, LINE, SHARE, DONOR = "gift_round", "gift_line", "gift_share", "donor"
# How long before its day a share is reminded of.
REMINDED = timedelta(days=7)


def quotas_together(one: int | None, other: int | None) -> int | None:
    """How many children two nominators may put on a list who become one; None: as many as they want."""
    return None if one is None or other is None else one + other


class GivingKind(StrEnum):
    """What a round is; all of them are lists of children whose lines are handed over."""

    GIFT = "gift"
    SCHOLARSHIP = "scholarship"
    SPONSORSHIP = "sponsorship"
    AWARD = "award"


class Occasion(StrEnum):
    CHILDREN_DAY = "children_day"
    MID_AUTUMN = "mid_autumn"
    TET = "tet"
    SCHOOL_YEAR_START = "school_year_start"
    SCHOOL_YEAR_END = "school_year_end"
    FLOOD = "flood"
    HARDSHIP = "hardship"
    OTHER = "other"


class ItemKind(StrEnum):
    MONEY = "money"
    GOODS = "goods"
    BICYCLE = "bicycle"
    HEALTH_INSURANCE = "health_insurance"
    BOOKS = "books"
    CLOTHES = "clothes"
    OTHER = "other"


class OnePer(StrEnum):
    """Whom a round of the same occasion gives one gift alone (NQ 418/NQ-CP of 28/12/2025)."""

    CHILD = "child"
    HOUSEHOLD = "household"
    NONE = "none"


class Channel(StrEnum):
    CASH = "cash"
    TRANSFER = "transfer"
    GOODS = "goods"


class RoundState(StrEnum):
    DRAFT = "draft"
    NOMINATING = "nominating"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    HANDING_OVER = "handing_over"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RoundVerb(StrEnum):
    """What people do with a round; each is an endpoint."""

    EDIT = "edit"
    OPEN = "open"
    NOMINATE = "nominate"
    HAND_IN = "hand_in"
    REVIEW = "review"
    RETURN = "return"
    APPROVE = "approve"
    ALLOCATE = "allocate"
    START = "start"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    ROLL = "roll"
    ATTACH = "attach"


_R = RoundState
_KEEPERS = frozenset({"write", "correct"})
_PLANNED = frozenset({_R.DRAFT, _R.NOMINATING})
_LIVE = frozenset(_R) - {_R.CANCELLED}

ROUND_LIFE = Lifecycle[RoundState, RoundVerb](
    {
        RoundVerb.EDIT: Step(
            _PLANNED,
            by=_KEEPERS,
            refused="Đợt đã rà soát hoặc đã duyệt thì không sửa nữa. Trả lại để sửa trước khi duyệt.",
        ),
        RoundVerb.OPEN: Step(frozenset({_R.DRAFT}), _R.NOMINATING, by=_KEEPERS),
        RoundVerb.NOMINATE: Step(
            _PLANNED, by=_KEEPERS | {"nominate"}, refused="Danh sách đã chốt nên không thêm trẻ được nữa."
        ),
        RoundVerb.HAND_IN: Step(frozenset({_R.NOMINATING}), by=_KEEPERS | {"nominate"}),
        RoundVerb.REVIEW: Step(frozenset({_R.NOMINATING}), _R.REVIEWED, by=_KEEPERS),
        RoundVerb.RETURN: Step(frozenset({_R.REVIEWED}), _R.NOMINATING, by=_KEEPERS | {"approve"}),
        RoundVerb.APPROVE: Step(frozenset({_R.REVIEWED}), _R.APPROVED, by=frozenset({"approve"})),
        RoundVerb.ALLOCATE: Step(_LIVE - {_R.CLOSED}, by=_KEEPERS),
        RoundVerb.START: Step(frozenset({_R.APPROVED}), _R.HANDING_OVER, by=_KEEPERS),
        RoundVerb.CLOSE: Step(frozenset({_R.HANDING_OVER}), _R.CLOSED, by=_KEEPERS),
        RoundVerb.REOPEN: Step(frozenset({_R.CLOSED}), _R.HANDING_OVER, by=_KEEPERS),
        RoundVerb.CANCEL: Step(_PLANNED | {_R.REVIEWED}, _R.CANCELLED, by=_KEEPERS),
        RoundVerb.ROLL: Step(_LIVE - {_R.DRAFT}, by=_KEEPERS),
        RoundVerb.ATTACH: Step(_LIVE, by=_KEEPERS | {"nominate"}),
    }
)
# The list is decided: no line is added or changed any more, it only falls away or moves up from the reserve.
DECIDED = (RoundState.APPROVED, RoundState.HANDING_OVER, RoundState.CLOSED)


class LineState(StrEnum):
    NOMINATED = "nominated"
    APPROVED = "approved"
    RESERVE = "reserve"
    FALLEN = "fallen"


class LineVerb(StrEnum):
    """What people do with a line."""

    EDIT = "edit"
    SET_AMOUNT = "set_amount"
    FALL = "fall"
    REPLACE = "replace"
    PROPOSE = "propose"
    SUSPEND = "suspend"
    RESUME = "resume"
    VISIT = "visit"


class ShareState(StrEnum):
    DUE = "due"
    DELIVERED = "delivered"
    NOT_RECEIVED = "not_received"
    RETURNED = "given_back"
    CANCELLED = "cancelled"


class ShareVerb(StrEnum):
    """What happens to a share."""

    DELIVER = "deliver"
    MISS = "miss"
    RETURN = "return"
    CORRECT = "correct"
    ATTACH = "attach"


_S = ShareState
_GIVER = frozenset({"write", "correct"})
SHARE_LIFE = Lifecycle[ShareState, ShareVerb](
    {
        ShareVerb.DELIVER: Step(
            frozenset({_S.DUE, _S.NOT_RECEIVED, _S.RETURNED}), _S.DELIVERED, by=_GIVER,
            refused="Phần này đã ghi là đã trao, hoặc đã bỏ.",
        ),
        ShareVerb.MISS: Step(frozenset({_S.DUE}), _S.NOT_RECEIVED, by=_GIVER),
        ShareVerb.RETURN: Step(frozenset({_S.DELIVERED}), _S.RETURNED, by=_GIVER),
        ShareVerb.CORRECT: Step(frozenset({_S.DELIVERED, _S.NOT_RECEIVED, _S.RETURNED}), _S.DUE, by=_GIVER),
        ShareVerb.ATTACH: Step(
            frozenset({_S.DELIVERED}), by=_GIVER, refused="Ảnh trao quà chỉ thêm được khi phần này đã ghi là đã trao.",
        ),
    }
)  # fmt: skip


class ReceiverKind(StrEnum):
    CHILD = "child"
    GUARDIAN = "guardian"
    AUTHORISED = "authorised"
    SCHOOL = "school"


class DonorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    BUDGET = "budget"


class Account(StrEnum):
    """Where an amount is. What was promised stands in `pledged` until it comes; `source` is the donor's own side."""

    SOURCE = "source"
    PLEDGED = "pledged"
    FUND = "fund"
    ROUND = "round"
    CHILDREN = "children"


class MovementKind(StrEnum):
    PLEDGE = "pledge"
    RECEIPT = "receipt"
    ALLOCATION = "allocation"
    HAND_OVER = "hand_over"
    RELEASE = "release"
    REFUND = "refund"


_A = Account
ROUTES: Mapping[MovementKind, tuple[Account, Account]] = {
    MovementKind.PLEDGE: (_A.SOURCE, _A.PLEDGED),
    MovementKind.RECEIPT: (_A.PLEDGED, _A.FUND),
    MovementKind.ALLOCATION: (_A.FUND, _A.ROUND),
    MovementKind.HAND_OVER: (_A.ROUND, _A.CHILDREN),
    MovementKind.RELEASE: (_A.ROUND, _A.FUND),
    MovementKind.REFUND: (_A.FUND, _A.SOURCE),
}
# Movements that a person may take back by a counter-movement; the others are undone by their own verb.
REVERSIBLE = frozenset({MovementKind.PLEDGE, MovementKind.RECEIPT, MovementKind.REFUND})


def shared_out(amount: int, there: Sequence[tuple[Any, int]]) -> list[tuple[Any, int]]:
    """Take an amount from what is there, in that order: pairs of whose and how much. ValueError for too little."""
    taken, left = [], amount
    for whose, most in there:
        part = min(left, most)
        if part > 0:
            taken.append((whose, part))
            left -= part
    if left:
        raise ValueError(left)
    return taken


def digest(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Of the lines as decided, in their order."""
    return hashlib.sha256(orjson.dumps(list(lines), option=orjson.OPT_SORT_KEYS)).digest()


MOST_NUMBERS = 2_000
_NUMBERS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)


def numbers(text: str) -> list[int]:
    """Numbers of a paper list as people write them: "1-8, 10; 12" is 1 to 8, 10 and 12. Raises ValueError."""
    found: set[int] = set()
    closed_up = re.sub(r"\s*[-–]\s*", "-", text.strip(" ,;."))
    for part in re.split(r"[,;.\s]+", closed_up):
        match = _NUMBERS.fullmatch(part)
        if match is None:
            raise ValueError(part)
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first >= MOST_NUMBERS:
            raise ValueError(part)
        found.update(range(first, last + 1))
    if len(found) > MOST_NUMBERS:
        raise ValueError(text)
    return sorted(found)


def due_days(first: date, months: int, count: int) -> list[date]:
    """Every `months` months from `first` on; a day that a month doesn't have is its last."""
    days = []
    for step in range(count):
        month = first.month - 1 + step * months
        year, month = first.year + month // 12, month % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
        days.append(date(year, month, min(first.day, last)))
    return days


class Change(StrEnum):
    """What happened to a child since they were put on a list."""

    MOVED = "moved"
    DIED = "died"
    AGED_OUT = "aged_out"
    MERGED = "merged"
    LEFT_POVERTY = "left_poverty"


class Overlap(StrEnum):
    """What speaks against another gift."""

    IN_THIS_ROUND = "in_this_round"
    SAME_HOUSEHOLD = "same_household"
    SAME_OCCASION = "same_occasion"


@dataclass(frozen=True, slots=True)
class FourAmounts:
    """What was promised, came, was set aside for rounds and handed over; each in đồng, less what was taken back."""

    pledged: int = 0
    received: int = 0
    allocated: int = 0
    handed_over: int = 0
    refunded: int = 0

    @property
    def outstanding(self) -> int:
        """Promised and not come yet."""
        return self.pledged - self.received

    @property
    def unallocated(self) -> int:
        """Come, and neither set aside nor given back."""
        return self.received - self.allocated - self.refunded

    @property
    def undelivered(self) -> int:
        """Set aside, and not handed over."""
        return self.allocated - self.handed_over


class GiftPaperKind(StrEnum):
    """The papers of the day."""

    SIGNING_LIST = "signing_list"
    TICK_SHEET = "tick_sheet"
    LABELS = "labels"
    MINUTES = "minutes"
    SUPERIOR_LIST = "superior_list"
    SUPERIOR_LETTER = "superior_letter"


class DonorPaperKind(StrEnum):
    THANK_YOU = "thank_you"
    STATEMENT = "statement"


class GivingAudit(AuditKind):
    """What the trail tells of giving; a child is never named in it."""

    DONOR_CREATED = "donor.created"
    DONOR_CHANGED = "donor.changed"
    DONOR_THANKED = "donor.thanked"
    DONOR_PAPER_MADE = "donor.paper_made"
    MONEY_PLEDGED = "money.pledged"
    MONEY_RECEIVED = "money.received"
    MONEY_REFUNDED = "money.refunded"
    MONEY_ALLOCATED = "money.allocated"
    MONEY_RELEASED = "money.released"
    MONEY_REVERSED = "money.reversed"
    CREATED = "gift_round.created"
    CHANGED = "gift_round.changed"
    OPENED = "gift_round.opened"
    HANDED_IN = "gift_round.handed_in"
    REVIEWED = "gift_round.reviewed"
    RETURNED = "gift_round.returned"
    APPROVED = "gift_round.approved"
    STARTED = "gift_round.started"
    CLOSED = "gift_round.closed"
    REOPENED = "gift_round.reopened"
    CANCELLED = "gift_round.cancelled"
    ROLLED = "gift_round.rolled"
    NOMINATED = "gift_round.nominated"
    LIST_VIEWED = "gift_round.list_viewed"
    PAPER_MADE = "gift_round.paper_made"
    SHEET_IMPORTED = "gift_round.sheet_imported"
    FILE_ADDED = "gift_round.file_added"
    FILE_REMOVED = "gift_round.file_removed"
    FILE_VIEWED = "gift_round.file_viewed"
    PHOTOS_VIEWED = "gift_round.photos_viewed"
    LINE_CHANGED = "gift_line.changed"
    LINE_FELL = "gift_line.fell"
    LINE_REPLACED = "gift_line.replaced"
    LINE_PROPOSED = "gift_line.proposed"
    LINE_SUSPENDED = "gift_line.suspended"
    LINE_RESUMED = "gift_line.resumed"
    LINE_VISITED = "gift_line.visited"
    DELIVERED = "gift_share.delivered"
    NOT_RECEIVED = "gift_share.not_received"
    RETURNED_TO_STOCK = "gift_share.returned"
    CORRECTED = "gift_share.corrected"
    SHARE_FILE_ADDED = "gift_share.file_added"
    SHARE_FILE_REMOVED = "gift_share.file_removed"
    SHARE_FILE_VIEWED = "gift_share.file_viewed"
    SHARE_PHOTOS_VIEWED = "gift_share.photos_viewed"
