"""Sums of money as papers write them: figures with dots, and words."""

from typing import Literal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_SCALES = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))
MOST = 10**15

ZeroTens = Literal["lẻ", "linh"]


def dots(number: int) -> str:
    """`1234567` → `1.234.567`."""
    return f"{number:,}".replace(",", ".")


def in_words(dong: int, zero_tens: ZeroTens = "lẻ") -> str:
    """Whole đồng from 0 to 10^15 in words, with a capital: "Một triệu hai trăm lẻ năm nghìn đồng".

    `zero_tens` is the word between hundreds and units where the tens are 0. Groups of three zeros aren't said:
    1.000.001 is "Một triệu không trăm lẻ một đồng". Raises ValueError beyond the range.
    """
    if not 0 <= dong <= MOST:
        raise ValueError(f"0 … {MOST:,} đồng, got {dong:,}")
    words = " ".join(_number(dong, zero_tens)) or _DIGITS[0]
    return f"{words[0].upper()}{words[1:]} đồng"


def _number(number: int, zero_tens: str) -> list[str]:
    billions, rest = divmod(number, _BILLION)
    words = [*_number(billions, zero_tens), "tỷ"] if billions else []
    for scale, name in _SCALES:
        group, rest = divmod(rest, scale)
        if group:
            words += _group(group, zero_tens, leads=not words)
            words += [name] if name else []
    return words


def _group(group: int, zero_tens: str, *, leads: bool) -> list[str]:
    """1 to 999. Behind a higher group its hundreds are said also where they are 0."""
    hundreds, below = divmod(group, 100)
    tens, units = divmod(below, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or not leads else []
    if tens == 0:
        return [*words, *((zero_tens,) if words and units else ()), *((_DIGITS[units],) if units else ())]
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units:
        words.append(_unit(units, after_twenty=tens > 1))
    return words


def _unit(units: int, *, after_twenty: bool) -> str:
    """The last digit behind tens: mười lăm, hai mươi mốt, hai mươi tư, hai mươi lăm."""
    if units == 5:
        return "lăm"
    if after_twenty and units in (1, 4):
        return "mốt" if units == 1 else "tư"
    return _DIGITS[units]
