"""Looks into a DOCX before anything parses it: is it one, does it unpack to a sane size, is its XML harmless."""

import io
import zipfile
from xml.sax import SAXException, handler

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from vitreem.kernel.files.zips import is_bomb, is_markup
from vitreem.plans.importer.problems import ExternalEntity, NotADocx, ZipBomb

MAX_XML = 40 * 1024 * 1024


class _PrologRead(Exception):
    """The first element was reached: a document type can't come after it."""


class _Prolog(handler.ContentHandler):
    def startElement(self, name, attrs):
        raise _PrologRead


def check_package(data: bytes) -> None:
    """Raise `NotADocx`, `ZipBomb` or `ExternalEntity`; sizes are those of the directory, which zipfile enforces."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if is_bomb(entries) or any(is_markup(one.filename) and one.file_size > MAX_XML for one in entries):
                raise ZipBomb()
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
                raise NotADocx()
            for name in names:
                if is_markup(name):
                    with package.open(name) as stream:
                        _check_prolog(stream.read(256 * 1024))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NotADocx() from error


def _check_prolog(start: bytes) -> None:
    parser = defusedxml.sax.make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(_Prolog())
    try:
        parser.feed(start)
    except _PrologRead:
        return
    except DefusedXmlException as error:
        raise ExternalEntity() from error
    except SAXException as error:
        raise NotADocx() from error
