"""A plan that names a unit which has ended proposes the one that stands for it."""

from vitreem.identity.facts import UnitFact
from vitreem.kernel.ids import new_id
from vitreem.plans.content import Assignees
from vitreem.plans.drafting import refs
from vitreem.plans.matching import match_assignee
from vitreem.plans.rules import units_of

FIVE, SIX = new_id(), new_id()
HEIR = UnitFact(new_id(), "Khu phố 5", "khu_pho", (), {FIVE: "Khu phố 5", SIX: "Khu phố 6"})
OTHER = UnitFact(new_id(), "Khu phố 7", "khu_pho")


def test_former_name_proposes_the_heir():
    found = match_assignee("Trưởng khu phố 6", refs([HEIR, OTHER]))
    assert (found.unit_ids, found.certainty) == ((str(HEIR.id),), "proposed")


def test_name_of_today_comes_first():
    new_six = UnitFact(new_id(), "Khu phố 6", "khu_pho")
    found = match_assignee("Khu phố 6", refs([HEIR, OTHER, new_six]))
    assert (found.unit_ids, found.certainty) == ((str(new_six.id),), "exact")


def test_name_that_two_units_carried_is_not_chosen():
    other = UnitFact(new_id(), "Khu phố 8", "khu_pho", (), {new_id(): "Khu phố 6"})
    assert match_assignee("Khu phố 6", refs([HEIR, other])).unit_ids == ()


def test_draft_that_names_an_ended_unit_gives_to_its_heir_once():
    named = Assignees(unit_ids=[FIVE, SIX, OTHER.id])
    assert units_of(named, [HEIR, OTHER]) == [HEIR.id, OTHER.id]
