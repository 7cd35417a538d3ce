"""From an edition, or one that is only looked at, to what its sections are asked."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from foundation.access.actors import Actor
from foundation.figures.countables import PUBLIC, Audience
from foundation.people.models import Organisation, Post
from foundation.places.models import Area
from monitoring.choices import AudienceKind
from monitoring.domain.editions import Wanted
from monitoring.domain.freezing import figure_url
from monitoring.models import Edition
from monitoring.sections.sheets import Address, Scope


def scope_of_edition(edition: Edition) -> Scope:
    """Raises ValueError for an edition whose building has not begun."""
    if edition.as_of is None:
        raise ValueError("The edition has not begun to be built.")
    return scope_of(
        wanted_of(edition),
        held_by=edition.held_by,
        as_of=edition.as_of,
        address=lambda name, _question: figure_url(edition.pk, name),
    )


def wanted_of(edition: Edition) -> Wanted:
    return Wanted(
        report=edition.report,
        areas=tuple(edition.areas.order_by("path")),
        period=edition.period_range,
        language=edition.language,
        audience=AudienceKind(edition.audience),
        organisation=edition.organisation,
    )


def scope_of(wanted: Wanted, *, held_by: Organisation, as_of: datetime, address: Address) -> Scope:
    return Scope(
        areas=wanted.areas,
        parts=parts_of(wanted.areas),
        period=wanted.period,
        language=wanted.language,
        as_of=as_of,
        held_by=held_by,
        audience=audience_of(wanted, held_by),
        reader=least_reader(wanted, held_by),
        organisation=wanted.organisation,
        office_count=_offices_in(wanted.areas, held_by),
        address=address,
    )


def _offices_in(areas: tuple[Area, ...], held_by: Organisation) -> int:
    within = Q(pk__in=[])
    for area in areas:
        within |= Q(organisation__area__path__within=area.path)
    posts = Post.objects.filter(within, retired_on=None, organisation__retired_on=None)
    return posts.exclude(organisation__root_id=held_by.root_id).count()


def parts_of(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    below = tuple(areas[0].children.order_by("path")) if len(areas) == 1 else ()
    return below or areas


def audience_of(wanted: Wanted, held_by: Organisation) -> Audience:
    """An organisation's copy counts what is shared with it and nothing that it keeps to itself: the side that makes
    the copy must not learn of that."""
    if wanted.audience == AudienceKind.PUBLIC:
        return PUBLIC
    if wanted.organisation is not None:
        return Audience(root_id=wanted.organisation.pk, is_shared_only=True)
    return Audience(root_id=held_by.pk)


def least_reader(wanted: Wanted, held_by: Organisation) -> Actor | None:
    """One who opens no more than every reader of this audience does; nothing, in public.

    All readers get the same edition, so its figures are protected as this reader must have them.
    """
    if wanted.audience == AudienceKind.PUBLIC:
        return None
    side = wanted.organisation or held_by
    paths = () if wanted.organisation else tuple(area.path for area in wanted.areas)
    opens = {"see_shared", "see_internal"} if wanted.audience == AudienceKind.INTERNAL else {"see_shared"}
    return Actor(root_id=side.pk, organisation_id=side.pk, side=side.kind, area_paths=paths, verbs=frozenset(opens))
