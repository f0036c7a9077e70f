"""The national export: cases that the chair has let go, and no other."""

import io
import re
import zipfile


def told(reply) -> str:
    assert reply.status_code == 200, reply.text
    with zipfile.ZipFile(io.BytesIO(reply.content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def references(text: str) -> set[str]:
    return set(re.findall(r"VV-[A-Z0-9]{5}-[A-Z0-9]{5}", text))


async def test_nothing_before_and_what_was_let_go_after(protector, lead):
    case, other = await protector.open_case(), await protector.open_case()
    at = f"/incident-cases/{case['id']}"
    assert references(told(await protector.client.get("/incident-export"))) == set()
    refused = await protector.post(f"{at}/approve-export", status=403, version=case["version"])
    assert refused["code"] == "not_allowed"
    await lead.post(f"{at}/approve-export", version=case["version"])
    text = told(await protector.client.get("/incident-export"))
    assert references(text) == {case["reference"]}
    assert "Lê Bé An" in text
    assert other["reference"] not in text


async def test_who_hasnt_the_case_exports_it_not(protector, lead, colleague, at_desk):
    case = await protector.open_case()
    await lead.post(f"/incident-cases/{case['id']}/approve-export", version=case["version"])
    person = at_desk(await colleague())
    assert references(told(await person.client.get("/incident-export"))) == set()


async def test_a_case_that_is_reopened_has_to_be_let_go_again(protector, lead, world):
    case = await lead.get(f"/incident-cases/{world['ids']['ward1.case_closed']}")
    at = f"/incident-cases/{case['id']}"
    case = await lead.post(f"{at}/approve-export", version=case["version"])
    await protector.post(f"{at}/reopen", {"reason": "Bị đánh lại"}, version=case["version"])
    assert references(told(await lead.client.get("/incident-export"))) == set()
