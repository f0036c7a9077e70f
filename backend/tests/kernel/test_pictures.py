"""Pictures as telephones and offices make them: what is kept shows what the sender saw."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.activities.test_activities import create
from vitreem.kernel.files import inspection, pictures
from vitreem.kernel.files.refusals import BrokenFile, HeicPicture, TooManyPixels, UnsupportedFile

HERE = Path(__file__).parent / "pictures"
PART = 256 * 1024


def encoded(picture: Image.Image, kind: str = "PNG", **how) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def shades(data: bytes) -> tuple[int, int]:
    """The darkest and the lightest grey of a picture as it is seen on white paper."""
    picture = opened(data).convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture).convert("L").getextrema()


def stroke(mode: str, ground, ink) -> Image.Image:
    picture = Image.new(mode, (300, 200), ground)
    ImageDraw.Draw(picture).line([(20, 20), (280, 180)], fill=ink, width=14)
    return picture


async def sent(client, world, data: bytes, name: str):
    """The file sent in parts and attached to an activity of its own: the reply, the file, its thumbnail."""
    shown = await create(client, world, key=f"act-{name}"[:60])
    begun = await client.post(
        "/uploads", json={"name": name, "size": len(data)}, headers={"Idempotency-Key": f"begin-{name}"[:60]}
    )
    at = f"/uploads/{begun.json()['id']}"
    for offset in range(0, len(data), PART):
        assert (await client.put(f"{at}?offset={offset}", content=data[offset : offset + PART])).status_code == 200
    reply = await client.post(
        f"/activities/{shown['id']}/files",
        json={"upload_id": begun.json()["id"]},
        headers={"Idempotency-Key": f"take-{name}"[:60]},
    )
    if reply.status_code != 201:
        return reply, None, None
    file = f"/activities/{shown['id']}/files/{reply.json()['files'][0]['id']}"
    return reply, await client.get(file), await client.get(file, params={"thumbnail": True})


class TestThroughTheApi:
    @pytest.mark.parametrize(
        ("name", "media_type", "size"),
        [
            ("k02-mpo-hai-anh.jpg", "image/jpeg", None),
            ("k02-muc-den-nen-trong.png", "image/png", None),
            ("k02-bang-mau-nen-trong.png", "image/png", None),
            ("k02-50mp-8192x6144.jpg", "image/jpeg", (2560, 1920)),
        ],
    )
    async def test_it_is_kept_and_seen(self, khu_pho, world, name, media_type, size):
        data = (HERE / name).read_bytes()
        reply, file, small = await sent(khu_pho, world, data, name)
        assert reply.status_code == 201, reply.text
        assert file.headers["content-type"] == media_type
        kept = opened(file.content)
        assert getattr(kept, "n_frames", 1) == 1
        assert kept.size == (size or opened(data).size)
        assert small.headers["content-type"] == "image/webp"
        if "nen-trong" in name:
            for seen in (file.content, small.content):
                dark, light = shades(seen)
                assert light - dark > 60, (dark, light)
            # Ink on a light ground, in the thumbnail also for a page that is dark.
            assert shades(small.content)[1] > 240
            assert opened(small.content).mode == "RGB"

    async def test_heic_is_refused_with_what_to_do(self, khu_pho, world):
        reply, *_ = await sent(khu_pho, world, b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "IMG_0001.HEIC")
        assert (reply.status_code, reply.json()["code"]) == (415, "heic_picture")
        assert "Tương thích nhất" in reply.json()["detail"]

    async def test_a_bad_photo_does_not_hold_up_the_next(self, khu_pho, world):
        bad, *_ = await sent(khu_pho, world, b"\xff\xd8\xff\xe0" + b"\x00" * 500, "bad.jpg")
        assert bad.json()["code"] == "broken_file"
        good, *_ = await sent(khu_pho, world, encoded(stroke("RGB", "white", "black"), "JPEG"), "good.jpg")
        assert good.status_code == 201


class TestColours:
    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    @pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
    def test_what_shows_through_is_paper(self, mode, kind):
        picture = stroke("RGBA", (0, 0, 0, 0), (0, 0, 0, 255))
        if mode == "LA":
            picture = picture.convert("LA")
        if mode == "P":
            picture = picture.quantize(4)
        if kind == "WEBP":
            picture = picture.convert("RGBA")
        data, media_type, small = pictures.redraw(encoded(picture, kind))
        assert media_type == f"image/{kind.lower()}"
        assert shades(data) == (0, 255)
        assert shades(small)[0] < 40
        assert shades(small)[1] > 240

    def test_a_grey_png_that_names_one_shade_as_glass(self):
        picture = stroke("L", 0, 90)
        data, _, small = pictures.redraw(encoded(picture, transparency=0))
        assert shades(data) == (90, 255)
        assert shades(small)[1] > 240

    def test_sixteen_bits_of_grey(self):
        row = (52_000).to_bytes(2, "little") * 150 + (13_000).to_bytes(2, "little") * 150
        picture = Image.frombytes("I;16", (300, 200), row * 200)
        data, _, small = pictures.redraw(encoded(picture))
        assert shades(data) == (50, 203)
        assert shades(small)[1] < 220

    @pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
    def test_jpeg_of_printers_and_scanners(self, mode):
        data, media_type, _ = pictures.redraw(encoded(stroke("RGB", "white", "black").convert(mode), "JPEG"))
        assert (media_type, opened(data).mode) == ("image/jpeg", "RGB")
        assert shades(data)[0] < 60
        assert shades(data)[1] > 240


class TestExif:
    def turned(self, exif: bytes, kind: str = "JPEG") -> Image.Image:
        data = encoded(Image.new("RGB", (300, 200), "red"), kind, exif=exif)
        return opened(pictures.redraw(data)[0])

    @pytest.mark.parametrize(("orientation", "size"), [(1, (300, 200)), (6, (200, 300)), (8, (200, 300))])
    def test_turned_as_the_camera_was_held(self, orientation, size):
        exif = Image.Exif()
        exif[0x0112] = orientation
        assert self.turned(exif.tobytes()).size == size

    @pytest.mark.filterwarnings("ignore::UserWarning")
    @pytest.mark.parametrize(
        "exif",
        [
            b"Exif\x00\x00",
            b"Exif\x00\x00MM\x00\x2a\xff\xff\xff\xff",
            b"Exif\x00\x00II\x2a\x00\x08\x00\x00\x00\xff\xff" + b"\xff" * 40,
            b"Exif\x00\x00garbage" * 20,
            b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x02\x00\x00\x00\x09\x00\x00\x00\x00\x00\x00",
        ],
    )
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_broken_exif_is_no_reason_to_refuse(self, exif, kind):
        assert self.turned(exif, kind).size == (300, 200)

    def test_no_place_remains(self):
        exif = Image.Exif()
        exif.get_ifd(0x8825)[2] = (16.0, 27.0, 1.0)
        picture = stroke("RGB", "white", "black")
        more = {"exif": exif.tobytes(), "xmp": b"<x>GPS</x>", "icc_profile": b"GPS" * 90, "comment": b"GPS"}
        for kind in ("JPEG", "PNG", "WEBP"):
            data, _, small = pictures.redraw(encoded(picture, kind, **more))
            assert not opened(data).getexif()
            assert b"GPS" not in data + small
            assert not {"exif", "xmp", "icc_profile", "comment"} & opened(data).info.keys()


class TestBounds:
    def test_fifty_megapixels_but_not_fifty_two(self):
        assert pictures.redraw(encoded(Image.new("1", (8192, 6144)), "PNG"))[1] == "image/png"
        with pytest.raises(TooManyPixels):
            pictures.redraw(encoded(Image.new("1", (8192, 6350)), "PNG"))

    def test_the_bound_stands_before_decoding(self, monkeypatch):
        from PIL import ImageFile

        monkeypatch.setattr(ImageFile.ImageFile, "load", lambda *_: pytest.fail("decoded"))
        with pytest.raises(TooManyPixels):
            pictures.redraw(encoded(Image.new("1", (9000, 9000)), "PNG"))

    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    def test_of_a_moving_picture_the_first(self, kind):
        frames = [Image.new("RGB", (200, 100), colour) for colour in ("red", "blue", "green")]
        moving = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=40)
        kept = opened(pictures.redraw(moving)[0])
        assert getattr(kept, "n_frames", 1) == 1
        red, _, blue = kept.convert("RGB").getpixel((50, 50))
        assert red > 200
        assert blue < 60

    def test_gif_is_refused_in_words(self):
        with pytest.raises(UnsupportedFile, match="JPG"):
            inspection.clean(encoded(Image.new("P", (10, 10)), "GIF"))

    @pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"msf1", b"hevc"])
    def test_heic(self, brand):
        with pytest.raises(HeicPicture):
            inspection.clean(b"\x00\x00\x00\x18ftyp" + brand + b"\x00" * 40)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_cut_short_or_bitten(self, kind):
        whole = encoded(Image.effect_noise((600, 400), 80).convert("RGB"), kind)
        bitten = whole[: len(whole) // 2]
        with pytest.raises(BrokenFile):
            pictures.redraw(bitten)
        for at in range(20, len(whole), max(1, len(whole) // 40)):
            try:
                pictures.redraw(whole[:at] + b"\xff" * 9 + whole[at + 9 :])
            except (BrokenFile, TooManyPixels):
                continue
