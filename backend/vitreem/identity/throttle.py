"""Slows guessing, locks nobody out.

Attempts are counted for the account from one address (exponential wait), for the address (spraying) and for the
account from everywhere (short pauses, so that owners and colleagues still get in). Each is counted before its password
is looked at, so that of many sent together no more are looked at than of as many sent in turn; what turns out right, or
couldn't be looked at, is taken back. Counts are forgotten after an hour.

A browser from which somebody has signed in before is known by a cookie: what others guess on its account from the same
office doesn't keep it out.
"""

import hashlib
import hmac
import math
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from vitreem.identity.models import SignInDelay
from vitreem.kernel.http.problems import SlowDown
from vitreem.kernel.request.context import Ctx

FORGET_AFTER = timedelta(hours=1)
FREE_PAIR, MAX_PAIR_WAIT = 5, 300
FREE_ADDRESS, MAX_ADDRESS_PAUSE = 50, 1.0
FREE_ACCOUNT, MAX_ACCOUNT_PAUSE = 10, 2.0
# Where the installation lacks its key: browsers are strangers again at the next start.
_OF_THIS_PROCESS = secrets.token_hex(32)


@dataclass(frozen=True)
class Subjects:
    """Keyed hashes of who tries: neither names nor addresses are stored."""

    pair: bytes
    address: bytes
    account: bytes

    def all(self) -> tuple[bytes, ...]:
        return (self.pair, self.address, self.account)


def subjects(key: str | None, login: str, address: str, browser: str = "") -> Subjects:
    """`browser` is the name of one that is known for this account, `""` for any other."""

    def digest(text: str) -> bytes:
        return _mac(key, text).digest()[:16]

    place = f"browser {browser}" if browser else address
    return Subjects(digest(f"pair {login} {place}"), digest(f"address {address}"), digest(f"account {login}"))


def browser_cookie(key: str | None, account_id: UUID) -> str:
    """What a browser keeps after a right password: a name of its own, good for this account alone."""
    name = secrets.token_urlsafe(12)
    return f"{name}.{_seal(key, account_id, name)}"


def known_browser(key: str | None, account_id: UUID | None, cookie: str) -> str:
    """The browser's name; `""` where the cookie isn't one that this account gave it."""
    name, _, seal = cookie.partition(".")
    known = account_id is not None and hmac.compare_digest(seal.encode(), _seal(key, account_id, name).encode())
    return name if known else ""


def _seal(key: str | None, account_id: UUID, name: str) -> str:
    return _mac(key, f"browser {account_id} {name}").hexdigest()[:32]


def _mac(key: str | None, text: str) -> hmac.HMAC:
    return hmac.new((key or _OF_THIS_PROCESS).encode(), text.encode(), hashlib.sha256)


def wait_seconds(failures: int, free: int, longest: int) -> int:
    """0 for the first `free` failures, then 1, 2, 4… seconds up to `longest`."""
    return 0 if failures < free else min(2 ** min(failures - free, 20), longest)


async def begin(ctx: Ctx, who: Subjects) -> float:
    """Count an attempt; the seconds to pause before its password is looked at. Raises `SlowDown` with `retry_after`.

    Only who has failed on this very account from this address, or browser, is refused. An address from which many
    accounts were tried is slowed: a colleague behind it with the right password waits a moment, and gets in.
    """
    now = ctx.clock.now()
    found = await _locked(ctx, who)
    wait = remaining(found[who.pair], FREE_PAIR, MAX_PAIR_WAIT, now)
    if wait > 0:
        raise SlowDown(f"Đã thử quá nhiều lần. Vui lòng đợi {wait} giây rồi thử lại.", retry_after=wait)
    pause = max(
        _pause(found[who.address], FREE_ADDRESS, MAX_ADDRESS_PAUSE),
        _pause(found[who.account], FREE_ACCOUNT, MAX_ACCOUNT_PAUSE),
    )
    for row in found.values():
        row.failures, row.last_failed_at = row.failures + 1, now
    await ctx.db.flush()
    return pause


async def _locked(ctx: Ctx, who: Subjects) -> dict[bytes, SignInDelay]:
    """The counts, locked in one order: of attempts that come together each sees those before it."""
    now = ctx.clock.now()
    for subject in sorted(who.all()):
        fresh = insert(SignInDelay.__table__).values(subject_hash=subject, failures=0, last_failed_at=now)
        await ctx.db.execute(fresh.on_conflict_do_nothing())
    rows = await ctx.db.execute(
        select(SignInDelay)
        .where(SignInDelay.subject_hash.in_(who.all()))
        .order_by(SignInDelay.subject_hash)
        .with_for_update()
    )
    found = {row.subject_hash: row for row in rows.scalars()}
    for row in found.values():
        if now - row.last_failed_at >= FORGET_AFTER:
            row.failures = 0
    return found


def _pause(row: SignInDelay, free: int, longest: float) -> float:
    return min(0.1 * max(0, row.failures - free), longest)


def remaining(row: SignInDelay, free: int, longest: int, now: datetime) -> int:
    """Seconds until the next attempt is looked at; 0: it may be."""
    wait = wait_seconds(row.failures, free, longest)
    # Of attempts that come together one may have been counted a moment "after" this one.
    passed = max(timedelta(), now - row.last_failed_at)
    return max(0, math.ceil(wait - passed.total_seconds()))


async def take_back(ctx: Ctx, who: Subjects) -> None:
    """The attempt was no failure: its password was right so far, or nobody could look at it."""
    table = SignInDelay.__table__
    for subject in sorted(who.all()):
        await ctx.db.execute(
            update(table).where(table.c.subject_hash == subject).values(failures=func.greatest(table.c.failures - 1, 0))
        )


async def succeeded(ctx: Ctx, who: Subjects) -> None:
    """The account's own counts are gone; the address loses this attempt alone."""
    await take_back(ctx, who)
    await ctx.db.execute(delete(SignInDelay).where(SignInDelay.subject_hash.in_((who.pair, who.account))))
