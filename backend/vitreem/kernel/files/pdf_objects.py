"""The objects of a PDF file as PDFium writes it: each dictionary, name and text, with its place in the bytes.

Only what PDFium itself has just written is read here: one reading of a file, without the freedoms that PDF leaves.
"""

import re
from dataclasses import dataclass
from typing import Any

_OBJECT = re.compile(rb"(\d+) \d+ obj\s")
_SPACE = rb"\s\x00"
_TOKEN = re.compile(
    rb"(?P<ref>\d++[%(s)s]++\d++[%(s)s]++R(?![^%(s)s()<>\[\]{}/%%]))"
    rb"|/(?P<name>[^%(s)s()<>\[\]{}/%%]*+)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|\((?P<text>(?:[^()\\]++|\\.)*+)\)"
    rb"|<(?P<hex>[0-9A-Fa-f%(s)s]*+)>"
    rb"|(?P<word>[^%(s)s()<>\[\]{}/%%]++)" % {b"s": _SPACE},
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_STREAM = re.compile(rb"\s*stream\r?\n")
# Longer texts are nobody's address; they are read as this.
_LONG = 4096
_UNREAD = "…"


class Name(str):
    """A name, e.g. `GoTo`, which isn't a text."""


@dataclass(frozen=True, slots=True)
class Reference:
    number: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text and where its letters stand."""

    said: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stream:
    """A dictionary with bytes, and where they stand."""

    head: dict[str, Any]
    start: int
    end: int


class NotUnderstood(ValueError):
    """These aren't objects as PDFium writes them."""


def read(data: bytes) -> dict[int, Any]:
    """Number to object; numbers and truth values within are left out. Raises `NotUnderstood`."""
    objects: dict[int, Any] = {}
    at = 0
    while found := _OBJECT.search(data, at):
        value, at = _value(data, found.end())
        if isinstance(value, dict) and (begins := _STREAM.match(data, at)):
            length = value.get("Length")
            if not isinstance(length, int) or begins.end() + length > len(data):
                raise NotUnderstood()
            value = Stream(value, begins.end(), begins.end() + length)
            at = value.end
        objects[int(found[1])] = value
    return objects


def _value(data: bytes, at: int) -> tuple[Any, int]:
    """One value and where it ends."""
    # What is open: the container, and for a dictionary the key that waits for its value.
    opened: list[tuple[dict[str, Any] | list[Any], str | None]] = []
    while token := _TOKEN.search(data, at):
        at = token.end()
        if token["open"]:
            opened.append(({} if token["open"] == b"<<" else [], None))
            continue
        if token["close"]:
            if not opened:
                raise NotUnderstood()
            value: Any = opened.pop()[0]
        else:
            value = _plain(token)
        if not opened:
            return value, at
        container, key = opened[-1]
        if isinstance(container, list):
            if value is not None and not isinstance(value, int):
                container.append(value)
        elif key is None:
            if not isinstance(value, Name):
                raise NotUnderstood()
            opened[-1] = (container, value)
        else:
            container[key] = value
            opened[-1] = (container, None)
    raise NotUnderstood()


def _plain(token: re.Match[bytes]) -> Any:
    if token["name"] is not None:
        return Name(_plain_name(token["name"]))
    if token["ref"]:
        return Reference(int(token["ref"].split()[0]))
    if (text := token["text"]) is not None:
        said = _UNREAD if len(text) > _LONG else _decoded(_ESCAPED.sub(rb"\1", text))
        return Text(said, *token.span("text"))
    if (text := token["hex"]) is not None:
        digits = b"".join(text.split()) if len(text) <= _LONG else b""
        said = _UNREAD if len(text) > _LONG else _decoded(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
        return Text(said, *token.span("hex"))
    return int(token["word"]) if token["word"].isdigit() else None


def _plain_name(written: bytes) -> str:
    """`J#53` is `JS`."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes((int(code[1], 16),)), written).decode("latin-1")


def _decoded(said: bytes) -> str:
    if said.startswith((b"\xfe\xff", b"\xff\xfe")):
        return said.decode("utf-16", "replace")
    return said.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
