from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.access.gates import allowed, gated, listing, shown
from foundation.access.requests import SignedInRequest
from foundation.documents.lists.downloads import Form, download
from foundation.journal.entries import record
from foundation.people.domain import organisations, posts
from foundation.people.exports import ORGANISATION_COLUMNS
from foundation.people.forms.organisations import OrganisationForm, PostForm
from foundation.people.lists import ORGANISATION_KINDS
from foundation.people.models import Delegation, Invitation, Membership, Organisation, Post, Tenure
from foundation.people.permissions import (
    can_add_organisation,
    can_add_post,
    can_invite,
    can_manage_organisation,
    can_rename_organisation,
    can_retire_organisation,
)
from foundation.people.provenance import imported_from
from foundation.people.views.forms import form_page, sent
from foundation.places.folding import folded
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.listings import Filter, ListRules, Sort, filtered, list_page
from foundation.ui.names_form import NamesForm
from foundation.ui.notes import say_saved

RULES = ListRules(
    filters=(Filter("kind", gettext_lazy("Kind"), lambda _request: ORGANISATION_KINDS.choices),),
    search=lambda rows, words: rows.filter(folded__contains=folded(words)),
    sorts=(
        Sort("place", gettext_lazy("Place"), ("area__path", "root_id", "pk")),
        Sort("kind", gettext_lazy("Kind"), ("kind", "area__path")),
    ),
)


@require_safe
@listing
def organisation_list(request: SignedInRequest) -> HttpResponse:
    context = {"listing": list_page(request, listed(request), RULES), "can_add": can_add_organisation(request.actor)}
    return render(request, "people/organisation_list.html", context)


def listed(request: SignedInRequest) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(request.actor).filter(retired_on=None).select_related("area", "parent")


@require_POST
@listing
def organisation_list_download(request: SignedInRequest, form: Form) -> HttpResponseBase:
    rows = filtered(request, listed(request), RULES)
    record("exported_organisations", request.actor.user, by=request.actor)
    return download(request, rows, ORGANISATION_COLUMNS, form=form, name="organisations", title=_("Organisations"))


@require_safe
@shown(model=Organisation)
def organisation(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    members = Membership.objects.visible_to(actor).filter(organisation=organisation)
    waiting = Invitation.objects.visible_to(actor).filter(membership__organisation=organisation)
    context = {
        "organisation": organisation,
        "posts": _posts_of(request, organisation),
        "components": organisation.components.filter(retired_on=None).select_related("area"),
        "members": members.current(on=today).select_related("person__user"),
        "invitations": waiting.open(at=timezone.now()).select_related("membership__person"),
        "can_manage": can_manage_organisation(actor, organisation),
        "can_invite": can_invite(actor, organisation),
        "imported": imported_from(organisation, actor),
    }
    return render(request, "people/organisation.html", context)


def _posts_of(request: SignedInRequest, organisation: Organisation) -> list[dict]:
    """Each post with its holder and delegates, as far as their names may be read here."""
    today = timezone.localdate()
    posts = list(Post.objects.visible_to(request.actor).filter(organisation=organisation, retired_on=None))
    tenures = Tenure.objects.visible_to(request.actor).current(on=today).filter(post__in=posts).select_related("person")
    held = {tenure.post_id: tenure for tenure in tenures}
    delegations = Delegation.objects.visible_to(request.actor).current(on=today).filter(post__in=posts)
    acting: dict = {}
    for delegation in delegations.select_related("person"):
        acting.setdefault(delegation.post_id, []).append(delegation)
    return [{"post": post, "tenure": held.get(post.pk), "delegations": acting.get(post.pk, [])} for post in posts]


@require_http_methods(["GET", "HEAD", "POST"])
@once
@allowed(can_add_organisation)
def organisation_add(request: SignedInRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None, actor=request.actor)
    if sent(request, form):
        kind, area = form.cleaned_data["kind"], form.cleaned_data["area"]
        made = organisations.add_organisation(names=form.names(), kind=kind, area=area, parent=None, by=request.actor)
        say_saved(request, _("The organisation is added."))
        return redirect(made)
    back = reverse("people:organisation_list")
    return form_page(
        request,
        form,
        title=_("Add an organisation"),
        label=_("Add the organisation"),
        deed="add_organisation",
        back=back,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_manage_organisation, model=Organisation)
def organisation_add_component(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = OrganisationForm(request.POST or None, actor=request.actor, parent=organisation)
    if sent(request, form):
        made = organisations.add_organisation(
            names=form.names(),
            kind=organisation.kind,
            area=form.cleaned_data["area"],
            parent=organisation,
            by=request.actor,
        )
        say_saved(request, _("The organisation is added."))
        return redirect(made)
    return form_page(
        request, form, title=_("Add a part of the organisation"), label=_("Add the organisation"),
        deed="add_organisation", back=organisation.get_absolute_url(), about=organisation.name,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_rename_organisation, model=Organisation)
def organisation_rename(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = NamesForm(request.POST or None, names=organisation.names)
    if sent(request, form):
        organisations.rename_organisation(
            organisation, names=form.names(), by=request.actor, seen=seen_revision(request)
        )
        say_saved(request, _("The name is saved."))
        return redirect(organisation)
    return form_page(
        request, form, title=_("Rename the organisation"), label=_("Save the name"), deed="rename_organisation",
        back=organisation.get_absolute_url(), record=organisation, about=organisation.name,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_retire_organisation, model=Organisation)
def organisation_retire(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = forms.Form(request.POST or None)
    if sent(request, form):
        organisations.retire_organisation(organisation, by=request.actor, seen=seen_revision(request))
        say_saved(request, _("The organisation is retired."))
        return redirect(organisation)
    return form_page(
        request, form, title=_("Retire the organisation"), label=_("Retire the organisation"),
        deed="retire_organisation", back=organisation.get_absolute_url(), record=organisation,
        about=organisation.name, is_grave=True,
        words=_("Its posts end with it. What it owes and is owed stays on record. This is not undone here."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_add_post, model=Organisation)
def post_add(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = PostForm(request.POST or None)
    if sent(request, form):
        post = posts.add_post(organisation, titles=form.names(), is_head=form.cleaned_data["is_head"], by=request.actor)
        say_saved(request, _("The post is added."))
        return redirect(post)
    return form_page(
        request, form, title=_("Add a post"), label=_("Add the post"), deed="add_post",
        back=organisation.get_absolute_url(), about=organisation.name,
    )  # fmt: skip
