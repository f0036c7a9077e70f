"""Pictures are made anew from their pixels: no EXIF, no place, no second picture, no text survives."""

import io
import warnings
from typing import Any

from PIL import Image

from vitreem.kernel.files.refusals import BrokenFile, TooManyPixels

# The full size of a telephone of "50 megapixels" is 8192 x 6144 = 50.33 million.
MAX_PIXELS = 51_000_000
LONGEST_SIDE = 2560
THUMBNAIL_SIDE = 480
_DECODED = ("JPEG", "PNG", "WEBP")
# MPO is the JPEG of a telephone with a second picture behind the first.
_KEPT_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}

_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def is_picture(data: bytes) -> bool:
    """By the first bytes: JPEG, PNG or WebP."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def is_heic(data: bytes) -> bool:
    """By the first bytes: HEIC or HEIF, which no library with a fitting licence decodes (ADR 0014)."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS


def redraw(data: bytes) -> tuple[bytes, str, bytes]:
    """The picture anew, upright, of 2,560 pixels at most; its media type; and a thumbnail (WebP).

    Of several pictures in one file (MPO, animation) the first is kept. Raises `TooManyPixels`, before anything is
    decoded, and `BrokenFile`.
    """
    picture, kind = _decoded(data)
    small = _on_white(picture)
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    if kind == "JPEG":
        picture = _on_white(picture)
    return _encode(picture, kind), _MEDIA_TYPES[kind], _encode(small, "WEBP")


def _decoded(data: bytes) -> tuple[Image.Image, str]:
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=_DECODED) as opened:
            warnings.simplefilter("ignore")
            kind = _KEPT_AS[opened.format or ""]
            if opened.width * opened.height > MAX_PIXELS:
                raise TooManyPixels()
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            opened.load()
            turn = _UPRIGHT.get(_orientation(opened))
            # Small first: turning and compositing then cost little, however large the picture came.
            picture = _in_colour(opened)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except Image.DecompressionBombError:
        raise TooManyPixels() from None
    except (TooManyPixels, MemoryError):
        raise
    except Exception:
        # Decoders of broken bytes raise whatever comes: KeyError, struct.error, zlib.error, TypeError.
        raise BrokenFile() from None
    return (picture.transpose(turn) if turn else picture), kind


def _orientation(picture: Image.Image) -> Any:
    """How the camera was held; EXIF that can't be read says nothing about the pixels, so the picture stays as it is."""
    try:
        return picture.getexif().get(_ORIENTATION)
    except Exception:
        return None


def _in_colour(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA where something shows through: colours of a palette or of a transparent grey are what they mean."""
    if picture.mode.startswith(("I", "F")):
        # 16 bits of grey: converting alone would cut them at 255, and all is white.
        picture = picture.point(lambda level: level * (1 / 256)).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    return picture if picture.mode == mode else picture.convert(mode)


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, as on paper; the pixels behind a transparent one are mostly black."""
    if picture.mode == "RGB":
        return picture.copy()
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _encode(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    # A picture without `info` has no EXIF, ICC or text to carry over.
    picture.info.clear()
    picture.save(out, kind, **({} if kind == "PNG" else {"quality": 82}))
    return out.getvalue()
