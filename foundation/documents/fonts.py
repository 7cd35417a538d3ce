"""The fonts that go with every printed document, and which characters they can draw.

They are ours to carry (fonts/OFL.txt), so a document looks the same on every machine, whatever is installed there.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Math", "Noto Sans Symbols 2")
LETTERS, SIGNS = ("NotoSans", "NotoSansArabic"), ("NotoSansMath", "NotoSansSymbols2")
# The table of an OpenType font that maps characters to glyphs, in the form for characters up to U+FFFF.
CHARACTER_MAP, SEGMENTS = b"cmap", 4


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """The code points that are drawn: letters in regular and in bold, signs in one weight."""
    regular, bold = (_characters_of(LETTERS, weight) for weight in ("Regular", "Bold"))
    return (regular & bold) | _characters_of(SIGNS, "Regular")


def _characters_of(names: tuple[str, ...], weight: str) -> frozenset[int]:
    return frozenset().union(*(_characters(FOLDER / f"{name}-{weight}.ttf") for name in names))


def _characters(path: Path) -> frozenset[int]:
    font = path.read_bytes()
    start = _table(font, CHARACTER_MAP)
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == SEGMENTS:
            return _of_segments(font, start + offset)
    raise ValueError(f"{path.name} has no map of characters that can be read.")


def _table(font: bytes, wanted: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if name == wanted:
            return int(offset)
    raise ValueError(f"The font has no table {wanted!r}.")


def _of_segments(font: bytes, start: int) -> frozenset[int]:
    """Each segment is a run of code points; those that lead to glyph 0 are not drawn (OpenType, cmap format 4)."""
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    firsts = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", font, start + 16 + 4 * count)
    ranges_at = start + 16 + 6 * count
    ranges = struct.unpack_from(f">{count}H", font, ranges_at)
    found = set()
    for number, (first, end, delta, into) in enumerate(zip(firsts, ends, deltas, ranges, strict=True)):
        for point in range(first, min(end, 0xFFFE) + 1):
            glyph = point
            if into:
                (glyph,) = struct.unpack_from(">H", font, ranges_at + 2 * number + into + 2 * (point - first))
            if glyph and (glyph + delta) & 0xFFFF:
                found.add(point)
    return frozenset(found)
