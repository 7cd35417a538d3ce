"""Take a file in by its content, not its name; pictures drawn anew, so that nothing hides in them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400
# How a file begins, its media type and the ending its name gets.
KINDS = [
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg", ".jpg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png", ".png"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp", ".webp"),
    (re.compile(rb"%PDF-\d\.\d"), "application/pdf", ".pdf"),
]
# What makes a document act by itself or carry others. Long enough never to occur by chance in compressed bytes.
ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
HIDDEN_LETTER = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Checked:
    name: str
    media_type: str
    content: bytes


def check(upload: UploadedFile) -> Checked:
    """The upload as it may be kept.

    Raises:
        ValidationError: too large, of another type than a picture or a PDF, damaged, or a PDF that acts by itself.
    """
    if not upload.size or upload.size > settings.FILE_SIZE_LIMIT:
        limit = filesizeformat(settings.FILE_SIZE_LIMIT)
        raise ValidationError(_("A file may hold at most %(limit)s and must not be empty.") % {"limit": limit})
    upload.seek(0)
    content = upload.read()
    media_type, ending = next(((kind, ending) for start, kind, ending in KINDS if start.match(content)), ("", ""))
    if not media_type:
        raise ValidationError(_("Only pictures (JPEG, PNG, WebP) and PDF files can be added."))
    if media_type == "application/pdf":
        check_pdf(content)
    else:
        content = drawn_anew(content, media_type.partition("/")[2].upper())
    return Checked(safe_name(upload.name or "", ending), media_type, content)


def check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise ValidationError(_("This PDF is damaged or not complete."))
    plain = HIDDEN_LETTER.sub(lambda found: bytes([int(found[1], 16)]), content)
    if ACTIVE.search(plain):
        raise ValidationError(_("This PDF holds programs or other files. Print it to a new PDF and add that."))


def drawn_anew(content: bytes, format_name: str) -> bytes:
    """The first frame of the picture and nothing else: no place, camera, thumbnail or text comes along."""
    try:
        with Image.open(io.BytesIO(content), formats=[format_name]) as picture:
            _refuse_bomb(picture)
            clean = _upright(picture, format_name)
            drawn = io.BytesIO()
            clean.save(drawn, format_name, quality=85)
    # Hostile bytes break the decoders in every way there is; whatever it was, the picture is not taken.
    except Exception as problem:
        raise ValidationError(_("This picture is damaged or too large to open.")) from problem
    return drawn.getvalue()


def _refuse_bomb(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("too many pixels")


def _upright(picture: Image.Image, format_name: str) -> Image.Image:
    # First, so that a large photo is never held in memory at its full size.
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(picture)
    if turned.mode.startswith("I") or turned.mode == "F":
        turned = turned.convert("I").point(lambda depth: depth * (1 / 256)).convert("L")
    has_holes = turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info
    plain = turned.convert("RGBA" if has_holes and format_name != "JPEG" else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean


def safe_name(name: str, ending: str) -> str:
    stem = "".join(char for char in PurePath(name.replace("\\", "/")).stem if char.isprintable()).strip(". ")
    return (stem[:120].strip() or "file") + ending
