"""Pictures inside office files: the same pixels, without where, when and by what they were taken.

JPEG and PNG keep their pixels bit by bit: only what is said about them goes. TIFF is made anew. What a picture is
called or labelled doesn't count, only what it begins with.
"""

import io
import struct
import warnings

from PIL import Image

from vitreem.kernel.files.pictures import MAX_PIXELS
from vitreem.kernel.files.refusals import BrokenFile, Foreign, TooManyPixels, foreign

_PNG = b"\x89PNG\r\n\x1a\n"
# Pixels, and how they are to be shown; text, times, EXIF and what nobody knows go, further frames too.
_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs",
}  # fmt: skip
_TIFF = (b"II*\x00", b"MM\x00*")
# GIF, BMP, WMF with and without its placing, EMF (record 1, and " EMF" in its head).
_PLAIN = (b"GIF87a", b"GIF89a", b"BM", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
_SOI, _EOI, _SOS, _APP0, _APP14, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE0, 0xEE, 0xFE
# Markers without a length: restarts, and the one of arithmetic coding.
_BARE = {0x01, *range(0xD0, 0xD8)}
_JFIF_HEAD = 14


def strip(data: bytes, part: str) -> bytes:
    """The picture without metadata. Raises `ForeignContent` (`unknown_parts`) for what is no picture known here."""
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(_TIFF):
        return _tiff(data)
    if data.startswith(_PLAIN) or (data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF"):
        return data
    raise foreign(Foreign.UNKNOWN_PARTS, part=part)


def _jpeg(data: bytes) -> bytes:
    """Segments as they are, but APP1 to APP13, APP15 and comments; nothing after the end of the first picture."""
    out, at = bytearray(data[:2]), 2
    while at < len(data):
        if data[at] != 0xFF:
            raise BrokenFile()
        while at < len(data) and data[at] == 0xFF:
            at += 1
        if at >= len(data):
            break
        marker, at = data[at], at + 1
        if marker == _EOI:
            return bytes(out + b"\xff\xd9")
        if marker in _BARE:
            out += bytes((0xFF, marker))
            continue
        if at + 2 > len(data) or marker in (0, _SOI):
            raise BrokenFile()
        length = int.from_bytes(data[at : at + 2], "big")
        if length < 2 or at + length > len(data):
            raise BrokenFile()
        segment, at = data[at : at + length], at + length
        if marker == _APP0:
            # The head says how large a pixel is; the small picture that may follow can show what was cut away.
            if segment[2:7] == b"JFIF\x00" and length >= 16:
                out += b"\xff\xe0\x00\x10" + segment[2:_JFIF_HEAD] + b"\x00\x00"
        elif not (_APP0 < marker < _APP14 or marker in (0xEF, _COMMENT)):
            out += bytes((0xFF, marker)) + segment
        if marker == _SOS:
            end = _end_of_scan(data, at)
            out += data[at:end]
            at = end
    # Cameras and scanners leave out the end at times; every reader shows the picture.
    return bytes(out + b"\xff\xd9")


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands that is none of the scan's own (stuffed zeros, restarts)."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        following = data[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or following in _BARE:
            at += 2
        else:
            return at
    return len(data)


def _png(data: bytes) -> bytes:
    out, at = bytearray(_PNG), len(_PNG)
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise BrokenFile()
        if kind in _PNG_KEPT:
            out += data[at:end]
        if kind == b"IEND":
            return bytes(out)
        at = end
    raise BrokenFile()


def _tiff(data: bytes) -> bytes:
    """The first page anew: TIFF hides text, places and other pictures among its pixels' own tags."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=("TIFF",)) as opened:
            warnings.simplefilter("ignore")
            if opened.width * opened.height > MAX_PIXELS:
                raise TooManyPixels()
            opened.load()
            kept = opened if opened.mode in ("1", "L", "RGB", "RGBA", "CMYK") else opened.convert("RGB")
            clean = Image.frombytes(kept.mode, kept.size, kept.tobytes())
    except (TooManyPixels, MemoryError):
        raise
    except Exception:
        # As in `pictures`: decoders of broken bytes raise whatever comes.
        raise BrokenFile() from None
    out = io.BytesIO()
    clean.save(out, "TIFF", compression="tiff_deflate")
    return out.getvalue()


def blank() -> bytes:
    """One white pixel, in place of a picture that lay elsewhere."""
    out = io.BytesIO()
    Image.new("RGB", (1, 1), "white").save(out, "PNG")
    return out.getvalue()
