from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.places.choices import ALL_AGES, Sex
from foundation.places.population import MOST_PEOPLE, USUAL_BANDS, Census, Counts, is_band, sorted_bands
from foundation.ui.clean_text import ExactCharField

EARLIEST = 1900
MOST_BANDS = 40


class PopulationForm(forms.Form):
    """Counts by sex (columns) and age band (rows). An empty cell is not known, which is not zero."""

    year = forms.IntegerField(label=_("Year"), min_value=EARLIEST)
    source = ExactCharField(label=_("Source"), max_length=200, help_text=_("Who counted or estimated, and when."))

    def __init__(self, data: Any = None, *, census: Census | None = None) -> None:
        super().__init__(data, initial={"year": census.year, "source": census.source} if census else {})
        self.bands = self._bands(census)
        known = {(cell.sex, cell.band): cell.count for line in census.lines for cell in line.cells} if census else {}
        for band in (ALL_AGES, *self.bands):
            for sex in Sex:
                self.fields[cell_name(sex, band)] = forms.IntegerField(
                    label=f"{sex.label}, {band}" if band else sex.label,
                    required=False,
                    min_value=0,
                    max_value=MOST_PEOPLE,
                    initial=known.get((sex, band)),
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 11}),
                )

    def _bands(self, census: Census | None) -> list[str]:
        """Those that were on the person's screen, else those the source has, else the usual ones."""
        if self.is_bound:
            sent = [band for band in str(self.data.get("bands", "")).split(",") if is_band(band)]
            return sorted_bands(dict.fromkeys(sent[:MOST_BANDS]))
        stated = [line.band for line in census.lines if line.band] if census else []
        return stated or list(USUAL_BANDS)

    @property
    def sexes(self) -> list[str]:
        return [str(sex.label) for sex in Sex]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For the table: an age band with its three fields."""
        return [
            {"band": band, "fields": [self[cell_name(sex, band)] for sex in Sex]} for band in (ALL_AGES, *self.bands)
        ]

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise forms.ValidationError(_("This year has not come yet."))
        return year

    def clean_source(self) -> str:
        return " ".join(self.cleaned_data["source"].split())

    def counts(self) -> Counts:
        cells = [(sex.value, band) for band in (ALL_AGES, *self.bands) for sex in Sex]
        told = {cell: self.cleaned_data.get(cell_name(*cell)) for cell in cells}
        return {cell: count for cell, count in told.items() if count is not None}


def cell_name(sex: str, band: str) -> str:
    return f"count_{sex}_{band or 'all'}"
