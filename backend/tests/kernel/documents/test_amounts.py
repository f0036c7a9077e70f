"""Sums in words, by hand."""

import pytest

from vitreem.kernel.documents.amounts import MOST, dots, in_words

WORDS = {
    0: "không", 1: "một", 2: "hai", 4: "bốn", 5: "năm", 9: "chín",
    10: "mười", 11: "mười một", 12: "mười hai", 14: "mười bốn", 15: "mười lăm", 19: "mười chín",
    20: "hai mươi", 21: "hai mươi mốt", 22: "hai mươi hai", 24: "hai mươi tư", 25: "hai mươi lăm",
    30: "ba mươi", 31: "ba mươi mốt", 34: "ba mươi tư", 35: "ba mươi lăm", 44: "bốn mươi tư", 45: "bốn mươi lăm",
    51: "năm mươi mốt", 54: "năm mươi tư", 55: "năm mươi lăm", 91: "chín mươi mốt", 99: "chín mươi chín",
    100: "một trăm", 101: "một trăm lẻ một", 104: "một trăm lẻ bốn", 105: "một trăm lẻ năm", 110: "một trăm mười",
    111: "một trăm mười một", 114: "một trăm mười bốn", 115: "một trăm mười lăm", 120: "một trăm hai mươi",
    121: "một trăm hai mươi mốt", 124: "một trăm hai mươi tư", 125: "một trăm hai mươi lăm", 200: "hai trăm",
    205: "hai trăm lẻ năm", 500: "năm trăm", 505: "năm trăm lẻ năm", 555: "năm trăm năm mươi lăm",
    999: "chín trăm chín mươi chín",
    1_000: "một nghìn", 1_001: "một nghìn không trăm lẻ một", 1_005: "một nghìn không trăm lẻ năm",
    1_010: "một nghìn không trăm mười", 1_015: "một nghìn không trăm mười lăm",
    1_021: "một nghìn không trăm hai mươi mốt", 1_100: "một nghìn một trăm", 1_105: "một nghìn một trăm lẻ năm",
    2_024: "hai nghìn không trăm hai mươi tư", 4_004: "bốn nghìn không trăm lẻ bốn",
    10_000: "mười nghìn", 10_001: "mười nghìn không trăm lẻ một", 10_500: "mười nghìn năm trăm",
    15_000: "mười lăm nghìn", 21_000: "hai mươi mốt nghìn", 24_500: "hai mươi tư nghìn năm trăm",
    100_000: "một trăm nghìn", 105_000: "một trăm lẻ năm nghìn", 250_000: "hai trăm năm mươi nghìn",
    300_004: "ba trăm nghìn không trăm lẻ bốn", 540_000: "năm trăm bốn mươi nghìn",
    999_999: "chín trăm chín mươi chín nghìn chín trăm chín mươi chín",
    1_000_000: "một triệu", 1_000_001: "một triệu không trăm lẻ một", 1_000_100: "một triệu một trăm",
    1_001_000: "một triệu không trăm lẻ một nghìn", 1_005_000: "một triệu không trăm lẻ năm nghìn",
    1_050_000: "một triệu không trăm năm mươi nghìn", 1_205_000: "một triệu hai trăm lẻ năm nghìn",
    1_234_567: "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy",
    5_000_008: "năm triệu không trăm lẻ tám", 15_000_000: "mười lăm triệu", 21_500_000: "hai mươi mốt triệu năm trăm nghìn",
    70_500_000: "bảy mươi triệu năm trăm nghìn", 80_000_000: "tám mươi triệu",
    101_010_101: "một trăm lẻ một triệu không trăm mười nghìn một trăm lẻ một",
    188_000_000: "một trăm tám mươi tám triệu", 500_000_000: "năm trăm triệu",
    1_000_000_000: "một tỷ", 1_000_000_001: "một tỷ không trăm lẻ một", 1_000_005_000: "một tỷ không trăm lẻ năm nghìn",
    1_050_000_000: "một tỷ không trăm năm mươi triệu", 1_100_000_000: "một tỷ một trăm triệu",
    2_015_000_000: "hai tỷ không trăm mười lăm triệu", 25_000_000_000: "hai mươi lăm tỷ",
    104_000_000_000: "một trăm lẻ bốn tỷ",
    1_000_000_000_000: "một nghìn tỷ", 1_000_500_000_000: "một nghìn tỷ năm trăm triệu",
    1_005_000_000_000: "một nghìn không trăm lẻ năm tỷ", 2_005_000_000_015: "hai nghìn không trăm lẻ năm tỷ không trăm mười lăm",
    21_000_000_000_000: "hai mươi mốt nghìn tỷ", 1_000_000_000_000_000: "một triệu tỷ",
    999_999_999_999_999: (
        "chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi "
        "chín nghìn chín trăm chín mươi chín"
    ),
}  # fmt: skip


def test_the_table_is_long_enough() -> None:
    assert len(WORDS) >= 80


@pytest.mark.parametrize(("dong", "words"), WORDS.items(), ids=str)
def test_in_words(dong: int, words: str) -> None:
    assert in_words(dong) == f"{words[0].upper()}{words[1:]} đồng"
    assert in_words(dong, "linh") == f"{words[0].upper()}{words[1:]} đồng".replace(" lẻ ", " linh ")


@pytest.mark.parametrize("dong", [-1, MOST + 1])
def test_beyond_the_range(dong: int) -> None:
    with pytest.raises(ValueError):
        in_words(dong)


def test_different_sums_are_said_differently() -> None:
    """But for what is written by hand: any two of many sums differ in words."""
    sums = [*range(0, 12_000, 7), *(10**power + more for power in range(3, 15) for more in range(0, 1000, 37))]
    assert len({in_words(one) for one in sums}) == len(set(sums))


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-1500, "-1.500")]
)
def test_dots(number: int, written: str) -> None:
    assert dots(number) == written
