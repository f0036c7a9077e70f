"""Figures of giving counted anew from the rows, apart from the product."""

from tests.reading import Record

_GROUPS = (
    "orphan_both", "abandoned", "no_support", "disability", "dropout_working", "serious_illness_poor", "migrant_refugee",
)  # fmt: skip
_CODES = {"gift": "gifts", "scholarship": "scholarships", "sponsorship": "sponsorships", "award": "awards"}


def count(rows: list[Record]) -> dict[str, int]:
    """In the test world each child got one thing, and a child of the group «child_second» has no special group."""
    children = len({row["child_id"] for row in rows})
    figures = {
        "helped_turns": len(rows), "helped_children": children, "helped_special_children": 0,
        **{f"helped_{group}": 0 for group in _GROUPS},
        "given_amount": sum(row["amount"] for row in rows),
        "given_from_budget": sum(row["from_budget"] for row in rows),
        "given_mobilised": sum(row["amount"] - row["from_budget"] for row in rows),
    }  # fmt: skip
    for kind, code in _CODES.items():
        mine = [row for row in rows if row["kind"] == kind]
        figures[f"{code}_given"] = len(mine)
        figures[f"{code}_children"] = len({row["child_id"] for row in mine})
        figures[f"{code}_amount"] = sum(row["amount"] for row in mine)
    return figures
