from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image, ImageCms, PngImagePlugin

from foundation.files.checking import check, safe_name

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(format_name: str, mode: str = "RGB", size=(40, 20), **more) -> bytes:
    image = Image.new(mode, size)
    if mode == "P":
        image = Image.new("RGB", size, (200, 10, 10)).quantize(8)
    written = io.BytesIO()
    image.save(written, format_name, **more)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize(("format_name", "kind"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_is_known_by_its_content_not_its_name(format_name, kind):
    checked = check(upload(picture(format_name), "evil.html"))
    assert checked.media_type == f"image/{kind}"
    assert checked.name == "evil" + {"jpeg": ".jpg"}.get(kind, f".{kind}")
    assert opened(checked.content).format == format_name


def test_place_camera_comment_and_profile_do_not_come_along():
    exif = Image.Exif()
    exif[0x010F] = "CanaryMaker"
    exif[0x8825] = {1: "N", 2: (4.0, 22.0, 0.0), 3: "E", 4: (18.0, 35.0, 0.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raw = picture("JPEG", exif=exif, comment=b"CanaryComment", icc_profile=profile)
    assert b"CanaryMaker" in raw
    clean = opened(check(upload(raw)).content)
    assert not clean.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(clean.info)

    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "CanaryAuthor")
    info.add_itxt("XML:com.adobe.xmp", "<x>CanaryXmp</x>")
    raw = picture("PNG", pnginfo=info, exif=exif)
    content = check(upload(raw)).content
    assert b"Canary" in raw
    assert b"Canary" not in content
    assert opened(content).info == {}


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(check(upload(picture("JPEG", exif=exif))).content).size == (20, 40)


def test_a_palette_keeps_its_colours():
    clean = opened(check(upload(picture("PNG", "P"))).content).convert("RGB")
    red, green, blue = clean.getpixel((5, 5))
    assert abs(red - 200) < 6
    assert abs(green - 10) < 6
    assert abs(blue - 10) < 6


def test_a_palette_keeps_its_holes():
    holes = Image.new("P", (4, 4), 1)
    holes.putpalette([0, 0, 0, 255, 0, 0])
    holes.putpixel((0, 0), 0)
    raw = io.BytesIO()
    holes.save(raw, "PNG", transparency=0)
    clean = opened(check(upload(raw.getvalue())).content)
    assert clean.getpixel((0, 0))[3] == 0
    assert clean.getpixel((1, 1)) == (255, 0, 0, 255)


@pytest.mark.parametrize(
    ("format_name", "mode"),
    [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "1"), ("PNG", "L"), ("WEBP", "RGBA")],
)
def test_every_kind_of_pixel_is_drawn_anew(format_name, mode):
    clean = opened(check(upload(picture(format_name, mode))).content)
    assert (clean.format, clean.size) == (format_name, (40, 20))


def test_deep_greys_stay_grey():
    deep = Image.new("I;16", (4, 4), 32768)
    raw = io.BytesIO()
    deep.save(raw, "PNG")
    assert opened(check(upload(raw.getvalue())).content).convert("L").getpixel((1, 1)) in range(126, 131)


@pytest.mark.parametrize("format_name", ["PNG", "WEBP"])
def test_a_moving_picture_keeps_its_first_frame(format_name):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    raw = io.BytesIO()
    frames[0].save(raw, format_name, save_all=True, append_images=frames[1:], lossless=True)
    clean = opened(check(upload(raw.getvalue())).content)
    assert getattr(clean, "n_frames", 1) == 1
    assert clean.convert("RGB").getpixel((1, 1))[0] > 200


def test_a_large_photo_is_made_smaller():
    clean = opened(check(upload(picture("JPEG", size=(5000, 2500)))).content)
    assert clean.size == (2400, 1200)


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is very large and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


PHOTO = picture("JPEG", size=(300, 300))
DAMAGED = {
    "cut off": PHOTO[: len(PHOTO) // 2],
    "only a beginning": PHOTO[:3],
    "beginning of a PNG": picture("PNG")[:30],
    "beginning of a WebP": picture("WEBP")[:14],
    "900 megapixels": bomb(30_000, 30_000),
    "100 megapixels": bomb(10_000, 10_000),
    "41 megapixels": bomb(41_000, 1_000),
    "2 gigapixels wide": bomb(2_000_000_000, 1),
    "no pixels": bomb(0, 0),
    "PNG named JPEG inside": b"\xff\xd8\xff" + picture("PNG"),
    "noise": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_or_huge_picture_is_refused_clearly(kind):
    with pytest.raises(ValidationError, match="damaged or too large"):
        check(upload(DAMAGED[kind]))


def test_every_cut_of_a_picture_is_an_answer():
    for raw in (picture("PNG"), picture("WEBP"), picture("JPEG")):
        for length in range(12, len(raw), max(1, len(raw) // 60)):
            try:
                check(upload(raw[:length]))
            except ValidationError:
                continue


REFUSED = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "XML": b'<?xml version="1.0"?><svg/>',
    "HTML": b"<!doctype html><script>alert(1)</script>",
    "HTML before a PDF": b"<script>alert(1)</script>" + PDF,
    "GIF": b"GIF89a" + b"\0" * 40,
    "GIF with script": b"GIF89a=1;alert(1)//",
    "zip": b"PK\x03\x04" + b"\0" * 60,
    "program": b"\x7fELF" + b"\0" * 60,
    "script": b"#!/bin/sh\nrm -rf /\n",
    "TIFF": b"II*\0" + b"\0" * 60,
    "text": b"Bonjour",
    "RIFF that is no picture": b"RIFF\x24\0\0\0WAVEfmt ",
    "space before": b" " + PDF,
}


@pytest.mark.parametrize("kind", REFUSED)
def test_everything_else_is_refused_whatever_its_name(kind):
    for name in ("photo.jpg", "report.pdf"):
        with pytest.raises(ValidationError, match="Only pictures"):
            check(upload(REFUSED[kind], name))


def test_what_hangs_behind_a_picture_does_not_come_along():
    for tail in (b"PK\x03\x04 zip", b"<script>alert(1)</script>", b"<?php evil(); ?>"):
        assert tail not in check(upload(PHOTO + tail)).content


def test_a_pdf_is_kept_as_it_is():
    checked = check(upload(PDF, "Procès-verbal.PDF"))
    assert (checked.name, checked.media_type, checked.content) == ("Procès-verbal.pdf", "application/pdf", PDF)


@pytest.mark.parametrize(
    "inside",
    [
        b"<</S/JavaScript/JS(app.alert(1))>>",
        b"<</S/#4Aava#53cript/JS(x)>>",
        b"<</S /Launch /F (cmd.exe)>>",
        b"<</Type/EmbeddedFile>>",
        b"<</Names<</EmbeddedFiles 3 0 R>>>>",
        b"<</Subtype/RichMedia>>",
        b"<</XFA 4 0 R>>",
    ],
)
def test_a_pdf_that_acts_by_itself_is_refused(inside):
    with pytest.raises(ValidationError, match="holds programs or other files"):
        check(upload(PDF.replace(b"endobj", inside + b"endobj"), "a.pdf"))


def test_a_pdf_without_an_end_is_refused():
    with pytest.raises(ValidationError, match="damaged or not complete"):
        check(upload(PDF[:-8] + b"\n" * 4000, "a.pdf"))


def test_too_large_or_empty_is_refused_before_it_is_read(settings):
    settings.FILE_SIZE_LIMIT = 100
    large = UploadedFile(name="photo.jpg", size=101)  # without bytes: to read it would fail
    for wrong in (large, upload(b"")):
        with pytest.raises(ValidationError, match="at most"):
            check(wrong)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\windows\\evil.exe", "evil.jpg"),
        ("/", "file.jpg"),
        ("..", "file.jpg"),
        ("", "file.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie: x=1.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        ("invoice\u202egpj.exe", "invoicegpj.jpg"),
        ("x" * 400 + ".jpg", "x" * 120 + ".jpg"),
        ("صورة البئر.jpg", "صورة البئر.jpg"),
        ("archive.tar.gz", "archive.tar.jpg"),
    ],
)
def test_a_name_is_only_a_name(name, kept):
    assert safe_name(name, ".jpg") == kept


@pytest.mark.django_db
def test_the_size_of_a_request_has_an_end(client, settings):
    settings.FILE_SIZE_LIMIT = 100
    answer = client.post("/language/", {"language": "fr", "file": upload(b"x" * 2000)})
    assert answer.status_code == 400
