"""The photos of the sample: a signed sheet and a piece of work done, drawn once and kept as any file is."""

from __future__ import annotations

import hashlib
import io
from datetime import datetime
from functools import cache
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from foundation.files.models import StoredFile
from foundation.files.storing import Checked
from sample.rows.house import Doer, House

SIZE = (360, 480)


@cache
def photo(name: str) -> Checked:
    """Lines as of handwriting on paper, with a stamp: nobody's hand and nobody's words."""
    chance = Random(name)  # noqa: S311
    image = Image.new("RGB", SIZE, "#f4f0e6")
    pen = ImageDraw.Draw(image)
    for line in range(14):
        y, x = 50 + line * 26, 40
        while x < SIZE[0] - 60:
            length = chance.randint(8, 46)
            pen.line((x, y + chance.randint(-2, 2), x + length, y + chance.randint(-2, 2)), fill="#2f3b52", width=2)
            x += length + chance.randint(6, 14)
    pen.ellipse((220, 400, 300, 470), outline="#7a2f2f", width=3)
    content = io.BytesIO()
    image.save(content, "JPEG", quality=70)
    return Checked(f"{name}.jpg", "image/jpeg", content.getvalue())


def stored(house: House, name: str, by: Doer, at: datetime) -> StoredFile:
    checked = photo(name)
    key = house.ids.at(at)
    path = default_storage.save(f"{key.hex[-2:]}/{key.hex}", ContentFile(checked.content))
    return StoredFile(
        id=key,
        name=checked.name,
        media_type=checked.media_type,
        size=len(checked.content),
        sha256=hashlib.sha256(checked.content).hexdigest(),
        path=path,
        stored_by=by.user,
        stored_at=at,
    )
