"""Text: what is unseen goes, what people type is found, names sort as a Vietnamese list does."""

import pytest

from vitreem.kernel.text import clean, name_sort_key, search_key, sort_key, squeeze

FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    "blank",
    ["", " ", "\u200b\u200b", "\u3164", "\u2800", "\u061c", "\u034f", "\ufeff", "\u00ad", "\u200d", "\U000e0041"],
)
def test_what_nobody_sees_is_no_text(blank):
    assert squeeze(blank) == ""
    assert squeeze(f"Trần{blank} Quốc Bảo") == "Trần Quốc Bảo"


@pytest.mark.parametrize("sign", [FAMILY, "🏳️\u200d🌈", "👩🏽\u200d🏫", "❤️\u200d🔥"])
def test_a_joined_pictograph_stays_one_sign(sign):
    assert clean(f"Ngày hội {sign}!") == f"Ngày hội {sign}!"


def test_a_joiner_between_letters_goes():
    assert clean(f"bé\u200dtrai \u200d{FAMILY}\u200d") == f"bétrai {FAMILY}"


@pytest.mark.parametrize("typed", ["Đại hội", "Ðại hội", "Ɖại hội", "ðại hội", "đại hội", "dai hoi"])
def test_every_letter_that_looks_like_đ_is_found(typed):
    assert search_key(typed) == "dai hoi"
    assert "Ð" not in clean(typed)


@pytest.mark.parametrize(
    "names",
    [
        # As ICU's `vi` orders them: the letters of the whole name first, then its tones.
        ["Tu", "Tú", "Tú Anh", "Tuấn", "Tùng"],
        ["An", "Anh", "Ánh", "Ân", "Dũng", "Duy", "Đào", "Đức", "Em"],
        ["Hòa", "Hoà Bình", "Hoàng", "Hồng", "Huy"],
        ["Khu phố 2", "Khu phố 10", "Khu phố 10A"],
        ["A", "À", "Ả", "Ã", "Á", "Ạ", "Ă", "Â"],
        ["la cà", "lá ca", "lan"],
    ],
)
def test_order_of_names(names):
    assert sorted(reversed(names), key=sort_key) == names


def test_people_stand_by_their_given_name():
    people = ["Trần Văn Tú", "Nguyễn Thị Tuấn", "Lê Văn Tùng", "Bùi Thị An"]
    assert sorted(people, key=name_sort_key) == ["Bùi Thị An", "Trần Văn Tú", "Nguyễn Thị Tuấn", "Lê Văn Tùng"]
