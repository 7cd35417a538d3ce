"""A sheet on which marks are drawn as SVG: escaped by the XML writer, mirrored for scripts written from the right.

Colours are presentation attributes, so that the drawing is whole without our style sheet (in a PDF); classes let the
page's style sheet turn them with the dark mode. Text that holds right-to-left script stands in an isolate, because
a PDF's reader of SVG knows no `direction`.
"""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree as ET

from foundation.ui.charts.values import NAME
from foundation.ui.xml_text import storable

PHONE, LAPTOP = "phone", "laptop"
WIDTHS = {PHONE: 328, LAPTOP: 640}
FONTS = "Noto Sans, Noto Sans Arabic, sans-serif"
INK, SOFT, LINE, PAPER, TRACK, EDGE = "#13262c", "#4b5c62", "#dfdbd0", "#fff", "#efece4", "#75848a"
SERIES = ("#0f5c8a", "#c4560e", "#1594ff", "#0f2e09")
ELLIPSIS = "…"
MOST_STOPS = 12
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
FLIPPED = {"start": "end", "middle": "middle", "end": "start"}
NARROW = frozenset("iljIftr.,:;'|!()[]-’ \u00a0\u202f")
BROAD = frozenset("mwMW@%…—")


class Canvas:
    """One SVG of a drawing. Places are measured from the side where reading starts unless `mirrors` is off."""

    def __init__(
        self,
        name: str,
        size: str,
        height: float,
        *,
        title: str,
        description: str,
        width: float = 0,
        rtl: bool = False,
    ) -> None:
        if not NAME.match(name):
            raise ValueError(f"{name!r} cannot name a drawing: small letters, digits, hyphens.")
        self.prefix, self.width, self.height, self.rtl = f"{name}-{size}", width or WIDTHS[size], height, rtl
        self.root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "chart",
                "aria-labelledby": f"{self.prefix}-title {self.prefix}-desc",
                "width": number(self.width),
                "height": number(height),
                "viewBox": f"0 0 {number(self.width)} {number(height)}",
                "direction": "ltr",
                "font-family": FONTS,
                "font-size": "14",
                "fill": INK,
            },
        )
        for part, text in (("title", title), ("desc", description)):
            ET.SubElement(self.root, part, {"id": f"{self.prefix}-{part}"}).text = storable(text)
        self.definitions = ET.SubElement(self.root, "defs")

    def mark(self, url: str, tip: str, parent: ET.Element | None = None) -> ET.Element:
        """A group that says `tip` under a pointer and leads to `url` where there is one."""
        attributes = {"href": url} if url else {}
        group = ET.SubElement(self.root if parent is None else parent, "a" if url else "g", attributes)
        ET.SubElement(group, "title").text = storable(tip)
        return group

    def put(self, tag: str, parent: ET.Element | None = None, **attributes: object) -> ET.Element:
        """An element as it is; underscores in names of attributes stand for hyphens, `None` for none."""
        written = {
            name.rstrip("_").replace("_", "-"): number(value) if isinstance(value, float | int) else str(value)
            for name, value in attributes.items()
            if value is not None
        }
        return ET.SubElement(self.root if parent is None else parent, tag, written)

    def at(self, x: float) -> float:
        return self.width - x if self.rtl else x

    def box(self, x: float, y: float, width: float, height: float, parent: ET.Element | None = None, **more: object):
        """A rectangle that begins `x` from the side where reading starts."""
        left = self.width - x - width if self.rtl else x
        return self.put("rect", parent, x=left, y=y, width=width, height=height, **more)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        parent: ET.Element | None = None,
        *,
        anchor: str = "start",
        size: float = 14,
        **more: object,
    ) -> ET.Element:
        """A line of text with its baseline at `y`; `anchor` says which end of it stands at `x`."""
        if self.rtl:
            anchor = FLIPPED[anchor]
        element = self.put(
            "text", parent, x=self.at(x), y=y, font_size=size if size != 14 else None,
            text_anchor=anchor if anchor != "start" else None, **more,
        )  # fmt: skip
        element.text = isolated(storable(text))
        return element

    def write_plain(self, text: str, x: float, y: float, parent: ET.Element, **more: object) -> ET.Element:
        """A text where it is put, never mirrored: on a map, east stays east."""
        element = self.put("text", parent, x=x, y=y, **more)
        element.text = isolated(storable(text))
        return element

    def pattern(self, key: str, kind: str, colour: str = SOFT, class_: str = "chart-soft", scale: int = 1) -> str:
        """Paint for a surface that is not solid: `hatch` (missing), `stripes`, `dots`. Returns `url(#…)`."""
        name = f"{self.prefix}-{key}"
        if not any(known.get("id") == name for known in self.definitions):
            size = 6
            pattern = self.put(
                "pattern", self.definitions, id=name, width=size, height=size, patternUnits="userSpaceOnUse",
                patternTransform=f"scale({scale})" if scale != 1 else None,
                color=colour, class_=class_,
            )  # fmt: skip
            self.put("rect", pattern, width=size, height=size, fill=PAPER, class_="chart-paper")
            if kind == "dots":
                self.put("circle", pattern, cx=3, cy=3, r=1.7, fill="currentColor")
            else:
                strokes = "M-1 1l2-2M0 6l6-6M5 7l2-2" if kind == "hatch" else "M-1 5l2 2M0 0l6 6M5-1l2 2"
                self.put("path", pattern, d=strokes, stroke="currentColor", stroke_width=1 if kind == "hatch" else 2.4)
        return f"url(#{name})"

    def finished(self) -> str:
        """The SVG as text. Without links it is an image; with links a group, for nothing inside an image is reachable.

        Where there are many links, the key that goes from one to the next passes them by: the table has them all.
        """
        links = list(self.root.iter("a"))
        self.root.set("role", "group" if links else "img")
        if len(links) > MOST_STOPS:
            for link in links:
                link.set("tabindex", "-1")
        if not len(self.definitions):
            self.root.remove(self.definitions)
        return ET.tostring(self.root, encoding="unicode")


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.0", "0") if value else "0"


def isolated(text: str) -> str:
    """The text as it is, or in a first-strong isolate where its own direction would turn what stands around it."""
    if any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text):
        return f"\u2068{text}\u2069"
    return text


def width_of(text: str, size: float = 14) -> float:
    """About how wide a line of text is. Generous: no font is at hand where drawings are made."""
    ems = 0.0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
            continue
        if char in NARROW:
            ems += 0.34
        elif char in BROAD or unicodedata.east_asian_width(char) in "WF":
            ems += 1.0
        else:
            ems += 0.68 if char.isupper() else 0.58
    return ems * size


def shortened(text: str, width: float, size: float = 14) -> str:
    """The text, with an ellipsis at its end where it would be wider than `width`."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def lines_of(text: str, width: float, size: float = 14, most: int = 2) -> list[str]:
    """The text in at most `most` lines of `width`; what does not fit ends in an ellipsis."""
    done: list[str] = []
    rest = text.split()
    while rest and len(done) < most - 1:
        count = 1
        while count < len(rest) and width_of(" ".join(rest[: count + 1]), size) <= width:
            count += 1
        done.append(shortened(" ".join(rest[:count]), width, size))
        rest = rest[count:]
    if rest:
        done.append(shortened(" ".join(rest), width, size))
    return done or [""]
