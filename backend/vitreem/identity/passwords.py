"""Passwords: argon2id, a minimum length, no composition rules, a list of what everyone tries first."""

import unicodedata
from collections.abc import Hashable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import HashingError, VerificationError, VerifyMismatchError

from vitreem.kernel.http.problems import Invalid
from vitreem.kernel.request.workers import Workers
from vitreem.kernel.text import search_key

MIN_LENGTH = 8
MAX_LENGTH = 200
# What nobody's password is compared with, of the same cost as anybody's.
NOBODYS_HASH = "$argon2id$v=19$m=65536,t=3,p=4$AxQABF3lO+l3ABePzeBUgg$b/raHLjg6sB29pPg0StNuNjmI2rbAyD1E7Lg1fqJlI0"
_LOCAL = ("matkhau", "phuong", "xa", "treem", "vitreem", "khupho", "ubnd", "vietnam", "hoilhpn", "doanthanhnien")


class WeakPassword(Invalid):
    code = "weak_password"
    title = "Mật khẩu dễ đoán"
    detail = "Mật khẩu này quá dễ đoán. Hãy dùng một câu ngắn mà chỉ bạn nhớ, từ 8 ký tự trở lên."


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # 1 MB, needed when a password is chosen

    return frozenset(FREQUENCY_LISTS["passwords"])


def require_strong(password: str, *personal: str) -> None:
    """Raise `WeakPassword` for a short or common password, or one made of the person's own names."""
    folded = search_key(password).replace(" ", "")
    stem = folded.strip("0123456789!@#$%^&*._-")
    names = {search_key(name).replace(" ", "") for name in personal if name}
    if (
        not MIN_LENGTH <= len(password) <= MAX_LENGTH
        or password.lower() in _common()
        or folded in _common()
        or stem in names
        or folded in names
        or stem in _LOCAL
        or len(set(folded)) < 4
    ):
        raise WeakPassword()


def hash_now(password: str) -> str:
    """The hash to store. Takes a processor 0.1 s: for a worker, or where nobody waits. Raises `MemoryError`."""
    try:
        return _hasher().hash(_composed(password))
    except HashingError:
        raise MemoryError from None


def is_right(password: str, stored: str) -> bool:
    """Whether the password is the stored one's, whichever way its accents were typed. For a worker.

    Raises `MemoryError` where it can't be worked out: that says nothing about the password.
    """
    composed = _composed(password)
    return _matches(composed, stored) or (composed != password and _matches(password, stored))


def _matches(password: str, stored: str) -> bool:
    try:
        return _hasher().verify(stored, password)
    except VerifyMismatchError:
        return False
    except VerificationError:
        # No memory or no threads for argon2: it has no other failures with a hash of its own.
        raise MemoryError from None


def _composed(password: str) -> str:
    """Telephones send Vietnamese letters in one piece or in several: they are one password."""
    return unicodedata.normalize("NFC", password)


async def hash_password(workers: Workers, lane: Hashable, password: str) -> str:
    """Raises `TooMuchWork` where the lane's queue is full, or the hash couldn't be worked out."""
    return await workers.run(lane, hash_now, password)


async def verify(workers: Workers, lane: Hashable, password: str, stored: str | None) -> bool:
    """Whether the password is right. An unknown account costs the same time as a known one.

    Raises `TooMuchWork`, also where it couldn't be worked out: nobody is told that a password is wrong by a machine
    that is out of memory, and it isn't counted against who asks.
    """
    return await workers.run(lane, is_right, password, stored or NOBODYS_HASH) and stored is not None
