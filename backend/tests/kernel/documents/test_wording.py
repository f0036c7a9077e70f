"""Fixed wordings by NĐ 30/2020, and which characters go on paper."""

import unicodedata
from datetime import date

import pytest

from vitreem.kernel.documents import characters, wording
from vitreem.kernel.documents.characters import covered, printable


class TestWording:
    @pytest.mark.parametrize(
        ("number", "line"),
        [(5, "Số: 05/KH-UBND"), (12, "Số: 12/KH-UBND"), (105, "Số: 105/KH-UBND"), (None, "Số:       /KH-UBND")],
    )
    def test_number(self, number: int | None, line: str) -> None:
        assert wording.number_line(number, "KH-UBND") == line

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2024, 6, 5), "Phường 1, ngày 05 tháng 6 năm 2024"),
            (date(2026, 1, 10), "Phường 1, ngày 10 tháng 01 năm 2026"),
            (date(2026, 2, 9), "Phường 1, ngày 09 tháng 02 năm 2026"),
            (date(2026, 3, 31), "Phường 1, ngày 31 tháng 3 năm 2026"),
            (date(2026, 12, 1), "Phường 1, ngày 01 tháng 12 năm 2026"),
        ],
    )
    def test_place_and_date(self, day: date, words: str) -> None:
        assert wording.place_and_date("Phường 1", day) == words

    def test_room_for_the_day_of_signature(self) -> None:
        assert wording.place_and_date("Phường 1", None, 2026) == "Phường 1, ngày      tháng      năm 2026"
        assert wording.place_and_date("Phường 1", None) == "Phường 1, ngày      tháng      năm"

    def test_lists_end_as_the_law_writes_them(self) -> None:
        assert wording.recipients(["Sở Y tế", "- Như trên;"], "VT, VHXH (2)") == (
            "- Sở Y tế;",
            "- Như trên;",
            "- Lưu: VT, VHXH (2).",
        )
        assert wording.recipients([], "VT") == ("- Lưu: VT.",)
        assert wording.recipients([], "") == ()
        assert wording.grounds(["Căn cứ A;", "Căn cứ B"]) == ("Căn cứ A;", "Căn cứ B.")


class TestCharacters:
    def test_vietnamese_is_covered(self) -> None:
        letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz"
        signs = "0123456789.,;:!?%()[]/\\-–—…“”‘’'\"&@#*+=<>₫°²³½×÷≥≤→•□№§"
        assert set(letters + letters.upper() + signs) - covered() == set()

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("e\u0302\u0323", "ệ"), ("a\x00b\x07c", "abc"), ("\u202eabc\u200f", "abc"), ("a\u200bb\ufeff", "ab"),
            ("☑ đã làm", "√ đã làm"), ("☐ chưa", "□ chưa"), ("①", "1"), ("ＡＢ", "AB"), ("㎡", "m2"),
            ("🙂", "□"), ("trẻ 👨\u200d👧", "trẻ □□"), ("❤\ufe0f", "□"), ("\ud800", "□"), ("漢字", "□□"), ("שלום", "□□□□"),
            ("cuối\ufffe\uffff", "cuối"), ("một\thai", "một hai"), ("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn"),
            ("Số:      /KH", "Số:      /KH"), ("ðổi", "đổi"),
        ],
    )  # fmt: skip
    def test_printable(self, text: str, written: str) -> None:
        assert printable(text) == written

    def test_whatever_comes_can_be_printed(self) -> None:
        every = "".join(map(chr, range(0x30000)))
        shown = printable(every)
        assert set(shown) <= covered() | {"\n"}
        assert unicodedata.is_normalized("NFC", shown)

    def test_faces_have_the_same_characters(self) -> None:
        faces = [characters._characters(path) for path in characters.FACES]
        assert len(faces) == 4
        assert all(face == faces[0] for face in faces)
        assert len(covered()) > 1200
