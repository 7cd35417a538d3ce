"""Drawings as pictures, for programs that do not draw SVG."""

from __future__ import annotations

from pathlib import Path

import typst

from foundation.documents import fonts
from foundation.documents.text import printable

TEMPLATES = Path(__file__).parent / "typst"
DOTS_PER_INCH = 180


def png(svg: str) -> bytes:
    """The drawing as a PNG as wide as a page of text; the same drawing gives the same bytes.

    Raises typst.TypstError for what is no SVG.
    """
    compiler = typst.Compiler(
        TEMPLATES / "drawing.typ",
        root=TEMPLATES,
        font_paths=[fonts.FOLDER],
        ignore_system_fonts=True,
        sys_inputs={"svg": printable(svg, fonts.drawable())},
    )
    made = compiler.compile(format="png", ppi=DOTS_PER_INCH)
    if not isinstance(made, bytes):
        raise TypeError("a drawing is one page")
    return made
