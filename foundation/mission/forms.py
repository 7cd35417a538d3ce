from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from foundation.access.choices import Sensitivity
from foundation.mission.models import (
    LARGEST_MINIMUM,
    SMALLEST_PEOPLE,
    SMALLEST_POSTS,
    SMALLEST_SENSITIVE,
    MissionSettings,
)
from foundation.ui.clean_text import ExactCharField
from foundation.ui.dates import zone_label
from foundation.ui.names_form import NamesForm

LONGEST_MARKING = 60


@cache
def zones() -> list[tuple[str, str]]:
    """The world's zones by place, without the historical and technical ones."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]


def zones_with(known: str) -> list[tuple[str, str]]:
    """Also the zone that holds now, should it have no place in its name: a form must not change it unasked."""
    offered = zones()
    return offered if any(name == known for name, _words in offered) else [*offered, (known, zone_label(known))]


def minimum(label: Any, smallest: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=smallest, max_value=LARGEST_MINIMUM)


class EntryForm(NamesForm):
    """How the mission says an entry. One that came with Concord may stay without words of the mission's own."""

    names_label = _("In the mission's words")

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own = is_own

    def clean(self) -> dict[str, Any]:
        return super().clean() if self.is_own else self.cleaned_data


class MissionForm(NamesForm):
    """The name and the marking words by language; the zone; the three smallest counts."""

    names_label = _("Name of the mission")

    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Days begin and end by this clock."))
    minimum_posts = minimum(_("Smallest count of office-holders shown"), SMALLEST_POSTS)
    minimum_people = minimum(_("Smallest count of people or records shown"), SMALLEST_PEOPLE)
    minimum_sensitive = minimum(_("Smallest count shown of a sensitive subject"), SMALLEST_SENSITIVE)

    def __init__(self, *args: Any, row: MissionSettings, **kwargs: Any) -> None:
        plain = ("zone", "minimum_posts", "minimum_people", "minimum_sensitive")
        initial = {name: getattr(row, name) for name in plain}
        super().__init__(*args, names=row.names, initial=initial, **kwargs)
        self.fields["zone"].choices = zones_with(row.zone)  # type: ignore[attr-defined]
        for sensitivity in Sensitivity:
            for code, language in settings.LANGUAGES:
                self.fields[f"marking_{sensitivity}_{code}"] = ExactCharField(
                    label=f"{sensitivity.label} ({language})",
                    max_length=LONGEST_MARKING,
                    required=False,
                    initial=row.markings.get(sensitivity, {}).get(code, ""),
                    widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
                )

    def settings(self) -> dict[str, Any]:
        """What `change_mission` takes."""
        taken = {name: self.cleaned_data[name] for name in MissionSettings.journal_facts}
        return {**taken, "names": self.names(), "markings": self.markings()}

    def markings(self) -> dict[str, dict[str, str]]:
        given = {
            str(sensitivity): {
                code: words
                for code, _language in settings.LANGUAGES
                if (words := self.cleaned_data.get(f"marking_{sensitivity}_{code}", "")).strip()
            }
            for sensitivity in Sensitivity
        }
        return {sensitivity: words for sensitivity, words in given.items() if words}

    def marking_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("marking_")]

    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("marking_")]
