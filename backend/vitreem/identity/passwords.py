"""Passwords: argon2id, a minimum length, no composition rules, a list of what everyone tries first."""

import asyncio
from functools import cache

from pwdlib import PasswordHash

from vitreem.kernel.problems import Invalid
from vitreem.kernel.text import search_key

MIN_LENGTH = 8
MAX_LENGTH = 200
# argon2 needs 64 MiB and a core for 0.1 s: two at a time leave the machine to everybody else.
_AT_ONCE = asyncio.Semaphore(2)
_LOCAL = ("matkhau", "phuong", "xa", "treem", "vitreem", "khupho", "ubnd", "vietnam", "hoilhpn", "doanthanhnien")


class WeakPassword(Invalid):
    code = "weak_password"
    title = "Mật khẩu dễ đoán"
    detail = "Mật khẩu này quá dễ đoán. Hãy dùng một câu ngắn mà chỉ bạn nhớ, từ 8 ký tự trở lên."


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # 1 MB, needed when a password is chosen

    return frozenset(FREQUENCY_LISTS["passwords"])


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("nobody has this password")


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


async def hash_password(password: str) -> str:
    async with _AT_ONCE:
        return await asyncio.to_thread(_hasher().hash, password)


async def verify(password: str, stored: str | None) -> bool:
    """Whether the password is right. An unknown account costs the same time as a known one."""
    async with _AT_ONCE:
        right = await asyncio.to_thread(_hasher().verify, password, stored or _nobodys_hash())
    return right and stored is not None
