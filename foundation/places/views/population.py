from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.access.gates import gated
from foundation.access.requests import SignedInRequest
from foundation.places.forms.population import PopulationForm
from foundation.places.models import Area
from foundation.places.permissions import can_record_population
from foundation.places.population import Census, censuses_of, record_population
from foundation.places.views.forms import form_page, refused, sent
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_record_population, model=Area)
def population_record(request: SignedInRequest, area: Area) -> HttpResponse:
    """One year of one source; `?year=&source=` opens what stands, to be corrected."""
    form = PopulationForm(request.POST or None, census=None if request.POST else _asked(request, area))
    if sent(request, form):
        told = {name: form.cleaned_data[name] for name in ("year", "source")}
        try:
            record_population(area, **told, counts=form.counts(), by=request.actor, seen=seen_revision(request))
        except ValidationError as error:
            refused(form, error)
        else:
            say_saved(request, _("The population is saved."))
            return redirect(area)
    return form_page(
        request, form, area, title=_("Population"), label=_("Save the population"), deed="record_population",
        back=area.get_absolute_url(), template="places/population_form.html",
        words=_("Leave empty what is not known: it is shown as missing, not as zero."),
    )  # fmt: skip


def _asked(request: SignedInRequest, area: Area) -> Census | None:
    asked = request.GET.get("year", ""), request.GET.get("source", "")
    stated = censuses_of(area, actor=request.actor)
    return next((census for census in stated if (str(census.year), census.source) == asked), None)
