"""What the objects of a PDF file may be: what moves about in the document, or leads to the web by a click."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vitreem.kernel.files.office.addresses import is_web
from vitreem.kernel.files.office.seen import seen
from vitreem.kernel.files.pdf_objects import Name, Reference, Stream, Text
from vitreem.kernel.files.refusals import Foreign, foreign

# Names that stand for something foreign wherever they are.
FOREIGN_NAMES = {
    "JS": Foreign.SCRIPTS, "JavaScript": Foreign.SCRIPTS, "XFA": Foreign.SCRIPTS,
    "AlternatePresentations": Foreign.SCRIPTS,
    "Launch": Foreign.LAUNCH, "GoToR": Foreign.LAUNCH, "GoToE": Foreign.LAUNCH, "GoToDp": Foreign.LAUNCH,
    "ImportData": Foreign.LAUNCH, "SubmitForm": Foreign.LAUNCH,
    "EF": Foreign.ATTACHMENTS, "EmbeddedFile": Foreign.ATTACHMENTS, "EmbeddedFiles": Foreign.ATTACHMENTS,
    "Collection": Foreign.ATTACHMENTS, "FileAttachment": Foreign.ATTACHMENTS,
    "RichMedia": Foreign.ATTACHMENTS, "RichMediaExecute": Foreign.MEDIA, "Rendition": Foreign.MEDIA,
    "Renditions": Foreign.MEDIA, "GoTo3DView": Foreign.MEDIA,
}  # fmt: skip
# What a click on a link or an outline may do, beside an address of the web.
_BY_CLICK = {"GoTo", "SetOCGState", "Hide", "ResetForm", "Trans"}
_TO_PAGES = {"NextPage", "PrevPage", "FirstPage", "LastPage"}
_ANNOTATIONS = {
    "Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly",
    "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "Widget", "Watermark", "PrinterMark", "TrapNet", "Redact",
}  # fmt: skip


@dataclass(slots=True)
class Found:
    """`is_signed`; links that lead elsewhere than to the web, and streams of what is said about the document."""

    is_signed: bool = False
    links: list[Text] = field(default_factory=list)
    metadata: list[Stream] = field(default_factory=list)


def require_quiet(objects: dict[int, Any]) -> Found:
    """Raise `ForeignContent` for what acts by itself, calls a program, fetches, or holds other files and media."""
    return _Rules(objects).look()


class _Rules:
    def __init__(self, objects: dict[int, Any]) -> None:
        self._objects = objects
        self._found = Found()

    def look(self) -> Found:
        for value in self._objects.values():
            for one in _within(value):
                for name in one if isinstance(one, dict) else [one]:
                    if isinstance(name, Name) and (what := FOREIGN_NAMES.get(name)) is not None:
                        raise foreign(what)
        for value in self._objects.values():
            if isinstance(value, Stream):
                self._stream(value)
            for one in _within(value):
                if isinstance(one, dict):
                    self._dictionary(one)
        return self._found

    def _at(self, value: Any) -> Any:
        """What a reference leads to; a chain of them leads nowhere."""
        return self._objects.get(value.number) if isinstance(value, Reference) else value

    def _stream(self, stream: Stream) -> None:
        if "F" in stream.head:
            raise foreign(Foreign.LAUNCH)  # its bytes lie in another file
        if self._at(stream.head.get("Type")) == "Metadata" or self._at(stream.head.get("Subtype")) == "XML":
            self._found.metadata.append(stream)

    def _dictionary(self, one: dict[str, Any]) -> None:
        kind = self._at(one.get("Subtype"))
        if "Rect" in one and isinstance(kind, Name) and kind not in _ANNOTATIONS:
            raise foreign(Foreign.MEDIA)
        if self._at(one.get("Type")) == "Filespec" or self._at(one.get("FS")) == "URL":
            raise foreign(Foreign.LAUNCH)
        if "F" in self._dict(one.get("Ref")):
            raise foreign(Foreign.LAUNCH)
        self._actions(one)
        self._links(one)
        if "ByteRange" in one and "Contents" in one:
            self._found.is_signed = True

    def _actions(self, one: dict[str, Any]) -> None:
        # By itself: at opening, on a page, before and after another action.
        for action in (one.get("OpenAction"), *self._dict(one.get("AA")).values(), *self._several(one.get("Next"))):
            if self._kind(action) not in (None, "GoTo"):
                raise foreign(Foreign.AUTOMATIC)
        clicked = [one.get("A"), one.get("PA")]
        if self._at(one.get("Type")) == "Action":
            clicked.append(one)
        for action in clicked:
            kind = self._kind(action)
            if kind == "Named" and self._at(self._dict(action).get("N")) in _TO_PAGES:
                continue
            if kind is not None and kind != "URI" and kind not in _BY_CLICK:
                raise foreign(Foreign.MEDIA if kind in ("Movie", "Sound") else Foreign.LAUNCH)

    def _links(self, one: dict[str, Any]) -> None:
        address = self._at(one.get("URI"))
        base = self._at(address.get("Base")) if isinstance(address, dict) else None
        for text in (address, base):
            if (
                isinstance(text, Text)
                and text.said.strip()
                and not (is_web(text.said) and seen(text.said) == text.said)
            ):
                self._found.links.append(text)

    def _dict(self, value: Any) -> dict[str, Any]:
        there = self._at(value)
        return there if isinstance(there, dict) else {}

    def _several(self, value: Any) -> list[Any]:
        there = self._at(value)
        return there if isinstance(there, list) else [there]

    def _kind(self, action: Any) -> str | None:
        """The kind of an action; None for what is none, as a place in the document."""
        kind = self._at(self._dict(action).get("S"))
        return kind if isinstance(kind, Name) else None


def _within(value: Any) -> Iterator[Any]:
    """The value with all that it holds, without going along references."""
    left = [value]
    while left:
        one = left.pop()
        yield one
        if isinstance(one, Stream):
            left.append(one.head)
        elif isinstance(one, dict):
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
