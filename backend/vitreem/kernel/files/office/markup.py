"""What stands in the XML of a part: what is refused, what is taken out, and what a cut relationship leaves behind."""

from dataclasses import dataclass, field
from functools import partial

from vitreem.kernel.files.office.addresses import is_web
from vitreem.kernel.files.office.editing import Editor, Span
from vitreem.kernel.files.office.fields import Fields
from vitreem.kernel.files.office.formulas import reaches_out
from vitreem.kernel.files.office.instructions import SHOWN, settled
from vitreem.kernel.files.refusals import Foreign, foreign

_WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
}  # fmt: skip
_EXCEL = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
}  # fmt: skip
_REFERENCES = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_OFFICE = "urn:schemas-microsoft-com:office:office"

# The many elements of long tables and texts that carry nothing to look at.
_QUIET_EXCEL = {"c", "v", "row", "col", "si", "t", "r", "is", "rPr", "n", "s", "x", "xf", "font", "mergeCell"}
_QUIET_WORD = {
    "p", "r", "rPr", "pPr", "b", "bCs", "i", "iCs", "sz", "szCs", "rFonts", "lang", "color", "jc", "spacing", "ind",
    "tc", "tcPr", "tcW", "tr", "trPr", "tbl", "tblPr", "tab", "br", "pStyle", "rStyle", "u", "vAlign", "proofErr",
}  # fmt: skip

_REFUSED = {
    "ddeLink": Foreign.DDE, "oleLink": Foreign.DDE,
    "OLEObject": Foreign.OBJECTS, "oleObject": Foreign.OBJECTS, "oleObjects": Foreign.OBJECTS, "ocx": Foreign.OBJECTS,
    "altChunk": Foreign.OBJECTS, "audioFile": Foreign.OBJECTS, "videoFile": Foreign.OBJECTS,
    "quickTimeFile": Foreign.OBJECTS, "wavAudioFile": Foreign.OBJECTS, "audioCd": Foreign.OBJECTS,
    "subDoc": Foreign.SUBDOCUMENTS, "frameset": Foreign.SUBDOCUMENTS, "mailMerge": Foreign.MAIL_MERGE,
    "webextensionref": Foreign.WEB, "webPr": Foreign.DATA_CONNECTIONS, "dbPr": Foreign.DATA_CONNECTIONS,
}  # fmt: skip
# Taken out wherever they stand: where the file lay, what only runs with macros, what needs a part that isn't kept.
_REMOVED = {
    "absPath", "attachedTemplate", "linkStyles", "entryMacro", "exitMacro", "saveThroughXslt", "printerSettings",
    "imgProps", "svgBlip", "webVideoPr", "externalData", "externalReferences", "customProperties", "FmlaMacro",
    "embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "attachedSchema", "fldData",
}  # fmt: skip
_FORMULAS = {
    "f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula", "FmlaLink",
    "FmlaRange", "FmlaPict", "FmlaTxbx", "FmlaGroup",
}  # fmt: skip
# Of controls, shapes, and computed columns and items of pivot tables.
_FORMULA_ATTRIBUTES = {"fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup", "fmlaPict", "textlink", "formula"}
_ADDRESSES = {"href", "althref", "src", "invalidUrl", "url"}
_FILLED = {"imagedata", "fill", "stroke", "image"}
_CLICKS = {"hlinkClick", "hlinkHover", "hlinkMouseOver"}
_GONE = "#REF!"


@dataclass(slots=True)
class Cut:
    """What became of a part's relationships: those that are no more, with the place inside that a link led to; and
    linked pictures that are now pictures of the file."""

    gone: dict[str, str] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)


def settle(data: bytes, cut: Cut) -> bytes:
    """The part's XML, cleaned. Raises `ForeignContent` and `BrokenFile`."""
    rules = _Rules(data, cut)
    rules.editor.run()
    rules.finish()
    return rules.editor.result()


