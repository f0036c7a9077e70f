"""Slows guessing, locks nobody out.

Failures are counted for the account from one address (exponential wait), for the address (spraying) and for the
account from everywhere (short pauses, so that owners and colleagues still get in). Few of one address pause at once,
so that guessing from it is slow however many guesses come together. Counts are forgotten after an hour without
failures; a right password clears the account's own.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select
from sqlalchemy.dialects.postgresql import insert

from vitreem.identity.models import SignInDelay
from vitreem.kernel.http.problems import SlowDown
from vitreem.kernel.request.context import Ctx

FORGET_AFTER = timedelta(hours=1)
FREE_PAIR, MAX_PAIR_WAIT = 5, 900
FREE_ADDRESS, MAX_ADDRESS_PAUSE = 50, 1.0
FREE_ACCOUNT, MAX_ACCOUNT_PAUSE = 10, 2.0


@dataclass(frozen=True)
class Subjects:
    """Keyed hashes of who tries: neither names nor addresses are stored."""

    pair: bytes
    address: bytes
    account: bytes

    def all(self) -> tuple[bytes, ...]:
        return (self.pair, self.address, self.account)


def subjects(key: str, login: str, address: str) -> Subjects:
    def digest(text: str) -> bytes:
        return hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()[:16]

    return Subjects(digest(f"pair {login} {address}"), digest(f"address {address}"), digest(f"account {login}"))


def wait_seconds(failures: int, free: int, longest: int) -> int:
    """0 for the first `free` failures, then 1, 2, 4… seconds up to `longest`."""
    return 0 if failures < free else min(2 ** min(failures - free, 20), longest)


async def look(ctx: Ctx, who: Subjects) -> float:
    """Seconds to pause before the password is looked at; raises `SlowDown` with `retry_after` (seconds).

    Only who has failed on this very account from this address is refused. An address from which many accounts were
    tried is slowed: a colleague behind it with the right password waits a moment, and gets in.
    """
    now = ctx.clock.now()
    rows = await ctx.db.execute(select(SignInDelay).where(SignInDelay.subject_hash.in_(who.all())))
    found = {row.subject_hash: row for row in rows.scalars() if now - row.last_failed_at < FORGET_AFTER}
    remaining = _remaining(found.get(who.pair), FREE_PAIR, MAX_PAIR_WAIT, now)
    if remaining > 0:
        raise SlowDown(f"Đã thử quá nhiều lần. Vui lòng đợi {remaining} giây rồi thử lại.", retry_after=remaining)
    return max(
        _pause(found.get(who.address), FREE_ADDRESS, MAX_ADDRESS_PAUSE),
        _pause(found.get(who.account), FREE_ACCOUNT, MAX_ACCOUNT_PAUSE),
    )


def _pause(row: SignInDelay | None, free: int, longest: float) -> float:
    return 0.0 if row is None else min(0.1 * max(0, row.failures - free), longest)


def _remaining(row: SignInDelay | None, free: int, longest: int, now: datetime) -> int:
    if row is None:
        return 0
    until = row.last_failed_at + timedelta(seconds=wait_seconds(row.failures, free, longest))
    return max(0, -int((now - until).total_seconds() // 1))


async def failed(ctx: Ctx, who: Subjects) -> None:
    """Count one failure for each subject; atomic, so that parallel guesses all count."""
    now = ctx.clock.now()
    table = SignInDelay.__table__
    for subject in sorted(who.all()):
        fresh = insert(table).values(subject_hash=subject, failures=1, last_failed_at=now)
        await ctx.db.execute(
            fresh.on_conflict_do_update(
                index_elements=["subject_hash"],
                set_={
                    "failures": case((table.c.last_failed_at < now - FORGET_AFTER, 1), else_=table.c.failures + 1),
                    "last_failed_at": now,
                },
            )
        )


async def succeeded(ctx: Ctx, who: Subjects) -> None:
    await ctx.db.execute(delete(SignInDelay).where(SignInDelay.subject_hash.in_((who.pair, who.account))))
