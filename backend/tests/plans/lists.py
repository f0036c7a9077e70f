"""Which plans are shown to whom."""

from tests.lists import KP_A, UNIT_READERS, WARD, List, alike, of

# Plans: drafts are for who works on plans.
PLANS = frozenset({"plan", "old_plan", "new_plan"})
DRAFTS = frozenset({"draft", "imported"})

LISTS: dict[str, List] = {
    "list_plans": List(
        "/plans", alike(PLANS | DRAFTS, *WARD) | alike(PLANS, "viewer", *KP_A, "kp_b", "school", "culture", "shared")
    ),
    "list_plan_revisions": List("/plans/{new_plan}/revisions", alike(of("new_plan", "", "revision_0 revision_1"), *WARD)),
}  # fmt: skip

RECORDS = {
    "read_plan": "one plan with its published lines",
    "preview_plan_fan_out": "one draft with its tasks",
    "compare_plan": "one draft beside one file",
    "read_plan_draft": "one document",
    "read_plan_import": "one document",
}

# Published ones. The world's own has none of the words in its title that are searched for.
LINKABLE = {"plan": alike(PLANS - {"plan"}, *UNIT_READERS)}
