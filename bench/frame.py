"""The frame of the plain pages: the product's links as plain HTML, so that both pages offer the same ones.

Written into the template before the plain site reads it: for that site they are as if somebody had typed them there.
"""

from __future__ import annotations

import os
from pathlib import Path

from desk.navigation import SHORTCUTS, bar_for, item_for, may_go, more_for
from foundation.access.actors import Actor
from foundation.ui.navigation import NavigationItem

SOURCE = Path(__file__).parent / "bare" / "frame.html"
SECTIONS = {"/actions/": "actions", "/meetings/": "meetings"}


def write_frame(reader: Actor) -> None:
    """Make `base.html` of the plain site for this reader."""
    bar = [item_for(place, "") for place in bar_for(reader)]
    more = [item_for(place, "") for place in more_for(reader)]
    shortcuts = [item_for(place, "") for place in SHORTCUTS if may_go(reader, place)]
    links = {
        "BAR": [f"    <li>{link_of(item)}</li>" for item in bar]
        + [f'    <li class="tabs-more">{link_of(item)}</li>' for item in more],
        "MENU": [f'      <li><a href="{item.url}">{icon_of(item)}{item.label}</a></li>' for item in more],
        "KEYS": [key_of(item) for item in (*shortcuts, *bar) if item.key],
    }
    text = SOURCE.read_text()
    for name, lines in links.items():
        text = text.replace(f"{{# {name} #}}", "\n".join(lines))
    folder = templates_folder()
    folder.mkdir(exist_ok=True)
    (folder / "base.html").write_text(text)


def templates_folder() -> Path:
    return Path(os.environ["CONCORD_DATA"]) / "plain-templates"


def link_of(item: NavigationItem) -> str:
    section = SECTIONS.get(item.url)
    current = f'{{% if section == "{section}" %}} aria-current="page"{{% endif %}}' if section else ""
    return f'<a href="{item.url}"{current}>{icon_of(item)}<span>{item.label}</span></a>'


def icon_of(item: NavigationItem) -> str:
    sprite = "{% static 'icons/sprite.svg' %}"
    return f'<svg class="icon" aria-hidden="true"><use href="{sprite}#{item.icon}"/></svg>'


def key_of(item: NavigationItem) -> str:
    return f'      <dt><kbd>{item.key}</kbd></dt><dd><a href="{item.url}" data-key="{item.key}">{item.label}</a></dd>'
