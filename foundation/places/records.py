"""What lies in an area, as links to lists: each app whose records lie in areas names its own here, once."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class RecordList:
    """`view` lists, to each reader what they may see, the records in an area given as `area` and below it."""

    label: str | Promise
    view: str


@dataclass(frozen=True)
class RecordLink:
    label: str | Promise
    url: str


_registered: dict[str, RecordList] = {}


def register_record_list(record_list: RecordList) -> None:
    """Link it from the page of every area. Called once, from `apps.py: ready()` of the app that has the list."""
    _registered[record_list.view] = record_list


def record_links(area_id: UUID) -> list[RecordLink]:
    query = urlencode({"area": area_id})
    return [RecordLink(one.label, f"{reverse(one.view)}?{query}") for one in _registered.values()]
