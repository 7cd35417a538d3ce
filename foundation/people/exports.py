"""What the directory holds as a file. Offices and bodies: names of persons are not in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foundation.documents.lists.columns import choice, code, name
from foundation.people.choices import Side

ORGANISATION_COLUMNS = (
    name(_("Name"), "names", hxl="#org+name"),
    choice(_("Kind"), "kind", Side, hxl="#org+type"),
    name(_("part of"), "parent__names", hxl="#org+parent+name"),
    name(_("Area"), "area__names", hxl="#loc+name"),
    code(_("Area code"), "area__code", hxl="#loc+code"),
)
