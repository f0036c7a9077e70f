"""What is decided about children without asking anybody."""

from datetime import date

import pytest

from vitreem.children import models, rules
from vitreem.children.rules import Born, LegalGroup, NumberWarning, Sex
from vitreem.children.wire import Birth, birth_of
from vitreem.kernel.text import name_search_key, name_search_words


class TestBirth:
    @pytest.mark.parametrize(
        ("written", "first", "last"),
        [
            ({"year": 2017, "month": 9, "day": 2}, date(2017, 9, 2), date(2017, 9, 2)),
            ({"year": 2016, "month": 2}, date(2016, 2, 1), date(2016, 2, 29)),
            ({"year": 2016, "month": 12}, date(2016, 12, 1), date(2016, 12, 31)),
            ({"year": 2015}, date(2015, 1, 1), date(2015, 12, 31)),
            ({"year": 2015, "estimated": True}, date(2015, 1, 1), date(2015, 12, 31)),
        ],
    )
    def test_what_is_written_is_a_range_of_days_and_is_read_back(self, written, first, last):
        birth = Birth(**written)
        assert (birth.range().first, birth.range().last) == (first, last)
        assert birth_of(birth.range()) == birth

    @pytest.mark.parametrize("wrong", [{"year": 2015, "month": 2, "day": 29}, {"year": 2015, "day": 3}])
    def test_a_day_that_is_none_is_refused(self, wrong):
        with pytest.raises(ValueError, match="sinh"):
            Birth(**wrong)


class TestAge:
    @pytest.mark.parametrize(
        ("day", "born", "age"),
        [
            (date(2026, 9, 1), date(2017, 9, 2), 8),
            (date(2026, 9, 2), date(2017, 9, 2), 9),
            (date(2027, 2, 28), date(2012, 2, 29), 14),
            (date(2027, 3, 1), date(2012, 2, 29), 15),
            (date(2026, 1, 1), date(2026, 5, 1), 0),
        ],
    )
    def test_completed_years(self, day, born, age):
        assert rules.age_on(day, born) == age
        assert (born <= rules.years_before(day, age + 1)) is False
        assert age == 0 or born <= rules.years_before(day, age)

    def test_who_turns_16_is_no_child_any_more_without_a_verb(self):
        born = date(2010, 6, 10)
        assert rules.presence("here", born, date(2026, 6, 9)) == "here"
        assert rules.presence("here", born, date(2026, 6, 10)) == "aged_out"
        assert rules.presence("moved", born, date(2026, 6, 10)) == "moved"


class TestPersonalNumber:
    @pytest.mark.parametrize(
        ("number", "sex", "warnings"),
        [
            ("045217001234", Sex.MALE, []),
            ("045317001234", Sex.FEMALE, []),
            ("045317001234", Sex.MALE, [NumberWarning.SEX]),
            ("045216001234", Sex.MALE, [NumberWarning.BIRTH_YEAR]),
            ("045017001234", Sex.MALE, [NumberWarning.BIRTH_YEAR]),
            ("045817001234", Sex.MALE, [NumberWarning.BIRTH_YEAR]),
            ("045316001234", None, [NumberWarning.BIRTH_YEAR]),
            (None, Sex.MALE, []),
        ],
    )
    def test_a_mismatch_is_a_warning(self, number, sex, warnings):
        known = Born(date(2017, 9, 2), date(2017, 9, 2))
        assert rules.number_warnings(number, known, sex) == warnings


class TestNames:
    def test_capitals_become_a_name_and_other_names_stay(self):
        assert rules.as_name("NGUYỄN THỊ BÉ") == "Nguyễn Thị Bé"
        assert rules.as_name("Y Thu ÊBan") == "Y Thu ÊBan"

    def test_initials(self):
        assert rules.initials("Nguyễn Thị Bé", 9) == "N. T. B., 9 tuổi"

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("be", True), ("bé", True), ("bẹ", False), ("ngu", True), ("nguyên", True), ("nguyễn", True),
            ("nguyển", False), ("thi nguyen", True), ("hoà", True), ("hòa", True), ("hoa", True), ("oa", False),
            ("đ", True), ("d", True), ("Ð", True),
        ],
    )  # fmt: skip
    def test_beginnings_of_words_with_marks_where_they_were_typed(self, asked, found):
        key = " " + name_search_key("Nguyễn Thị Bé Hoà Đào")
        assert all(f" {word}" in key for word in name_search_words(asked)) is found


class TestSecretsOfACase:
    """Points đ, e, g, i, k, l, m of Luật Trẻ em Điều 10 khoản 1 are kept with the case, never in the register."""

    SECRETS = (
        "hiv",
        "aids",
        "law_violation",
        "offen",
        "drug",
        "violence",
        "harm",
        "exploit",
        "sexual",
        "abuse",
        "traffick",
    )

    def test_no_group_speaks_of_them(self):
        assert len(LegalGroup) == 7
        said = [*LegalGroup, *(sub for subs in rules.SUB_GROUPS.values() for sub in subs), *rules.NeedCategory]
        assert [one for one in said if any(secret in one for secret in self.SECRETS)] == []

    def test_no_column_speaks_of_them(self):
        tables = [
            one for one in vars(models).values() if hasattr(one, "__table__") and one.__module__ == models.__name__
        ]
        assert len(tables) > 8
        columns = [f"{one.__tablename__}.{column.name}" for one in tables for column in one.__table__.columns]
        assert [one for one in columns if any(secret in one for secret in self.SECRETS)] == []
