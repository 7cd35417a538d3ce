from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from foundation.access.gates import allowed, gated, listing, shown, visible_or_404
from foundation.access.requests import SignedInRequest
from foundation.people.domain import memberships, persons
from foundation.people.forms.people import PersonForm, PlaceForm
from foundation.people.models import Invitation, Membership, Organisation, Person, Tenure
from foundation.people.permissions import (
    can_add_membership,
    can_add_person,
    can_change_membership,
    can_end_membership,
    can_rename_person,
)
from foundation.people.views.forms import form_page, sent
from foundation.places.folding import folded
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.listings import ListRules, Sort, list_page
from foundation.ui.notes import say_saved

RULES = ListRules(
    search=lambda rows, words: rows.filter(folded__contains=folded(words)),
    sorts=(Sort("name", gettext_lazy("Name"), ("full_name",)),),
)


@require_safe
@listing
def person_list(request: SignedInRequest) -> HttpResponse:
    page = list_page(request, Person.objects.visible_to(request.actor), RULES)
    held = Tenure.objects.visible_to(request.actor).current(on=timezone.localdate()).filter(person__in=page.rows)
    posts: dict = {}
    for tenure in held.select_related("post__organisation"):
        posts.setdefault(tenure.person_id, tenure.post)
    rows = [{"person": person, "post": posts.get(person.pk)} for person in page.rows]
    context = {"listing": page, "rows": rows, "can_add": can_add_person(request.actor)}
    return render(request, "people/person_list.html", context)


@require_safe
@shown(model=Person)
def person(request: SignedInRequest, person: Person) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    places = Membership.objects.visible_to(actor).filter(person=person).select_related("organisation", "person")
    tenures = Tenure.objects.visible_to(actor).filter(person=person).select_related("post__organisation")
    waiting = Invitation.objects.visible_to(actor).open(at=timezone.now()).filter(membership__person=person)
    context = {
        "person": person,
        "today": today,
        "places": [
            {"membership": row, "can_change": can_change_membership(actor, row)}
            for row in places.order_by("-from_on").prefetch_related("areas")
        ],
        "tenures": tenures,
        "invitations": waiting,
        "can_rename": can_rename_person(actor, person),
        "can_add_membership": can_add_membership(actor, person),
    }
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@allowed(can_add_person)
def person_add(request: SignedInRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if sent(request, form):
        made = persons.add_person(**form.cleaned_data, by=request.actor)
        say_saved(request, _("The person is added."))
        return redirect(made)
    back = reverse("people:person_list")
    return form_page(request, form, title=_("Add a person"), label=_("Add the person"), deed="add_person", back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_rename_person, model=Person)
def person_rename(request: SignedInRequest, person: Person) -> HttpResponse:
    initial = {"full_name": person.full_name, "latin_name": person.latin_name}
    form = PersonForm(request.POST or None, initial=initial)
    if sent(request, form):
        persons.rename_person(person, **form.cleaned_data, by=request.actor, seen=seen_revision(request))
        say_saved(request, _("The name is saved."))
        return redirect(person)
    return form_page(
        request, form, title=_("Correct the name"), label=_("Save the name"), deed="rename_person",
        back=person.get_absolute_url(), record=person,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_add_membership, model=Person)
def membership_add(request: SignedInRequest, person: Person, organisation_pk: object) -> HttpResponse:
    """A place for somebody known, in the organisation named in the address."""
    organisation = visible_or_404(Organisation, request.actor, pk=organisation_pk)
    form = PlaceForm(request.POST or None, organisation=organisation)
    if sent(request, form):
        role = form.cleaned_data["role"]
        memberships.add_membership(
            person, organisation=organisation, role=role, areas=form.chosen_areas(), by=request.actor
        )
        say_saved(request, _("The person has a place."))
        return redirect(person)
    return form_page(
        request, form, title=_("Give a place"), label=_("Give the place"), deed="add_membership",
        back=person.get_absolute_url(), about=f"{person} · {organisation.name}",
    )  # fmt: skip


@require_safe
@gated(can_add_membership, model=Person)
def membership_choose(request: SignedInRequest, person: Person) -> HttpResponse:
    """In which organisation is the place to be?"""
    rules = ListRules(search=lambda rows, words: rows.filter(folded__contains=folded(words)))
    rows = Organisation.objects.visible_to(request.actor).filter(retired_on=None).select_related("area")
    context = {"person": person, "listing": list_page(request, rows.order_by("area__path", "pk"), rules)}
    return render(request, "people/membership_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_change_membership, model=Membership)
def membership_change(request: SignedInRequest, membership: Membership) -> HttpResponse:
    initial = {"role": membership.role, "areas": membership.areas.all()}
    form = PlaceForm(request.POST or None, organisation=membership.organisation, initial=initial)
    if sent(request, form):
        memberships.change_membership(
            membership,
            role=form.cleaned_data["role"],
            areas=form.chosen_areas(),
            by=request.actor,
            seen=seen_revision(request),
        )
        say_saved(request, _("Role and areas are saved."))
        return redirect(membership.person)
    return form_page(
        request, form, title=_("Change role or areas"), label=_("Save"), deed="change_membership",
        back=membership.person.get_absolute_url(), record=membership,
        about=f"{membership.person} · {membership.organisation.name}",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_end_membership, model=Membership)
def membership_end(request: SignedInRequest, membership: Membership) -> HttpResponse:
    form = forms.Form(request.POST or None)
    if sent(request, form):
        memberships.end_membership(membership, by=request.actor, seen=seen_revision(request))
        say_saved(request, _("The place has ended and the account is closed."))
        return redirect(membership.person)
    return form_page(
        request, form, title=_("End the place"), label=_("End the place"), deed="end_membership",
        back=membership.person.get_absolute_url(), record=membership, is_grave=True,
        about=f"{membership.person} · {membership.organisation.name}",
        words=_("The account is closed at once, on all devices. What the person did stays on record."),
    )  # fmt: skip
