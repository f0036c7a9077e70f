"""Figures of unsafe places counted anew from the rows, apart from the product."""

from tests.reading import Record

_WATERS = (
    "pond_lake", "river_stream", "reservoir_dam", "construction_pit", "uncovered_well", "canal_drain", "swimming_pool",
    "beach",
)  # fmt: skip


def count(rows: list[Record]) -> dict[str, int]:
    safe = [row for row in rows if row["state"] in ("safe", "closed")]
    return {
        "hazards_found": len(rows),
        "hazards_found_high": sum(row["risk"] == 3 for row in rows),
        "hazards_found_water": sum(row["kind"] in _WATERS for row in rows),
        "hazards_made_safe": len(safe),
        "hazards_made_safe_high": sum(row["risk"] == 3 for row in safe),
    }
