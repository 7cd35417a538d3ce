"""What the page of an edition shows: how far it is built, what it says, its files, what has changed since."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.access.actors import Actor
from foundation.documents import canonical, page
from foundation.documents.cells import shown_day
from foundation.mission.reading import mission
from foundation.people.models import Person
from monitoring.domain.readers import members_of
from monitoring.domain.restatements import Restated, restated_of
from monitoring.models import Edition, EditionFile, EditionSend

MOST_SENDS = 200


@dataclass(frozen=True)
class ShownFile:
    form: str
    label: str
    size: str
    url: str
    sha256: str


@dataclass(frozen=True)
class ShownSend:
    name: str
    at: object
    state_words: str


@dataclass(frozen=True)
class EditionPage:
    areas: str
    zone: str
    direction: str
    is_maker: bool
    done: int = 0
    total: int = 1
    was_interrupted: bool = False
    body: SafeString | str = ""
    as_of: str = ""
    files: list[ShownFile] = field(default_factory=list)
    restated: list[Restated] = field(default_factory=list)
    sends: list[ShownSend] = field(default_factory=list)
    reader_options: list[tuple[str, str]] = field(default_factory=list)

    @property
    def progress_words(self) -> str:
        return _("%(done)s of %(total)s steps") % {"done": self.done, "total": self.total}


def edition_page(edition: Edition, actor: Actor) -> EditionPage:
    is_maker = actor.root_id == edition.held_by_id
    zone = mission().zone
    frame = {
        "areas": ", ".join(area.name for area in edition.areas.order_by("path")),
        "zone": zone,
        "direction": "rtl" if edition.language in settings.LANGUAGES_BIDI else "ltr",
        "is_maker": is_maker,
    }
    if not edition.is_ready:
        job = edition.job
        return EditionPage(
            **frame,  # type: ignore[arg-type]
            done=job.done_count if job else 0,
            total=max(job.total_count, 1) if job else 1,
            was_interrupted=bool(job and job.attempt_count > 1),
        )
    return EditionPage(
        **frame,  # type: ignore[arg-type]
        body=body_of(edition),
        as_of=shown_day(edition.as_of.astimezone(ZoneInfo(zone))),  # type: ignore[union-attr]  # it is ready
        files=_files_of(edition, actor),
        restated=restated_of(edition),
        sends=_sends_of(edition, actor) if is_maker else [],
        reader_options=_readers_of(edition, actor) if is_maker else [],
    )


def body_of(edition: Edition) -> SafeString:
    """The frozen document as part of a page, in its own language."""
    document = canonical.read(edition.contents)
    with translation.override(edition.language):
        return render_to_string("monitoring/document_body.html", page.context_of(document))


def _files_of(edition: Edition, actor: Actor) -> list[ShownFile]:
    kept = EditionFile.objects.visible_to(actor).filter(edition=edition).select_related("file")
    return [
        ShownFile(
            form=one.form,
            label=one.get_form_display(),
            size=filesizeformat(one.file.size),
            url=reverse(f"monitoring:edition_{one.form}", args=[edition.pk]),
            sha256=one.file.sha256,
        )
        for one in kept
    ]


def _sends_of(edition: Edition, actor: Actor) -> list[ShownSend]:
    sends = list(EditionSend.objects.visible_to(actor).filter(edition=edition)[:MOST_SENDS])
    people = Person.objects.visible_to(actor).filter(user_id__in=[send.user_id for send in sends])
    names = dict(people.values_list("user_id", "full_name"))
    return [ShownSend(names.get(send.user_id, "—"), send.at, send.get_state_display()) for send in sends]


def _readers_of(edition: Edition, actor: Actor) -> list[tuple[str, str]]:
    """Who may be sent it; whether each may still open it is asked when it is sent."""
    members = members_of(edition).select_related("person", "organisation").order_by("person__full_name")[:MOST_SENDS]
    return [(str(one.person_id), f"{one.person.full_name} · {one.organisation.name}") for one in members]
