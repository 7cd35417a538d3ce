"""The same drawing in a PDF: a second reader of SVG, which knows neither our style sheet nor `direction`."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
import typst
from PIL import Image

from foundation.ui.charts.canvas import SERIES
from foundation.ui.charts.maps import RAMP
from tests.ui.charts.drawn import KINDS, draw, marks_of


def printed(svg: str, folder) -> Image.Image:
    """The drawing as typst prints it, one pixel to a unit."""
    (folder / "drawing.svg").write_text(svg)
    source = folder / "page.typ"
    source.write_text('#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg", width: 640pt)')
    page = typst.compile(str(source), root=str(folder), format="png", ppi=72, ignore_system_fonts=True)
    return Image.open(BytesIO(page)).convert("RGB")


def share_of(image: Image.Image, colour: str) -> float:
    """How much of the picture has just this colour."""
    wanted = tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
    found = {colour: count for count, colour in image.getcolors(image.width * image.height)}
    return found.get(wanted, 0) / (image.width * image.height)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_printed_in_its_colour(kind, tmp_path):
    image = printed(draw(kind, marks_of(30, None, 20), rtl=True).laptop, tmp_path)

    assert image.width == 640
    assert share_of(image, RAMP[-1] if kind == "choropleth" else SERIES[0]) > 0


def test_missing_is_printed_as_hatching(tmp_path):
    """Grey strokes on white where a number would be a plain surface."""
    missing = printed(draw("bars", marks_of(30, None)).laptop, tmp_path).convert("L")
    left, width = 80, 400
    band = [missing.getpixel((left + x, 40)) for x in range(width)]

    assert min(band) < 180
    assert max(band) > 240
    assert sum(1 for one, other in pairwise(band) if abs(one - other) > 40) > 50
