"""The zip around an office file: opened within bounds, written so that the same parts give the same bytes."""

import io
import re
import zipfile
import zlib

from vitreem.kernel.files.refusals import BrokenFile, ProtectedFile, ZipBomb
from vitreem.kernel.files.zips import MAX_UNPACKED, is_bomb

MAX_NAME = 240
_PIECE = 256 * 1024
_ENCRYPTED = 0x1
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def unpack(data: bytes) -> dict[str, bytes]:
    """Entry name to bytes. Raises `BrokenFile`, `ProtectedFile` or `ZipBomb`; sizes are counted while reading."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _require_modest(entries)
            _require_sane_names([entry.orig_filename for entry in entries])
            left = MAX_UNPACKED
            parts: dict[str, bytes] = {}
            for entry in entries:
                part = _read(archive, entry, left)
                left -= len(part)
                if entry.is_dir():
                    if part:
                        raise BrokenFile()
                # Left by Office for space it hasn't given back; no part of the package.
                elif not entry.filename.startswith("[trash]/"):
                    parts[entry.filename] = part
            return parts
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise BrokenFile() from None


def _require_modest(entries: list[zipfile.ZipInfo]) -> None:
    if is_bomb(entries):
        raise ZipBomb()
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise ProtectedFile()
        if entry.compress_type not in _METHODS:
            raise BrokenFile()


def _require_sane_names(names: list[str]) -> None:
    """Names that every system reads as the same one place inside the package."""
    seen = set()
    for name in names:
        folded = name.casefold()
        steps = name.removesuffix("/").split("/")
        if _UNSAFE.search(name) or len(name) > MAX_NAME or folded in seen or any(s in ("", ".", "..") for s in steps):
            raise BrokenFile()
        seen.add(folded)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    data = bytearray()
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            data += piece
            if len(data) > left:
                raise ZipBomb()
    return bytes(data)


def pack(parts: dict[str, bytes]) -> bytes:
    """The parts in their order, without times, owners or comments."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return out.getvalue()
