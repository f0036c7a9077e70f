"""Changes in XML that leave every other byte as it was: prefixes, spaces and all that Word and Excel care about."""

import re
from collections.abc import Callable
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from vitreem.kernel.files.refusals import BrokenFile, Foreign, foreign

_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BOM_16 = (b"\xff\xfe", b"\xfe\xff")


class Editor:
    """Reads XML from start to end, calls `start(name, attributes)` and notes changes; `result()` applies them.

    Names come as expat gives them with namespaces: "uri local prefix". `start` may call `edit`, `remove`, `unwrap`,
    `watch` and `listen` for the element it is called for; it isn't called for what is inside a removed one.
    """

    def __init__(self, data: bytes, start: Callable[[str, list[str]], None]) -> None:
        self.data = _utf8(data)
        self._start = start
        self._edits: list[tuple[int, int, bytes]] = []
        self._depth = 0
        # What waits for the end of an element: its depth, and what to do then.
        self._waiting: list[tuple[int, Callable[[], None]]] = []
        self._heard: list[str] | None = None
        self._removing = False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.XmlDeclHandler = _require_utf8
        self._parser: Any = parser

    def run(self) -> None:
        """Raises `BrokenFile` where this isn't XML, `ForeignContent` where it declares entities."""
        try:
            self._parser.Parse(self.data, True)
        except expat.ExpatError:
            raise BrokenFile() from None
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """The parser knows this object, and this the parser: without a cut both stay, with the whole text, until the
        collector comes by."""
        for handler in ("StartElementHandler", "EndElementHandler", "CharacterDataHandler"):
            setattr(self._parser, handler, None)
        self._parser, self._start = None, _nothing
        self._waiting.clear()

    def _opened(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if not self._removing:
            self._start(name, attributes)

    def _closed(self, _name: str) -> None:
        while self._waiting and self._waiting[-1][0] == self._depth:
            self._waiting.pop()[1]()
        self._depth -= 1

    def edit(self, changes: dict[str, tuple[str, str] | None]) -> None:
        """In the tag at hand: attribute (as written, with its prefix) to a new name and value, or None to remove."""
        start = self._parser.CurrentByteIndex
        tag = self._tag(start)
        for found in _ATTRIBUTE.finditer(tag):
            name = found.group(1).decode()
            if name in changes:
                new = changes[name]
                written = f" {new[0]}={quoteattr(new[1])}" if new else ""
                self._edits.append((start + found.start(), start + found.end(), written.encode()))

    def remove(self) -> None:
        """The element at hand with all that is in it."""
        start = self._parser.CurrentByteIndex
        tag = self._tag(start)
        self._removing = True

        def end() -> None:
            self._removing = False
            self._edits.append((start, self._end(start, tag), b""))

        self._waiting.append((self._depth, end))

    def watch(self, done: Callable[["Span"], None]) -> None:
        """Hand over the place of the element at hand at its end."""
        start = self._parser.CurrentByteIndex
        tag = self._tag(start)

        def end() -> None:
            inner = (start + len(tag), self._parser.CurrentByteIndex)
            done(Span(self, start, inner, self._end(start, tag)))

        self._waiting.append((self._depth, end))

    def unwrap(self) -> None:
        """The tags of the element at hand go, what is in it stays."""
        self.watch(Span.unwrap)

    def listen(self, done: Callable[[str, "Span"], None]) -> None:
        """Collect the text of the element at hand and hand it over at its end, with its place.

        Raises `BrokenFile` within another one that is listened to: texts stand side by side, and what stood in each
        other thousands of times over would be collected as often.
        """
        if self._heard is not None:
            raise BrokenFile()
        self._heard = heard = []
        self._parser.CharacterDataHandler = heard.append

        def end(place: "Span") -> None:
            self._heard = self._parser.CharacterDataHandler = None
            done("".join(heard), place)

        self.watch(end)

    def note(self, start: int, end: int, new: bytes) -> None:
        self._edits.append((start, end, new))

    def _tag(self, start: int) -> bytes:
        found = _TAG.match(self.data, start)
        if found is None:
            raise BrokenFile()
        return found.group()

    def _end(self, start: int, tag: bytes) -> int:
        """Behind the end tag at hand, of the element that began with `tag`; an empty one has no other."""
        if tag.endswith(b"/>"):
            return start + len(tag)
        return self.data.index(b">", self._parser.CurrentByteIndex) + 1

    def result(self) -> bytes:
        out, at = [], 0
        # Of changes within a removed element only the removal counts; it begins first and ends last.
        for start, end, new in sorted(self._edits, key=lambda one: (one[0], -one[1])):
            if start < at:
                continue
            out += [self.data[at:start], new]
            at = end
        return b"".join([*out, self.data[at:]])


class Span:
    """Where an element stood whose text was listened to."""

    def __init__(self, editor: Editor, start: int, inner: tuple[int, int], end: int) -> None:
        self._editor, self._start, self._inner, self._end = editor, start, inner, end

    def remove(self) -> None:
        self._editor.note(self._start, self._end, b"")

    def unwrap(self) -> None:
        first, last = self._inner
        self._editor.note(self._start, min(first, self._end), b"")
        if last < self._end:
            self._editor.note(last, self._end, b"")

    def say(self, text: str) -> None:
        """Another text in place of all that the element holds."""
        start, end = self._inner
        if end < self._end:
            self._editor.note(start, end, escape(text).encode())


def _nothing(_name: str, _attributes: list[str]) -> None: ...


def _utf8(data: bytes) -> bytes:
    """Places in the text are counted in bytes of UTF-8, which is also what is written."""
    if not data.startswith(_BOM_16):
        return data
    try:
        return _DECLARATION.sub("", data.decode("utf-16")).encode()
    except UnicodeError:
        raise BrokenFile() from None


def _require_utf8(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "utf-8").lower() not in ("utf-8", "us-ascii"):
        raise BrokenFile()


def _refuse_doctype(*_: Any) -> None:
    raise foreign(Foreign.ENTITIES)
