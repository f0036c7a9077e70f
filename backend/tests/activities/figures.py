"""Figures of activities counted anew from the rows, apart from the product."""

from collections.abc import Callable

from tests.reading import Record

_AREAS = (
    "communication", "fundraising", "participation", "summer", "recreation", "hazard_review", "mass_movement",
    "support_care", "other",
)  # fmt: skip


def count(rows: list[Record]) -> dict[str, int]:
    def total(value: Callable[[Record], int], area: str | None = None) -> int:
        return sum(value(row) for row in rows if area in (None, row["area"]))

    children: Callable[[Record], int] = lambda row: row["actual_boys"] + row["actual_girls"]  # noqa: E731
    spent: Callable[[Record], int] = lambda row: row["spent_state_budget"] + row["spent_mobilised"]  # noqa: E731
    figures = {
        "activities": len(rows), "launches": total(lambda row: int(row["launch"])), "activity_children": total(children),
        "activity_girls": total(lambda row: row["actual_girls"]), "activity_adults": total(lambda row: row["actual_adults"]),
        "activity_disabled_children": total(lambda row: row["disabled_children"]),
        "activity_poor_children": total(lambda row: row["poor_children"]),
        "activity_state_budget": total(lambda row: row["spent_state_budget"]),
        "activity_mobilised": total(lambda row: row["spent_mobilised"]),
    }  # fmt: skip
    for area in _AREAS:
        figures[f"activities_{area}"] = total(lambda _: 1, area)
        figures[f"children_{area}"], figures[f"spent_{area}"] = total(children, area), total(spent, area)
    return figures
