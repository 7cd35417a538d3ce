from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.access.gates import gated, shown
from foundation.access.requests import SignedInRequest
from foundation.people.domain import delegations, persons, posts, tenures
from foundation.people.forms.organisations import AppointForm, DelegateForm, HandOverForm, PostForm, WhoForm
from foundation.people.models import Delegation, Person, Post, Tenure
from foundation.people.permissions import (
    can_appoint,
    can_delegate_post,
    can_end_delegation,
    can_hand_over_post,
    can_rename_post,
    can_retire_post,
    tenure_of,
)
from foundation.people.provenance import imported_from
from foundation.people.views.forms import form_page, sent
from foundation.submissions.once import once
from foundation.submissions.revisions import seen_revision
from foundation.ui.notes import say_saved


@require_safe
@shown(model=Post)
def post(request: SignedInRequest, post: Post) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    held = list(Tenure.objects.visible_to(actor).filter(post=post).select_related("person"))
    acting = Delegation.objects.visible_to(actor).current(on=today).filter(post=post)
    context = {
        "post": post,
        "holder": next((tenure for tenure in held if _is_current(tenure)), None),
        "is_held": tenure_of(post) is not None,
        "earlier": [tenure for tenure in held if not _is_current(tenure)],
        "delegations": [
            {"delegation": row, "can_end": can_end_delegation(actor, row)}
            for row in acting.select_related("person", "post__organisation")
        ],
        "can_appoint": can_appoint(actor, post),
        "can_hand_over": can_hand_over_post(actor, post),
        "can_delegate": can_delegate_post(actor, post),
        "can_rename": can_rename_post(actor, post),
        "can_retire": can_retire_post(actor, post),
        "imported": imported_from(post, actor),
    }
    return render(request, "people/post.html", context)


def _is_current(tenure: Tenure) -> bool:
    today = timezone.localdate()
    return tenure.from_on <= today and (tenure.until_on is None or tenure.until_on > today)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_rename_post, model=Post)
def post_rename(request: SignedInRequest, post: Post) -> HttpResponse:
    form = PostForm(request.POST or None, names=post.titles, initial={"is_head": post.is_head})
    if sent(request, form):
        posts.rename_post(
            post,
            titles=form.names(),
            is_head=form.cleaned_data["is_head"],
            by=request.actor,
            seen=seen_revision(request),
        )
        say_saved(request, _("The post is saved."))
        return redirect(post)
    return _page(request, form, post, title=_("Rename the post"), label=_("Save the post"), deed="rename_post")


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_retire_post, model=Post)
def post_retire(request: SignedInRequest, post: Post) -> HttpResponse:
    form = forms.Form(request.POST or None)
    if sent(request, form):
        posts.retire_post(post, by=request.actor, seen=seen_revision(request))
        say_saved(request, _("The post is retired."))
        return redirect(post)
    words = _("Whoever holds it loses it, and with it the account. What the office owes stays on record.")
    return _page(
        request, form, post, title=_("Retire the post"), label=_("Retire the post"), deed="retire_post",
        words=words, is_grave=True,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_appoint, model=Post)
def post_appoint(request: SignedInRequest, post: Post) -> HttpResponse:
    form = AppointForm(request.POST or None, actor=request.actor, post=post, initial={"from_on": timezone.localdate()})
    if sent(request, form):
        tenures.appoint(
            _whom(request, form),
            post=post,
            from_on=form.cleaned_data["from_on"],
            is_acting=form.cleaned_data["is_acting"],
            by=request.actor,
            seen=seen_revision(request),
        )
        say_saved(request, _("The post has a holder."))
        return redirect(post)
    return _page(request, form, post, title=_("Appoint somebody"), label=_("Appoint"), deed="appoint")


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_hand_over_post, model=Post)
def post_hand_over(request: SignedInRequest, post: Post) -> HttpResponse:
    form = HandOverForm(request.POST or None, actor=request.actor, post=post, initial={"from_on": timezone.localdate()})
    if sent(request, form):
        tenures.hand_over_post(
            post,
            to=_whom(request, form),
            on=form.cleaned_data["from_on"],
            is_acting=form.cleaned_data["is_acting"],
            old_holder_stays=form.cleaned_data["old_holder_stays"],
            delegates_stay=form.cleaned_data["delegates_stay"],
            by=request.actor,
            seen=seen_revision(request),
        )
        say_saved(request, _("The post is handed over."))
        return redirect(post)
    words = _("The commitments stay with the post. The account of the present holder is closed at once.")
    return _page(
        request, form, post, title=_("Hand over the post"), label=_("Hand over"), deed="hand_over_post", words=words
    )


def _whom(request: SignedInRequest, form: WhoForm) -> Person:
    known = form.cleaned_data["person"]
    return known or persons.add_person(full_name=form.cleaned_data["full_name"], by=request.actor)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_delegate_post, model=Post)
def post_delegate(request: SignedInRequest, post: Post) -> HttpResponse:
    form = DelegateForm(request.POST or None, post=post)
    if sent(request, form):
        delegations.delegate_post(
            post,
            person=form.cleaned_data["person"],
            until_on=form.cleaned_data["until_on"],
            by=request.actor,
            seen=seen_revision(request),
        )
        say_saved(request, _("From now on this person may act for the post. Every page says so."))
        return redirect(post)
    words = _("Everything done for the post shows who did it. You can end this at any time.")
    return _page(
        request, form, post, title=_("Let somebody act for the post"), label=_("Let them act"),
        deed="delegate_post", words=words,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@once
@gated(can_end_delegation, model=Delegation)
def delegation_end(request: SignedInRequest, delegation: Delegation) -> HttpResponse:
    form = forms.Form(request.POST or None)
    if sent(request, form):
        delegations.end_delegation(delegation, by=request.actor)
        say_saved(request, _("This person no longer acts for the post."))
        return redirect(delegation.post)
    words = _("%(person)s no longer acts for the post, from now on.") % {"person": delegation.person}
    return form_page(
        request, form, title=_("End the delegation"), label=_("End the delegation"), deed="end_delegation",
        back=delegation.post.get_absolute_url(), about=delegation.post.title, words=words, is_grave=True,
    )  # fmt: skip


def _page(
    request: SignedInRequest,
    form: forms.Form,
    post: Post,
    *,
    title: str,
    label: str,
    deed: str,
    words: str = "",
    is_grave: bool = False,
) -> HttpResponse:
    return form_page(
        request, form, title=title, label=label, deed=deed, words=words, is_grave=is_grave, record=post,
        back=post.get_absolute_url(), about=f"{post.title} · {post.organisation.name}",
    )  # fmt: skip
