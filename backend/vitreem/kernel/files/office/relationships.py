"""How the parts of a package hang together: content types and relationships, read without entities, written anew."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import quoteattr

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from vitreem.kernel.files.refusals import BrokenFile, Foreign, foreign

CONTENT_TYPES = "[Content_Types].xml"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last word of the type; `target` the name of a part, or an address where it is `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


def parse(data: bytes) -> Element:
    """XML without document type or entities. Raises `ForeignContent` and `BrokenFile`."""
    try:
        return defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise foreign(Foreign.ENTITIES) from None
    except (ParseError, ValueError, LookupError):
        raise BrokenFile() from None


class ContentTypes:
    """What each part says it is: by its own name first, then by its ending; neither minds the case."""

    def __init__(self, data: bytes) -> None:
        self._by_name: dict[str, str] = {}
        self._by_ending: dict[str, str] = {}
        for child in parse(data):
            said = child.get("ContentType", "").strip()
            if child.tag == f"{{{_TYPES_NS}}}Override":
                self._by_name[child.get("PartName", "").lstrip("/").casefold()] = said
            elif child.tag == f"{{{_TYPES_NS}}}Default":
                self._by_ending[child.get("Extension", "").casefold()] = said

    def of(self, name: str) -> str:
        """In lower case; `""` where nothing is said."""
        return self.written(name).lower()

    def written(self, name: str) -> str:
        """As it is written: readers look for it letter by letter."""
        folded = name.casefold()
        return self._by_name.get(folded) or self._by_ending.get(folded.rpartition(".")[2], "")


def rels_of(name: str) -> str:
    """The name of the part that holds the relationships of `name`; `""` is the package."""
    folder, _, last = name.rpartition("/")
    return f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels"


def read(data: bytes, source: str, parts: dict[str, str]) -> list[Relationship]:
    """The relationships of the part `source`. `parts`: folded name to name.

    Targets inside are names of parts, `""` where there is none such; `#place` stays. Raises `BrokenFile` for ids that
    stand twice.
    """
    found: dict[str, Relationship] = {}
    for child in parse(data):
        if child.tag != f"{{{_RELATIONSHIPS_NS}}}Relationship":
            raise BrokenFile()
        key, external = child.get("Id", ""), child.get("TargetMode", "Internal").strip().lower() == "external"
        target = child.get("Target", "").strip()
        if not key or key in found:
            raise BrokenFile()
        if not external and not target.startswith("#"):
            target = _inside(target, source, parts)
        found[key] = Relationship(key, child.get("Type", "").strip(), target, external)
    return list(found.values())


def _inside(target: str, source: str, parts: dict[str, str]) -> str:
    for written in (target, unquote(target)):
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), written)).lstrip("/")
        if (name := parts.get(path.casefold())) is not None:
            return name
    return ""


def write(relationships: list[Relationship]) -> bytes:
    """Targets inside are written from the root, so that they mean the same wherever they stand."""
    rows = "".join(
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.type)} "
        + (f'Target={quoteattr(one.target)} TargetMode="External"/>' if one.external else f"Target={_absolute(one)}/>")
        for one in relationships
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS_NS}">{rows}</Relationships>'.encode()


def _absolute(one: Relationship) -> str:
    return quoteattr("/" + one.target)


def write_types(types: dict[str, str]) -> bytes:
    """Part name to content type, each said by name."""
    rows = "".join(
        f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(said)}/>" for name, said in types.items()
    )
    default = f'<Default Extension="rels" ContentType="{_RELATIONSHIPS_TYPE}"/>'
    return f'{_HEAD}<Types xmlns="{_TYPES_NS}">{default}{rows}</Types>'.encode()
