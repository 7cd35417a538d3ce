"""People and offices that a typed name may mean, so that one tap stands for typing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Func, JSONField, Q
from django.utils import timezone
from django.utils.translation import get_language

from coordination.domain.meeting_drafts import AttendanceDraft
from coordination.models import Attendance, Meeting
from foundation.access.actors import Actor
from foundation.people.models import Membership, Organisation, Person, Post, Tenure

MOST_SUGGESTIONS = 150


@dataclass(frozen=True)
class Suggestion:
    """`label` is what the person picks or types: "Joseph Mandaba, Mayor of Corma"."""

    label: str
    organisation: Organisation
    person: Person | None = None
    post: Post | None = None


@dataclass
class Suggestions:
    """`shown` in the page's language; `by_label` in every language that the offices have names in."""

    shown: list[Suggestion] = field(default_factory=list)
    by_label: dict[str, list[Suggestion]] = field(default_factory=dict)

    def add(self, found: Suggestion, *, is_shown: bool) -> None:
        same = self.by_label.setdefault(found.label, [])
        if found not in same:
            same.append(found)
            if is_shown:
                self.shown.append(found)

    def meant(self, label: str, organisation: Organisation | None) -> Suggestion | None:
        """Who is meant by this label, of this side when one is chosen; None when nobody or several are."""
        same = self.by_label.get(label.strip(), [])
        if organisation is not None:
            same = [one for one in same if one.organisation.root_id == organisation.root_id]
        return same[0] if len(same) == 1 else None

    def matched(self, row: AttendanceDraft) -> AttendanceDraft:
        """The row with the person or office that its typed name is exactly; otherwise as it was typed."""
        found = self.meant(row.name, row.organisation)
        if found is None:
            return row
        organisation = more_exact(row.organisation, found.organisation)
        return replace(row, name="", person=found.person, post=found.post, organisation=organisation)


def more_exact(chosen: Organisation | None, known: Organisation | None) -> Organisation | None:
    """The form offers sides; of the same side the component that is known says more."""
    if chosen is None or known is None:
        return chosen or known
    return known if chosen.root_id == known.root_id else chosen


def suggestions(actor: Actor, *, typed: Collection[str] | None = None) -> Suggestions:
    """Offices in the actor's areas with who holds them, and people of the actor's own side.

    With `typed`, only those that one of these names can mean.
    """
    found = Suggestions()
    language = get_language() or "en"
    for post, holder in _posts(actor, typed):
        for code in {language, *post.titles}:
            title = post.titles.get(code, "") or post.title
            is_shown = code == language and len(found.shown) < MOST_SUGGESTIONS
            found.add(Suggestion(_label(title, holder), post.organisation, holder, post), is_shown=is_shown)
            if holder is not None:
                # The office alone, as one who did not say who came.
                found.add(Suggestion(title, post.organisation, None, post), is_shown=False)
    for member in _colleagues(actor, typed):
        label = f"{member.person.full_name}, {member.organisation.name}"
        found.add(Suggestion(label, member.organisation, member.person), is_shown=len(found.shown) < MOST_SUGGESTIONS)
    return found


def label_of(one: Attendance) -> str:
    """What stands in the form for somebody already written down."""
    if one.post is not None:
        return _label(one.post.title, one.person)
    if one.person is not None:
        return f"{one.person.full_name}, {one.organisation.name}" if one.organisation else one.person.full_name
    return one.name


def last_attendances(actor: Actor, roots: Iterable[UUID], area_path: str) -> list[AttendanceDraft]:
    """Who stood on the list of this side's last held meeting in the area, with any of these sides when named."""
    meetings = Meeting.objects.visible_to(actor).held().filter(held_by_id=actor.root_id)
    if area_path:
        meetings = meetings.filter(area__path__within=area_path)
    roots = list(roots)
    if roots:
        meetings = meetings.filter(parties__root_id__in=roots)
    last = meetings.order_by("-day", "-starts_at", "-logged_at").first()
    if last is None:
        return []
    rows = last.attendances.select_related("person", "post", "organisation")
    return [AttendanceDraft(name=label_of(row), organisation=row.organisation) for row in rows]


def _label(title: str, person: Person | None) -> str:
    return f"{person.full_name}, {title}" if person else title


def _posts(actor: Actor, typed: Collection[str] | None) -> list[tuple[Post, Person | None]]:
    posts = Post.objects.visible_to(actor).filter(retired_on=None, organisation__retired_on=None)
    if typed is not None:
        titles = {title for name in typed for _before, title in _parted(name)} | {name.strip() for name in typed}
        titled = Post.objects.alias(in_all_languages=_values("titles")).filter(in_all_languages__has_any_keys=titles)
        meant = list(titled.order_by().values_list("pk", flat=True))
        if not meant:  # most names that are typed are no offices
            return []
        posts = posts.filter(pk__in=meant)
    if actor.area_paths:
        in_areas = Q()
        for path in actor.area_paths:
            in_areas |= Q(organisation__area__path__within=path) | Q(organisation__area__path__above=path)
        posts = posts.filter(in_areas)
    chosen = list(posts.select_related("organisation")[:MOST_SUGGESTIONS])
    if not chosen:
        return []
    tenures = Tenure.objects.current(on=timezone.localdate()).filter(post__in=chosen).select_related("person")
    holders = {tenure.post_id: tenure.person for tenure in tenures}
    return [(post, holders.get(post.pk)) for post in chosen]


def _colleagues(actor: Actor, typed: Collection[str] | None) -> Iterable[Membership]:
    members = Membership.objects.current(on=timezone.localdate()).filter(organisation__root_id=actor.root_id)
    if typed is not None:
        names = {name for label in typed for name, _after in _parted(label)}
        if not names:
            return []
        members = members.filter(person__full_name__in=names)
    return members.select_related("person", "organisation").order_by("person__full_name")[:MOST_SUGGESTIONS]


def _parted(label: str) -> Iterator[tuple[str, str]]:
    """A label at each of its commas: a name may hold one as well as a title."""
    words = label.strip().split(", ")
    for place in range(1, len(words)):
        yield ", ".join(words[:place]), ", ".join(words[place:])


def _values(names: str) -> Func:
    """What stands in a field of names by language, whichever the language."""
    return Func(names, template="jsonb_path_query_array(%(expressions)s, '$.*')", output_field=JSONField())
