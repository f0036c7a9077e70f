"""What is sealed: bound to its place, under keys that are changed without losing a value, back from a sheet of paper."""

from datetime import date

import asyncpg
import pytest

from vitreem.kernel import sealing
from vitreem.kernel.sealing import Key, Keys, KeysAway, SealBroken, place
from vitreem.upkeep.recovery_sheet import SheetMistyped, lines, read, sheet

HERE = place(1, "incident_note", "a", "sealed")


def key(number: int) -> Key:
    return Key(number.to_bytes(4, "big"), bytes([number]) * 32)


class TestSealedValues:
    def test_a_value_names_its_key(self):
        sealed = key(7).seal(b"x", HERE)
        assert (sealed[0], sealing.key_id(sealed)) == (2, key(7).id)
        assert Keys(key(8), key(7)).open(sealed, HERE) == b"x"

    @pytest.mark.parametrize(
        "there",
        [place(2, "incident_note", "a", "sealed"), place(1, "incident_file", "a", "sealed"),
         place(1, "incident_note", "b", "sealed"), place(1, "incident_note", "a", "sealed_key")],
    )  # fmt: skip
    def test_moved_to_another_ward_table_row_or_column_it_stays_shut(self, there):
        with pytest.raises(SealBroken):
            key(7).open(key(7).seal(b"x", HERE), there)

    def test_changed_or_of_a_key_that_is_gone_it_stays_shut(self):
        sealed = bytearray(key(7).seal(b"x", HERE))
        with pytest.raises(SealBroken):
            Keys(key(8)).open(bytes(sealed), HERE)
        sealed[-1] ^= 1
        with pytest.raises(SealBroken):
            key(7).open(bytes(sealed), HERE)

    def test_values_from_before_keys_had_ids_are_opened(self):
        """As they were written: version, nonce, ciphertext."""
        new = key(7).seal(b"x", HERE)
        old = b"\x01" + new[5:]
        assert Keys(key(7)).open(old, HERE) == b"x"
        assert Keys(key(8), key(7)).open(old, HERE) == b"x"
        with pytest.raises(SealBroken):
            Keys(key(8)).open(old, HERE)

    def test_without_a_root_key_nothing_is_opened(self):
        for none in (None, "", "  "):
            with pytest.raises(KeysAway):
                sealing.root_keys(none)


class TestRecoverySheet:
    KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    def test_typed_back_it_is_the_key(self):
        assert read("\n".join(lines(self.KEY))) == self.KEY
        assert all(line in sheet(self.KEY, date(2026, 6, 10)) for line in lines(self.KEY))

    def test_small_letters_missing_numbers_and_spaces_do_not_matter(self):
        typed = "\n\n".join(line.partition(". ")[2].lower().replace(" ", "") for line in lines(self.KEY))
        assert read(typed) == self.KEY

    def test_a_slip_is_found_in_its_line(self):
        wrong = lines(self.KEY)
        wrong[1] = wrong[1].replace(wrong[1][3], "Z" if wrong[1][3] != "Z" else "Y", 1)
        with pytest.raises(SheetMistyped) as found:
            read("\n".join(wrong))
        assert found.value.line == 2

    def test_lines_in_another_order_or_missing_are_refused(self):
        one, *rest = lines(self.KEY)
        for typed in ([*rest, one], rest, [one]):
            with pytest.raises(SheetMistyped):
                read("\n".join(typed))


async def test_rows_cannot_be_read_from_the_database_alone(database_url, world):
    """Neither names nor words stand in any column of the module."""
    connection = await asyncpg.connect(database_url("postgres"))
    try:
        tables = await connection.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'app' AND tablename ~ '^(incident_|duty_)'"
        )
        assert len(tables) > 12
        for row in tables:
            for one in await connection.fetch(f"SELECT t::text AS words FROM app.{row['tablename']} t"):
                assert "SECRET" not in one["words"], row["tablename"]
    finally:
        await connection.close()
