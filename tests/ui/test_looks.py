"""The promises of SCREENS about what is sent: sizes, old browsers, right-to-left, no inline code."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.template import engines

from foundation.ui.icons import ICONS, TURNING_ICONS

ROOT = Path(settings.ROOT)
STYLE = (ROOT / "static/css/concord.css").read_text()
SCRIPT = (ROOT / "static/js/concord.js").read_text()
SPRITE = (ROOT / "static/icons/sprite.svg").read_text()
RULES = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "foundation/ui/templates").rglob("*.html"))


@pytest.mark.parametrize(
    ("text", "most"), [(STYLE, 8 * 1024), (SCRIPT, 8 * 1024), (SPRITE, 3 * 1024)], ids=["style", "script", "sprite"]
)
def test_what_every_page_loads_stays_small(text, most):
    assert len(brotli.compress(text.encode(), quality=11)) <= most


def test_every_icon_has_a_name_and_every_name_an_icon():
    assert set(re.findall(r'<symbol id="([a-z]+)"', SPRITE)) == ICONS
    assert TURNING_ICONS < ICONS


@pytest.mark.parametrize("too_new", ["@layer", "@container", "light-dark(", "color-mix(", ":has(", "&"])
def test_the_style_speaks_to_chrome_95(too_new):
    assert too_new not in RULES


def test_the_style_turns_with_the_script_of_the_page():
    physical = r"[\s;{](?:margin|padding|border|inset)?-?(?:left|right)\s*:|text-align:\s*(?:left|right)"

    assert re.findall(physical, RULES) == []


@pytest.mark.parametrize(
    "too_new", ["replaceAll(", "??=", "||=", "&&=", ".at(", "structuredClone", "eval(", "innerHTML"]
)
def test_the_script_speaks_es2020_and_writes_no_markup(too_new):
    assert too_new not in SCRIPT


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_inline_style_or_script(path):
    source = path.read_text()

    html = re.sub(r"{%.*?%}", "", source)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)


def test_an_unknown_icon_is_a_loud_mistake():
    with pytest.raises(ValueError, match="No icon is called 'dove'"):
        engines["django"].from_string('{% icon "dove" %}').render({})
