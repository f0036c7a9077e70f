"""From part to part, beginning at the package: each is understood, cleaned and kept, or left behind, or refused."""

import posixpath
from collections import deque
from functools import cached_property
from xml.sax.saxutils import escape

from vitreem.kernel.files.office import archive, kinds, markup, media
from vitreem.kernel.files.office import relationships as rels
from vitreem.kernel.files.office.addresses import is_place_inside, is_web
from vitreem.kernel.files.office.kinds import Fate
from vitreem.kernel.files.office.markup import Cut
from vitreem.kernel.files.office.relationships import Relationship
from vitreem.kernel.files.refusals import BrokenFile, Foreign, UnsupportedFile, foreign

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_OLE = b"\xd0\xcf\x11\xe0"
_CHART = "chart+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_NAME = "docProps/core.xml"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_VML = "vmldrawing"


def clean(data: bytes) -> tuple[bytes, str]:
    """The file anew and its media type. Raises the problems of `file_refusals`."""
    parts = archive.unpack(data)
    if rels.CONTENT_TYPES not in parts or rels.rels_of("") not in parts:
        raise UnsupportedFile()
    return _Package(parts).clean()


class _Package:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._types = rels.ContentTypes(parts[rels.CONTENT_TYPES])
        self._names = {name.casefold(): name for name in parts if not _is_relationships(name)}
        self._kept: dict[str, bytes] = {}
        self._links: dict[str, list[Relationship]] = {}
        self._waiting: deque[str] = deque()
        self._blank = ""

    def clean(self) -> tuple[bytes, str]:
        self._require_known()
        roots = self._read("")
        mains = [one for one in roots if one.kind == "officeDocument" and not one.external]
        if len(mains) != 1 or mains[0].target not in self._parts:
            raise UnsupportedFile()
        main = mains[0]
        kind = self._main_kind(self._types.of(main.target))
        kept = [main]
        for one in roots:
            if (what := kinds.refused_as(one.kind)) is not None:
                raise foreign(what, part=one.target)
            if one.type == _CORE_KIND and one.target in self._parts and (core := _core(self._parts[one.target])):
                self._kept[_CORE_NAME] = core
                kept.append(Relationship("core", _CORE_KIND, _CORE_NAME))
        self._links[""] = kept
        self._keep(main.target)
        while self._waiting:
            self._part(self._waiting.popleft())
        return self._written(), kind

    def _require_known(self) -> None:
        """Every part says what it is, also one that nothing leads to; whatever it says, it is no old container."""
        for name, data in self._parts.items():
            if name == rels.CONTENT_TYPES or _is_relationships(name):
                continue
            fate = kinds.fate_of(self._types.of(name))
            if name.lower().endswith("vbaproject.bin"):
                raise foreign(Foreign.MACROS, part=name)
            if isinstance(fate, Foreign) and not self._may_be_main(name) and not self._is_behind_chart(name):
                raise foreign(fate, part=name)
            if data.startswith(_OLE):
                raise foreign(Foreign.OBJECTS, part=name)

    def _may_be_main(self, name: str) -> bool:
        """Templates and other programs' documents have a sentence of their own."""
        return self._types.of(name) in kinds.TEMPLATES or "presentationml" in self._types.of(name)

    def _is_behind_chart(self, name: str) -> bool:
        """A workbook in which Word keeps the figures of a chart; the chart shows them without it."""
        return self._types.of(name) == XLSX and name in self._behind_charts

    @cached_property
    def _behind_charts(self) -> frozenset[str]:
        """Read once, however many workbooks and charts there are."""
        charts = [source for source in self._names.values() if self._types.of(source).endswith(_CHART)]
        return frozenset(one.target for chart in charts for one in self._read(chart))

    def _main_kind(self, said: str) -> str:
        if said == kinds.MAIN_WORD:
            return DOCX
        if said == kinds.MAIN_EXCEL:
            return XLSX
        if said in kinds.TEMPLATES:
            raise UnsupportedFile("Tệp này là tệp mẫu (.dotx, .xltx). Hãy lưu lại thành .docx hoặc .xlsx rồi gửi.")
        fate = kinds.fate_of(said)
        raise foreign(fate) if fate is Foreign.MACROS else UnsupportedFile()

    def _read(self, source: str) -> list[Relationship]:
        data = self._parts.get(rels.rels_of(source))
        return rels.read(data, source, self._names) if data is not None else []

    def _keep(self, name: str) -> None:
        if name not in self._kept:
            self._kept[name] = b""
            self._waiting.append(name)

    def _part(self, name: str) -> None:
        data, said = self._parts[name], self._types.of(name)
        fate = kinds.fate_of(said)
        if fate is Fate.PICTURE:
            self._kept[name] = media.strip(data, name)
            return
        if fate is not Fate.MARKUP:
            raise foreign(fate if isinstance(fate, Foreign) else Foreign.UNKNOWN_PARTS, part=name)
        cut = Cut()
        links = [kept for one in self._read(name) if (kept := self._settle(name, said, one, cut)) is not None]
        if links:
            self._links[name] = links
        if said.endswith(_VML):
            # Excel writes notes with line ends of HTML, which never close.
            data = data.replace(b"<br>", b"<br/>")
        self._kept[name] = markup.settle(data, cut)

    def _settle(self, source: str, said: str, one: Relationship, cut: Cut) -> Relationship | None:
        """The relationship as it is kept, or None where it goes: `cut` then says what its users are left with."""
        if one.kind == "hyperlink":
            if one.external and is_web(one.target):
                return one
            cut.gone[one.id] = one.target[1:] if is_place_inside(one.target) else ""
            return None
        if said.endswith(_CHART) and one.kind in ("package", "oleObject"):
            cut.gone[one.id] = ""
            return None
        if (what := kinds.refused_as(one.kind)) is not None:
            raise foreign(what, part=source)
        if one.kind == "image" and (one.external or one.target not in self._parts):
            cut.pictures.add(one.id)
            return Relationship(one.id, one.type, self._white(source))
        if not kinds.is_kept(one.kind):
            if one.kind == "externalLink" and one.target in self._parts:
                markup.settle(self._parts[one.target], Cut())
            cut.gone[one.id] = ""
            return None
        if one.external:
            raise foreign(Foreign.DATA_CONNECTIONS if "pivot" in said else Foreign.WEB, part=source)
        if one.target not in self._parts:
            raise BrokenFile()
        fate = kinds.fate_of(self._types.of(one.target))
        if one.kind == "image" and fate is Fate.DROPPED:
            cut.gone[one.id] = ""
            return None
        if (one.kind == "image") is not (fate is Fate.PICTURE):
            raise foreign(Foreign.UNKNOWN_PARTS, part=one.target)
        self._keep(one.target)
        return one

    def _white(self, source: str) -> str:
        """The part that stands for pictures which lay elsewhere."""
        if not self._blank:
            folder = posixpath.dirname(source).split("/")[0]
            self._blank = f"{folder}/media/blank.png" if folder else "media/blank.png"
            while self._blank.casefold() in self._names:
                self._blank = self._blank.replace("blank", "blank-")
            self._kept[self._blank] = media.blank()
        return self._blank

    def _written(self) -> bytes:
        names = sorted(self._kept)
        types = {name: self._types.written(name) for name in names}
        if _CORE_NAME in types:
            types[_CORE_NAME] = _CORE_TYPE
        if self._blank:
            types[self._blank] = "image/png"
        parts = {rels.CONTENT_TYPES: rels.write_types(types), rels.rels_of(""): rels.write(self._links[""])}
        for name in names:
            if (links := self._links.get(name)) is not None:
                parts[rels.rels_of(name)] = rels.write(links)
            parts[name] = self._kept[name]
        return archive.pack(parts)


def _is_relationships(name: str) -> bool:
    folder, _, last = name.rpartition("/")
    return last.endswith(".rels") and (folder == "_rels" or folder.endswith("/_rels"))


def _core(data: bytes) -> bytes:
    """Title and subject; who wrote the file, when and with what is left behind."""
    said = {child.tag: (child.text or "").strip() for child in rels.parse(data)}
    rows = "".join(
        f"<dc:{name}>{escape(text)}</dc:{name}>"
        for name in ("title", "subject")
        if (text := said.get(f"{{{_DUBLIN}}}{name}", ""))
    )
    if not rows:
        return b""
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{space}" xmlns:dc="{_DUBLIN}">{rows}</cp:coreProperties>'
    ).encode()
