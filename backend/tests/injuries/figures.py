"""Figures of injuries counted anew from the rows, apart from the product."""

from collections import Counter

import httpx

from tests.reading import Planted, Record, Rows

_CAUSES = (
    "drowning", "traffic", "fall", "burn", "poisoning", "animal_bite", "electrocution", "machinery", "explosive",
    "choking", "sharp_object", "violence", "self_harm", "other",
)  # fmt: skip
_SENSITIVE = ("violence", "self_harm")


def count(rows: list[Record]) -> dict[str, int]:
    causes = Counter(row["cause"] for row in rows)
    told = Counter(row["outcome"] for row in rows if row["cause"] not in _SENSITIVE)
    return {f"injuries_{cause}": causes[cause] for cause in _CAUSES} | {
        f"injuries_{outcome}": told[outcome] for outcome in ("died", "hospitalised")
    }


def half_year(known: Planted, reply: httpx.Response, rows: Rows) -> None:
    """The first half of 2026, of what the caller sees; below 5 nothing but 0 is told to whom it isn't entrusted and
    whose own it isn't."""
    found = reply.json()
    mine = [
        row
        for row in known.of("injury", rows)
        if row["state"] == "recorded" and "2026-01-01" <= str(row["happened_on"]) <= "2026-06-30"
    ]

    if found["own"]:
        assert len({name.partition(".")[0] for name in rows}) <= 1

    def said(count: int) -> int | None:
        return count if found["complete"] or found["own"] or not 0 < count < 5 else None

    assert found["total"] == said(len(mine))
    for group in found["groups"]:
        counted = Counter(row[group["name"]] for row in mine)
        for cell in group["cells"]:
            unseen = not found["complete"] and cell["value"] in _SENSITIVE
            assert cell["count"] == said(counted[cell["value"]]) or (
                unseen and (found["own"] or cell["count"] is None)
            ), group["name"]
