"""Invented "photos" for the demo: drawn landscapes, no person."""

import io
import random

from PIL import Image, ImageDraw


def photo(seed: int) -> bytes:
    """A JPEG of 1,200 x 900: sky, hills, a house with bunting. The same seed gives the same picture."""
    rng = random.Random(seed)  # noqa: S311  not a secret
    picture = Image.new("RGB", (1200, 900))
    draw = ImageDraw.Draw(picture)
    top = rng.choice([(142, 197, 222), (246, 205, 150), (176, 214, 196)])
    for y in range(900):
        fade = y / 900
        draw.line([(0, y), (1200, y)], fill=tuple(int(c + (250 - c) * fade) for c in top))
    for layer, colour in enumerate([(120, 170, 140), (82, 140, 110), (52, 110, 84)]):
        base = 520 + 110 * layer
        points = [(x, base + rng.randint(-50, 50)) for x in range(0, 1300, 100)]
        draw.polygon([(0, 900), *points, (1200, 900)], fill=colour)
    left = rng.randint(280, 560)
    draw.rectangle([left, 520, left + 320, 720], fill=(250, 240, 222))
    draw.polygon([(left - 30, 525), (left + 160, 420), (left + 350, 525)], fill=(178, 76, 58))
    draw.rectangle([left + 130, 610, left + 190, 720], fill=(120, 84, 60))
    for flag in range(12):
        x = 60 + flag * 95
        y = 300 + int(40 * ((flag - 5.5) / 5.5) ** 2)
        draw.polygon(
            [(x, y), (x + 50, y), (x + 25, y + 55)], fill=rng.choice([(214, 69, 65), (242, 178, 51), (11, 114, 104)])
        )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
