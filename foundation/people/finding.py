"""What a spreadsheet calls an area or an organisation, found among those known, without a statement for each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.imports.plain_words import plain
from foundation.people.models import Organisation
from foundation.places.models import Area


class AreaFinder:
    """Areas by code or by name in any language."""

    def __init__(self, actor: Actor) -> None:
        self._known: dict[str, list[Area]] = defaultdict(list)
        for area in Area.objects.visible_to(actor):
            for words in {plain(area.code), *map(plain, area.names.values())}:
                self._known[words].append(area)

    def find(self, words: str) -> Area:
        """Raises ValidationError where there is none of this name, or several."""
        found = self._known.get(plain(words), [])
        if not found:
            raise ValidationError(_("There is no area of this name or code."))
        if len(found) > 1:
            codes = ", ".join(sorted(area.code for area in found)[:5])
            raise ValidationError(_("Several areas have this name. Write its code: %(codes)s.") % {"codes": codes})
        return found[0]


class OrganisationFinder:
    """Organisations that take part in something, by name in any language."""

    def __init__(self, actor: Actor) -> None:
        self._known: dict[str, list[Organisation]] = defaultdict(list)
        rows = Organisation.objects.visible_to(actor).filter(retired_on=None)
        for organisation in rows.select_related("area", "root"):
            self.add(organisation, organisation.names.values())

    def add(self, organisation: Organisation, names: Iterable[str]) -> None:
        for words in set(map(plain, names)):
            self._known[words].append(organisation)

    def named(self, words: str, area: Area | None = None) -> list[Organisation]:
        """Those of this name, all of them or those in the area."""
        found = self._known.get(plain(words), [])
        return [organisation for organisation in found if area is None or organisation.area_id == area.pk]

    def find(self, words: str) -> Organisation:
        """Raises ValidationError where there is none of this name, or several."""
        found = self.named(words)
        if not found:
            raise ValidationError(_("There is no organisation of this name. Add it first, or correct the name."))
        if len(found) > 1:
            raise ValidationError(_("Several organisations have this name."))
        return found[0]
