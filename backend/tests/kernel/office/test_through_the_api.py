"""Each record that keeps files keeps cleaned ones, and says what it refuses."""

import io

import docx
import pytest

from tests.activities.test_activities import create
from tests.assignments.test_life import attach
from tests.kernel.office import files
from tests.kernel.office.files import OLE, parts_of
from tests.kernel.test_pictures import sent
from vitreem.kernel.files.office import DOCX

MACRO = ("word/vbaProject.bin", OLE, "application/vnd.ms-office.vbaProject", files.DOCUMENT_RELS)


@pytest.fixture
def with_macro() -> bytes:
    return files.with_part(files.word(), *MACRO, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")


class TestActivity:
    async def test_a_document_comes_back_clean(self, khu_pho, world):
        reply, file, _ = await sent(khu_pho, world, files.word(), "ke-hoach.docx")
        assert reply.status_code == 201, reply.text
        assert file.headers["content-type"] == DOCX
        assert file.headers["content-disposition"].startswith("attachment")
        assert docx.Document(io.BytesIO(file.content)).core_properties.author == ""
        assert not [name for name in parts_of(file.content) if "thumbnail" in name]

    async def test_macros_are_refused_and_nothing_is_kept(self, khu_pho, world, with_macro):
        reply, *_ = await sent(khu_pho, world, with_macro, "ke-hoach.docx")
        assert (reply.status_code, reply.json()["code"], reply.json()["what"]) == (422, "foreign_content", "macros")
        assert "macro" in reply.json()["detail"]
        activity = await create(khu_pho, world, key="act-ke-hoach.docx")
        assert activity["files"] == []


class TestEvidence:
    async def test_clean_or_refused(self, khu_pho, world, with_macro):
        assignment = world["ids"]["ward1.kp_a.working"]
        refused = await attach(khu_pho, assignment, with_macro, "macro")
        assert refused.json()["code"] == "foreign_content"
        kept = await attach(khu_pho, assignment, files.sheet(), "sheet")
        item = kept.json()["evidence"][-1]
        file = await khu_pho.get(f"/assignments/{assignment}/evidence/{item['id']}/file")
        assert "docProps/app.xml" not in parts_of(file.content)