class _Rules:
    def __init__(self, data: bytes, cut: Cut) -> None:
        self.editor = Editor(data, self._element)
        self._cut = cut
        self._known: dict[str, tuple[str, str] | None] = {}
        self._fields = Fields()
        # Formulas that fill a range are written once; the other cells name the first by its number.
        self._shared: dict[str, list[Span]] = {}
        self._cut_shared: set[str] = set()

    def finish(self) -> None:
        self._fields.finish()
        for number in self._cut_shared:
            for place in self._shared.get(number, []):
                place.remove()

    def _element(self, name: str, attributes: list[str]) -> None:
        try:
            known = self._known[name]
        except KeyError:
            known = self._known[name] = _learn(name)
        if known is None:
            return
        space, local = known
        if (what := _REFUSED.get(local)) is not None or (local == "control" and space in _WORD):
            raise foreign(what or Foreign.OBJECTS)
        if local in _REMOVED:
            self.editor.remove()
            return
        values = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if local == "AlternateContent":
            self._fields.choices()
        if space in _WORD:
            self._of_word(local, values)
        elif local in _FORMULAS:
            self._formula(space, local, values)
        if values and (changes := self._changes(space, local, values)):
            self.editor.edit(changes)

    def _of_word(self, local: str, values: dict[str, str]) -> None:
        if local == "fldChar":
            self.editor.watch(partial(self._fields.mark, _local_value(values, "fldCharType")))
        elif local in ("instrText", "delInstrText"):
            self.editor.listen(partial(self._fields.instruction, deleted=local == "delInstrText"))
        elif local == "fldSimple":
            self._fields.simple()
        elif local in ("t", "delText") and self._fields.reading:
            self.editor.listen(self._fields.text)

    def _formula(self, space: str, local: str, values: dict[str, str]) -> None:
        number = values.get("si") if values.get("t") == "shared" else None

        def done(text: str, place: Span) -> None:
            if number is not None:
                self._shared.setdefault(number, []).append(place)
            if not reaches_out(text):
                return
            if number is not None:
                self._cut_shared.add(number)
            elif is_cell:
                place.remove()
            else:
                place.say(_GONE)

        # A cell keeps the value that stands beside its formula, as Excel does when links are broken.
        is_cell = local == "f" and space in _EXCEL
        self.editor.listen(done)

    def _changes(self, space: str, local: str, values: dict[str, str]) -> dict[str, tuple[str, str] | None]:
        changes: dict[str, tuple[str, str] | None] = {}
        for name, value in values.items():
            uri, own, written = _attribute(name)
            if uri in _REFERENCES or (uri == _OFFICE and own == "relid"):
                self._reference(changes, space, local, (own, written), value, values)
            elif own == "instr" and local == "fldSimple":
                if (instead := settled(value)) == SHOWN:
                    self.editor.unwrap()
                elif instead is not None:
                    changes[written] = (written, instead)
            elif own in _ADDRESSES and value and not value.startswith("#"):
                # What a click leads to may be of the web; what is fetched to be shown may not.
                if own == "src" or local in _FILLED or not is_web(value):
                    changes[written] = (written, "")
            elif own in ("macro", "fmlaMacro") or (own == "action" and local in _CLICKS):
                if value:
                    changes[written] = (written, "")
            elif (own in _FORMULA_ATTRIBUTES or (own == "val" and local == "cfvo")) and value and reaches_out(value):
                changes[written] = (written, _GONE)
            elif own == "location" and local == "hyperlink" and _leaves(value):
                changes[written] = (written, values.get("ref", "A1"))
        return changes

    def _reference(
        self,
        changes: dict[str, tuple[str, str] | None],
        space: str,
        local: str,
        attribute: tuple[str, str],
        value: str,
        values: dict[str, str],
    ) -> None:
        own, written = attribute
        if value in self._cut.pictures and own in ("link", "href"):
            within = "embed" if own == "link" else "id"
            there = any(_attribute(name)[1] == within for name in values)
            changes[written] = None if there else (written.removesuffix(own) + within, value)
        elif value in self._cut.gone:
            place = self._cut.gone[value]
            if local == "hyperlink" and space in _WORD:
                prefix = self._prefix(values)
                has = any(_attribute(name)[1] == "anchor" for name in values)
                changes[written] = (f"{prefix}anchor", place) if place and prefix and not has else None
            elif local == "hyperlink" and space in _EXCEL:
                changes[written] = None if "location" in values else ("location", place or values.get("ref", "A1"))
            elif local in _CLICKS:
                changes[written] = (written, "")
            elif local == "pageSetup":
                changes[written] = None
            elif local == "worksheetSource":
                raise foreign(Foreign.DATA_CONNECTIONS)
            else:
                raise foreign(Foreign.UNKNOWN_PARTS)

    def _prefix(self, values: dict[str, str]) -> str:
        """How attributes of Word's own are written here, `""` where none shows it."""
        for name in values:
            uri, own, written = _attribute(name)
            if uri in _WORD:
                return written.removesuffix(own)
        return ""


def _learn(name: str) -> tuple[str, str] | None:
    """Namespace and local name; None where there is nothing to look at."""
    pieces = name.split(" ")
    space, local = (pieces[0], pieces[1]) if len(pieces) > 1 else ("", pieces[0])
    quiet = (space in _EXCEL and local in _QUIET_EXCEL) or (space in _WORD and local in _QUIET_WORD)
    return None if quiet else (space, local)


def _attribute(name: str) -> tuple[str, str, str]:
    """Namespace, local name, and the name as it is written in the tag."""
    pieces = name.split(" ")
    if len(pieces) == 1:
        return "", name, name
    return pieces[0], pieces[1], f"{pieces[2]}:{pieces[1]}" if len(pieces) > 2 else pieces[1]


def _local_value(values: dict[str, str], local: str) -> str:
    return next((value for name, value in values.items() if _attribute(name)[1] == local), "")


def _leaves(place: str) -> bool:
    """Whether a place inside a workbook is an address after all."""
    return ("://" in place or "\\" in place or place.lower().startswith(("javascript:", "file:"))) and not is_web(place)
