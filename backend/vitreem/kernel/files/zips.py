"""The directory of a zip (DOCX, XLSX), looked at before anything in it is unpacked."""

import zipfile
from collections.abc import Sequence

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
# Parts of real documents stay under 30, but pictures that have no compression of their own may be one colour.
_MAX_RATIO = 200
_SMALL = 1024 * 1024
_MARKUP = (".xml", ".rels", ".vml")
_PLAIN_PICTURES = (".bmp", ".dib", ".emf", ".wmf", ".tif", ".tiff")


def is_bomb(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether it would unpack to more than its kind ever does. zipfile reads no entry beyond the size said here."""
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        return True
    return any(_is_dense(entry) for entry in entries)


def is_markup(name: str) -> bool:
    return name.lower().endswith(_MARKUP)


def _is_dense(entry: zipfile.ZipInfo) -> bool:
    if entry.filename.lower().endswith(_PLAIN_PICTURES):
        return False
    return entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(1, entry.compress_size)
