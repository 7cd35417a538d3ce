"""One-time links: made and taken back by the side that keeps the record, used by somebody without an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coordination.choices import EndorsementAnswer
from coordination.domain import signing_links
from coordination.domain.record_pages import shown_record
from coordination.forms.minutes import AnswerForm, SigningLinkForm
from coordination.models import Endorsement, SigningLink
from coordination.permissions.minutes import can_issue_signing_link, can_revoke_signing_link
from foundation.access.gates import gated, public, shown
from foundation.access.requests import SignedInRequest
from foundation.accounts.models import hash_of
from foundation.submissions.once import once
from foundation.ui.notes import say_saved


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_issue_signing_link, model=Endorsement)
def minutes_issue_signing_link(request: SignedInRequest, endorsement: Endorsement) -> HttpResponse:
    form = SigningLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["signer_name"]
        link = signing_links.issue_signing_link(endorsement, by=request.actor, signer_name=name)
        return redirect("coordination:signing_link", pk=link.pk)
    meeting = endorsement.version.meeting
    context = {"endorsement": endorsement, "meeting": meeting, "form": form, "marking": meeting.sensitivity}
    status = 422 if request.method == "POST" else 200
    return render(request, "coordination/minutes_issue_link.html", context, status=status)


@require_safe
@shown(model=SigningLink)
def signing_link(request: SignedInRequest, link: SigningLink) -> HttpResponse:
    """The address to hand over, for who made the link and while it can be used."""
    token = signing_links.token_of(link)
    is_usable = signing_links.open_link(token) is not None and hash_of(token) == link.token_hash
    is_mine = link.issued_by_id == request.actor.user_id
    address = f"{settings.SITE_URL}{reverse('coordination:sign', args=[token])}" if is_usable and is_mine else ""
    meeting = link.endorsement.version.meeting
    context = {
        "link": link,
        "meeting": meeting,
        "address": address,
        "is_mine": is_mine,
        "can_revoke": can_revoke_signing_link(request.actor, link),
        "marking": meeting.sensitivity,
    }
    return render(request, "coordination/signing_link.html", context)


@require_POST
@once
@gated(can_revoke_signing_link, model=SigningLink)
def signing_link_revoke(request: SignedInRequest, link: SigningLink) -> HttpResponse:
    signing_links.revoke_signing_link(link, by=request.actor)
    say_saved(request, _("The link is taken back."))
    return redirect("coordination:minutes", pk=link.endorsement.version.meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@public("the secret in the address is the right to answer once; what it shows is the version to be answered")
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows, POST answers. A link that is unknown, used, taken back or too old: one and the same page."""
    link = signing_links.open_link(token)
    if link is None:
        return unusable(request)
    if request.method != "POST":
        return page(request, link, AnswerForm(initial={"name": link.signer_name}))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page(request, link, form, status=422)
    told = form.cleaned_data
    answer = EndorsementAnswer(told["answer"])
    if signing_links.answer_by_link(link, answer=answer, name=told["name"], text=told["text"]) is None:
        return unusable(request)
    return redirect("coordination:signing_done")


@require_safe
@public("thanks whoever has answered by link, and names nothing")
def signing_done(request: HttpRequest) -> HttpResponse:
    return render(request, "coordination/signing_done.html")


def page(request: HttpRequest, link: SigningLink, form: AnswerForm, status: int = 200) -> HttpResponse:
    version = link.endorsement.version
    context: dict[str, Any] = {
        "link": link,
        "side": link.endorsement.organisation,
        "version": version,
        "record": shown_record(version.content),
        "form": form,
        "today": timezone.localdate(),
        "marking": version.meeting.sensitivity,
    }
    return render(request, "coordination/signing.html", context, status=status)


def unusable(request: HttpRequest) -> HttpResponse:
    return render(request, "coordination/signing_unusable.html", status=404)
