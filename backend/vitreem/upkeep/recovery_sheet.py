"""The root key on paper: groups that are typed back in, each line with a sign that finds a slip.

Whoever holds the sheet and a backup reads every case. It lies in a safe, apart from the backups.
"""

import base64
import hashlib
import re
from datetime import date

_PER_LINE = 16
# Crockford's: no I, L, O, U. What is read for them is put right.
_FROM, _TO = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_OUT, _BACK = str.maketrans(_FROM, _TO), str.maketrans(_TO, _FROM)
_SLIPS = str.maketrans("ILOU", "110V")


class SheetMistyped(ValueError):
    """`line`: which of the sheet's lines has a slip, from 1; 0 where lines are missing."""

    def __init__(self, line: int) -> None:
        self.line = line
        where = f"dòng {line}" if line else "số dòng"
        super().__init__(f"Phiếu khôi phục chưa đúng ở {where}. Hãy đối chiếu lại từng nhóm.")


def _sign(text: str, line: int) -> str:
    digest = hashlib.sha256(f"{line} {text}".encode()).digest()
    return base64.b32encode(digest[:3]).decode()[:2].translate(_OUT)


def lines(key: str) -> list[str]:
    """The newest root key as numbered lines of four groups and a sign."""
    newest = key.split()[0]
    text = base64.b32encode(base64.urlsafe_b64decode(newest)).decode().rstrip("=").translate(_OUT)
    parts = [text[at : at + _PER_LINE] for at in range(0, len(text), _PER_LINE)]
    return [
        f"{number}. {' '.join(part[at : at + 4] for at in range(0, len(part), 4))} - {_sign(part, number)}"
        for number, part in enumerate(parts, 1)
    ]


def sheet(key: str, day: date) -> str:
    """What is printed."""
    body = "\n".join(f"    {line}" for line in lines(key))
    return (
        f"PHIẾU KHÔI PHỤC KHÓA MÃ HÓA - Vì Trẻ Em\nLập ngày {day:%d/%m/%Y}\n\n{body}\n\n"
        "Ai có phiếu này và một bản sao lưu thì đọc được mọi vụ việc. Cất trong két, không để cùng chỗ với\n"
        "bản sao lưu, không chụp ảnh, không gửi qua mạng. Khôi phục: vitreem keys enter, gõ lại từng dòng.\n"
    )


def read(typed: str) -> str:
    """The root key from typed lines. Raises `SheetMistyped`."""
    parts = []
    for number, line in enumerate((one for one in typed.splitlines() if one.strip()), 1):
        bare = re.sub(r"^\s*\d+\s*[.)]", "", line)
        signs = re.sub(r"[^0-9A-Z]", "", bare.upper()).translate(_SLIPS)
        part, sign = signs[:-2], signs[-2:]
        if _sign(part, number) != sign:
            raise SheetMistyped(number)
        parts.append(part)
    text = "".join(parts).translate(_BACK)
    try:
        key = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        raise SheetMistyped(0) from None
    if len(key) != 32:
        raise SheetMistyped(0)
    return base64.urlsafe_b64encode(key).decode()
