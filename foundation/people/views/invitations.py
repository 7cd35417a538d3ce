from __future__ import annotations

from allauth.account.utils import perform_login
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundation.access.gates import gated, public
from foundation.access.requests import SignedInRequest
from foundation.people.domain import invitations, persons
from foundation.people.domain.invitations import InvitationGone, MailNotSent
from foundation.people.forms.people import AcceptForm, InvitationForm
from foundation.people.models import Invitation, Organisation, Person
from foundation.people.permissions import can_invite, can_renew_invitation, can_revoke_invitation
from foundation.people.views.forms import form_page, sent
from foundation.submissions.once import once
from foundation.ui.notes import say_saved

NO_MAIL = "mail_not_sent"


def mail_not_sent() -> forms.ValidationError:
    return forms.ValidationError(_("The mail could not leave, so nothing was changed. Try again later."), code=NO_MAIL)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_invite, model=Organisation)
def invitation_add(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    known = _known_person(request)
    form = InvitationForm(request.POST or None, organisation=organisation, full_name=str(known or ""))
    if sent(request, form):
        try:
            _invite(request, organisation, form, known)
        except MailNotSent:
            form.add_error(None, mail_not_sent())
        else:
            say_saved(request, _("The invitation is on its way."))
            return redirect(organisation)
    return form_page(
        request, form, title=_("Invite somebody"), label=_("Send the invitation"), deed="invite",
        back=organisation.get_absolute_url(), about=" · ".join(filter(None, [str(known or ""), organisation.name])),
    )  # fmt: skip


def _known_person(request: SignedInRequest) -> Person | None:
    """The holder of an office who has no account yet, when the address names one."""
    wanted = forms.UUIDField(required=False)
    try:
        pk = wanted.clean(request.GET.get("person", ""))
    except forms.ValidationError:
        return None
    return Person.objects.visible_to(request.actor).filter(pk=pk, user=None).first() if pk else None


def _invite(request: SignedInRequest, organisation: Organisation, form: InvitationForm, known: Person | None) -> None:
    typed = form.cleaned_data
    person = known or persons.add_person(full_name=typed["full_name"], by=request.actor)
    invitations.invite(
        person,
        email=typed["email"],
        organisation=organisation,
        role=typed["role"],
        areas=form.chosen_areas(),
        language=typed["language"],
        by=request.actor,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_renew_invitation, model=Invitation)
def invitation_renew(request: SignedInRequest, invitation: Invitation) -> HttpResponse:
    form = forms.Form(request.POST or None)
    if sent(request, form):
        try:
            invitations.renew_invitation(invitation, by=request.actor)
        except MailNotSent:
            form.add_error(None, mail_not_sent())
        else:
            say_saved(request, _("The invitation is on its way."))
            return redirect(invitation.membership.organisation)
    return form_page(
        request, form, title=_("Send the invitation again"), label=_("Send again"), deed="renew_invitation",
        back=invitation.membership.organisation.get_absolute_url(), about=invitation.email,
        words=_("A new link is sent; the one before stops working."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_revoke_invitation, model=Invitation)
def invitation_revoke(request: SignedInRequest, invitation: Invitation) -> HttpResponse:
    form = forms.Form(request.POST or None)
    if sent(request, form):
        invitations.revoke_invitation(invitation, by=request.actor)
        say_saved(request, _("The invitation is taken back."))
        return redirect(invitation.membership.organisation)
    return form_page(
        request, form, title=_("Take the invitation back"), label=_("Take back"), deed="revoke_invitation",
        back=invitation.membership.organisation.get_absolute_url(), about=invitation.email,
        words=_("The link stops working. The place stays until you end it."), is_grave=True,
    )  # fmt: skip


@public("whoever holds the link was invited by it; acts on POST only, once")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitations.find_invitation(token)
    if invitation is None or not invitations.is_open(invitation):
        return render(request, "people/invitation_gone.html", {}, status=410)
    if request.user.is_authenticated:
        return render(request, "people/invitation_signed_in.html", {}, status=409)
    form = AcceptForm(request.POST or None, email=invitation.email)
    if sent(request, form):
        try:
            user = invitations.accept_invitation(invitation, password=form.cleaned_data["password1"])
        except InvitationGone:
            return render(request, "people/invitation_gone.html", {}, status=410)
        return perform_login(request, user)
    organisation = invitation.membership.organisation
    context = {
        "form": form,
        "invitation": invitation,
        "organisation": organisation,
        "from_whom": invitations.from_whom(invitation),
    }
    return render(request, "people/invitation.html", context, status=422 if form.is_bound else 200)
