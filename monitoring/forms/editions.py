"""Which report, on what, for whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from foundation.access.decisions import Decision
from monitoring.calendar.periods import NoSuchPeriod, Period, period_of
from monitoring.choices import AudienceKind, ReportKind
from monitoring.domain.editions import Wanted
from monitoring.forms.choices import ReportChoices, offer
from monitoring.permissions.editions import can_freeze, can_report_on

NO_PERIOD = _("There is no such period. Write a month as 2026-10, a quarter as 2026-Q3, a week as 2026-W45.")


class PeriodField(forms.ChoiceField):
    """Offers the latest periods and takes any: a program or an old link may name another."""

    def valid_value(self, value: Any) -> bool:
        return True

    def clean(self, value: Any) -> Period:
        try:
            return period_of(super().clean(value))
        except NoSuchPeriod:
            raise forms.ValidationError(NO_PERIOD) from None


class WantedForm(forms.Form):
    """Three steps in one plain form: which report; which areas and period; for whom and in which languages."""

    report = forms.ChoiceField(label=_("Report"), choices=ReportKind.choices)
    areas = forms.MultipleChoiceField(
        label=_("Areas"),
        help_text=_("Each with what lies below it."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    period = PeriodField(label=_("Period"))
    audience = forms.ChoiceField(
        label=_("For whom"), help_text=_("An organisation's copy holds only what is shared with it.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: ReportChoices, **kwargs: Any) -> None:
        first = choices.period_groups[0][1]
        kwargs["initial"] = {
            "areas": choices.own_areas,
            "period": first[0][0],
            "languages": [get_language() or "en"],
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.choices = choices
        offer(self, "areas", choices.area_options)
        offer(self, "period", choices.period_groups)
        offer(self, "audience", choices.audience_groups)

    def clean_areas(self) -> list[Any]:
        areas = [self.choices.areas[pk] for pk in self.cleaned_data["areas"]]
        self._ask(can_report_on(self.choices.actor, areas))
        # An area that lies in another chosen one adds nothing.
        return [area for area in areas if not any(area.path.startswith(f"{other.path}.") for other in areas)]

    def _ask(self, decision: Decision) -> None:
        if not decision:
            raise forms.ValidationError(decision.reason)

    def wanted(self) -> list[Wanted]:
        """One for each language."""
        given = self.cleaned_data
        side = self.choices.sides.get(given["audience"])
        audience = AudienceKind.ORGANISATION if side else AudienceKind(given["audience"])
        return [
            Wanted(given["report"], tuple(given["areas"]), given["period"], language, audience, side)
            for language in given["languages"]
        ]


class NewEditionForm(WantedForm):
    """As `WantedForm`, to be frozen: only of a period that has ended."""

    def clean_period(self) -> Period:
        period: Period = self.cleaned_data["period"]
        self._ask(can_freeze(period, today=self.choices.today))
        return period


class SendForm(forms.Form):
    people = forms.MultipleChoiceField(label=_("To whom"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, options: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "people", options)


class DigestForm(forms.Form):
    """A copy somebody holds: its fingerprint, or the file itself."""

    digest = forms.RegexField(
        r"(?i)^[\s0-9a-f:]{8,200}$",
        label=_("Fingerprint"),
        help_text=_("The 64 letters and digits printed at the end of the report, or the SHA-256 of the file."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_digest(self) -> str:
        digest = "".join(self.cleaned_data["digest"].lower().replace(":", "").split())
        if len(digest) != 64:
            raise forms.ValidationError(
                _("A fingerprint has 64 letters and digits; this one has %(count)s.") % {"count": len(digest)}
            )
        return digest
