"""Codes that the product makes for records."""

import re

from vitreem.records.codes import new_code


class TestNewCode:
    def test_is_read_out_easily(self) -> None:
        code = new_code("HD")
        assert re.fullmatch(r"HD(-[2-9A-HJ-NP-Z]{4}){2}", code), code

    def test_records_of_a_ward_rarely_draw_the_same(self) -> None:
        """A code that is there already is refused; nobody shall meet that in the life of a ward."""
        drawn = [new_code("HD")[3:].replace("-", "") for _ in range(500)]
        letters = {letter for one in drawn for letter in one}
        records = 100_000
        assert records**2 / 2 / len(letters) ** len(drawn[0]) < 0.01
