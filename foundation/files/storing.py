"""Take a file in: by its content, not its name; pictures drawn anew, so that nothing hides in them."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import PurePath

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from uuid6 import uuid7

from foundation.access.actors import Actor
from foundation.files.models import StoredFile

PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
DOCUMENTS = {"application/pdf": b"%PDF-"}
EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400


@dataclass(frozen=True)
class Checked:
    name: str
    media_type: str
    content: bytes


def check(upload: UploadedFile) -> Checked:
    """The upload as it may be kept.

    Raises:
        ValidationError: too large, of another type than a picture or a PDF, or damaged.
    """
    if not upload.size or upload.size > settings.FILE_SIZE_LIMIT:
        limit = filesizeformat(settings.FILE_SIZE_LIMIT)
        raise ValidationError(_("A file may hold at most %(limit)s and must not be empty.") % {"limit": limit})
    content = upload.read()
    media_type = _type_of(content)
    if media_type in PICTURES:
        content = _drawn_anew(content, PICTURES[media_type])
    elif media_type not in DOCUMENTS:
        raise ValidationError(_("Only pictures (JPEG, PNG, WebP) and PDF files can be added."))
    return Checked(_safe_name(upload.name or "", media_type), media_type, content)


def store(checked: Checked, *, by: Actor) -> StoredFile:
    file_id = uuid7()
    path = default_storage.save(f"{file_id.hex[-2:]}/{file_id.hex}", ContentFile(checked.content))
    return StoredFile.objects.create(
        id=file_id,
        name=checked.name,
        media_type=checked.media_type,
        size=len(checked.content),
        sha256=hashlib.sha256(checked.content).hexdigest(),
        path=path,
        stored_by=by.user,
    )


def answer(stored: StoredFile) -> FileResponse:
    """The file as a download that no browser will run."""
    response = FileResponse(
        default_storage.open(stored.path),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.media_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _type_of(content: bytes) -> str:
    try:
        found = puremagic.from_string(content[:4096], mime=True)
    except puremagic.PureError:
        return ""
    if found in DOCUMENTS and not content.startswith(DOCUMENTS[found]):
        return ""
    return found


def _drawn_anew(content: bytes, format_name: str) -> bytes:
    damaged = ValidationError(_("This picture is damaged or too large to open."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[format_name]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise damaged
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                clean = Image.new(upright.mode, upright.size)
                clean.paste(upright)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
    ) as problem:
        raise damaged from problem
    drawn = io.BytesIO()
    clean = clean.convert("RGB") if format_name == "JPEG" and clean.mode not in {"RGB", "L"} else clean
    clean.save(drawn, format_name, quality=85)
    return drawn.getvalue()


def _safe_name(name: str, media_type: str) -> str:
    stem = "".join(char for char in PurePath(name.replace("\\", "/")).stem if char.isprintable()).strip()
    return (stem[:120] or "file") + EXTENSIONS[media_type]
