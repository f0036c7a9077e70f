"""Who decides on a paper, once, and who gets it; what is proposed and what is decided stay side by side."""

import io
import zipfile

import pytest

from tests.incidents.team import FORMS

PLAN = FORMS["plan"]
MOTHER = {"name": "Trần Thị Hiền", "relation": "Mẹ"}
FATHER = {"name": "Lê Văn Dữ", "relation": "Cha"}


def document(reply) -> str:
    assert reply.status_code == 200, reply.text
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        return archive.read("word/document.xml").decode()


async def conferred(person, **more):
    case = await person.open_case(**more)
    for form in ("initial_assessment", "detailed_assessment", "conference"):
        case = await person.paper(case, FORMS[form])
    return case


class TestApproval:
    async def test_of_two_who_approve_with_the_same_page_one_wins(self, protector, lead, deputy):
        case = await protector.paper(await conferred(protector), PLAN, "submit")
        paper = case["papers"][-1]
        path = f"/incident-cases/{case['id']}/papers/{paper['id']}/approve"
        done = await lead.post(path, version=paper["version"])
        late = await deputy.post(path, status=412, version=paper["version"])
        assert late["code"] == "stale"
        assert (await deputy.post(path, status=409, version=paper["version"] + 1))["code"] == "wrong_state"
        assert len((await deputy.get(f"/incident-cases/{case['id']}"))["tasks"]) == len(done["tasks"]) == 1

    @pytest.mark.parametrize("form", ["plan", "separation"])
    async def test_a_chair_doesnt_approve_what_they_wrote(self, lead, deputy, form):
        case = await lead.paper(await conferred(lead), FORMS[form], "submit")
        paper = case["papers"][-1]
        path = f"/incident-cases/{case['id']}/papers/{paper['id']}/approve"
        assert "approve" not in paper["allowed_actions"]
        assert (await lead.post(path, status=403, version=paper["version"]))["code"] == "own_paper"
        assert (await deputy.post(path, version=paper["version"]))["papers"][-1]["state"] == "approved"

    async def test_who_changed_a_draft_last_wrote_it(self, protector, lead, deputy):
        case = await conferred(protector)
        at = f"/incident-cases/{case['id']}/papers"
        paper = (await protector.post(at, {"form": PLAN}, 201))["papers"][-1]
        await lead.put(f"{at}/{paper['id']}", {"form": PLAN}, version=paper["version"])
        await protector.post(f"{at}/{paper['id']}/submit", version=paper["version"] + 1)
        refused = await lead.post(f"{at}/{paper['id']}/approve", status=403, version=paper["version"] + 2)
        assert refused["code"] == "own_paper"
        await deputy.post(f"{at}/{paper['id']}/approve", version=paper["version"] + 2)

    @pytest.mark.parametrize("verb", ["save", "submit", "discard"])
    async def test_yesterday_s_form_changes_nothing(self, protector, lead, verb):
        case = await conferred(protector)
        at = f"/incident-cases/{case['id']}/papers"
        paper = (await protector.post(at, {"form": PLAN}, 201))["papers"][-1]
        newer = {**PLAN, "goals": "Trẻ được đi học"}
        await lead.put(f"{at}/{paper['id']}", {"form": newer}, version=paper["version"])
        method, path, body = {
            "save": ("PUT", "", {"form": PLAN}), "submit": ("POST", "/submit", None), "discard": ("DELETE", "", None)
        }[verb]  # fmt: skip
        refused = await protector.send(method, f"{at}/{paper['id']}{path}", body, 412, paper["version"])
        assert refused["code"] == "stale"
        kept = (await protector.get(f"/incident-cases/{case['id']}"))["papers"][-1]
        assert (kept["form"]["goals"], kept["state"]) == ("Trẻ được đi học", "draft")

    async def test_what_the_program_proposes_and_what_was_decided_are_both_kept(self, protector):
        case = await protector.paper(await protector.open_case(), FORMS["initial_assessment"])
        paper = case["papers"][0]
        assert (paper["proposed_level"], paper["form"]["decided_level"]) == ("high", "medium")
        shown = document(await protector.client.get(f"/incident-cases/{case['id']}/papers/{paper['id']}/document"))
        assert "Cao" in shown
        assert "Trung bình" in shown


class TestRecipients:
    @pytest.fixture
    def decision(self, protector, lead):
        """`await decision(carers, parent_is_suspect=…)`: the decision on the plan, as its Word file says it."""

        async def print_it(carers, *, parent_is_suspect: bool) -> str:
            case = await conferred(protector, parent_is_suspect=parent_is_suspect)
            facts = {"name": "Lê Bé An", "birth": {"year": 2018}, "carers": carers}
            at = f"/incident-cases/{case['id']}"
            body = {"facts": facts, "sex": "female", "harms": case["harms"], "parent_is_suspect": parent_is_suspect}
            case = await protector.put(at, body, version=case["version"])
            case = await protector.paper(case, PLAN, "submit")
            paper = case["papers"][-1]
            await lead.post(f"{at}/papers/{paper['id']}/approve", version=paper["version"])
            return document(await protector.client.get(f"{at}/papers/{paper['id']}/decision"))

        return print_it

    async def test_parents_get_the_plan_and_the_suspect_one_doesnt(self, decision):
        said = await decision([MOTHER, {**FATHER, "is_suspect": True}], parent_is_suspect=True)
        assert "Trần Thị Hiền" in said
        assert "Lê Văn Dữ" not in said
        assert "Công an phường" in said

    async def test_both_get_it_where_nobody_is_suspected(self, decision):
        said = await decision([MOTHER, FATHER], parent_is_suspect=False)
        assert "Trần Thị Hiền" in said
        assert "Lê Văn Dữ" in said

    async def test_neither_gets_it_while_nobody_says_which_is_suspected(self, decision):
        said = await decision([MOTHER, FATHER], parent_is_suspect=True)
        assert "Trần Thị Hiền" not in said
        assert "Lê Văn Dữ" not in said
