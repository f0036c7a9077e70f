"""What a file costs grows with its size, whatever stands in it, and nothing of it is left when it is done."""

import gc
import io
import time
import tracemalloc
import zipfile

import pytest

from tests.kernel.office import files
from tests.kernel.office.files import DOCUMENT, parts_of
from vitreem.kernel.files import inspection
from vitreem.kernel.files.office import markup
from vitreem.kernel.files.office import relationships as rels
from vitreem.kernel.files.office.editing import Editor
from vitreem.kernel.files.office.formulas import reaches_out
from vitreem.kernel.files.office.instructions import settled
from vitreem.kernel.http.problems import Problem

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
INSTRUCTION = "<w:r><w:instrText>ZZZ </w:instrText></w:r>"
TEXT = "<w:r><w:t>x</w:t></w:r>"


def stored(xml: str) -> bytes:
    """Not packed, so that no rule about bombs comes first."""
    parts = parts_of(files.word())
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:sectPr", f"<w:p>{xml}</w:p><w:sectPr".encode(), 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def outcome(data: bytes) -> str:
    try:
        inspection.clean(data)
    except Problem as problem:
        return problem.extra.get("what", problem.code)
    return "kept"


@pytest.mark.parametrize(
    ("xml", "becomes"),
    [
        ((BEGIN + INSTRUCTION) * 1_500 + TEXT * 2_500, "endless_fields"),
        ((BEGIN + INSTRUCTION) * 20 + TEXT * 60_000, "endless_fields"),
        (BEGIN + "<w:r><w:instrText>IF x </w:instrText></w:r>" + files.field("PAGE", result="") * 8_000, "kept"),
        ("<w:r><w:instrText>" * 8_000 + ("<w:b/>x" * 20_000) + "</w:instrText></w:r>" * 8_000, "broken_file"),
    ],
    ids=["open fields", "as many as may be", "fields side by side in one", "texts in texts"],
)
def test_fields_are_settled_in_time_and_memory(xml, becomes):
    data = stored(xml)
    tracemalloc.start()
    begun = time.process_time()
    assert outcome(data) == becomes
    took, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 20, "tracing slows ten times"
    assert peak < 200 * 1024 * 1024


@pytest.mark.parametrize(
    "formula",
    ["'" * 99_999, "[" * 200_000, "HYPERLINK( " * 50_000, "'[" * 100_000, "WEBSERVIC" + " " * 500_000, '"' * 99_999,
     'HYPERLINK("' * 50_000, "T[" * 90_000, "A!" * 90_000, "[1" * 90_000],
    ids=range(10),
)  # fmt: skip
def test_formulas_are_read_in_time(formula):
    begun = time.process_time()
    reaches_out(formula)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    "rest", ["\\lA" * 20_000, "\\m" * 20_000 + "!", '"' + "\\a" * 30_000, '\\o "a" ' * 9_000 + "!"]
)
def test_links_are_read_in_time(rest):
    begun = time.process_time()
    settled("HYPERLINK " + rest)
    assert time.process_time() - begun < 2


def test_what_lies_behind_charts_is_read_once(monkeypatch):
    made = files.word()
    parts = {f"word/charts/chart{number}.xml": "<a/>" for number in range(30)}
    behind = '<Relationship Id="r1" Type="x/package" Target="../embeddings/book{}.xlsx"/></Relationships>'.format
    parts |= {
        f"word/charts/_rels/chart{number}.xml.rels": files._NO_RELS.replace("</Relationships>", behind(29 - number))
        for number in range(30)
    }
    parts |= {f"word/embeddings/book{number}.xlsx": "PK" for number in range(30)}
    types = (
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
    ) + "".join(
        f'<Override PartName="/word/charts/chart{number}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>'
        for number in range(30)
    )
    read, calls = rels.read, []

    def counted(*arguments):
        calls.append(arguments)
        return read(*arguments)

    monkeypatch.setattr(rels, "read", counted)
    assert outcome(
        files.changed(made, {**parts, "[Content_Types].xml": lambda t: t.replace("</Types>", types + "</Types>")})
    )
    assert len(calls) < 80


@pytest.mark.parametrize("ending", ["</w:a>", "", "<w:r><w:altChunk/></w:r></w:a>"])
def test_nothing_is_left_of_a_part_when_it_is_done(ending):
    """No waiting for the collector: the next file needs the room."""
    gc.collect()
    gc.disable()
    try:
        _settle(f"<w:a {files.W}><w:r><w:instrText>PAGE</w:instrText></w:r>{ending}".encode())
        assert not [one for one in gc.get_objects() if isinstance(one, Editor)]
    finally:
        gc.enable()


def _settle(data: bytes) -> None:
    try:
        markup.settle(data, markup.Cut())
    except Problem:
        return
