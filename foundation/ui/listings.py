"""The one way to show a list: search, filters, sort, pages, and a CSV of exactly what is filtered.

    RULES = ListRules(
        filters=(Filter("status", _("Status"), ActionStatus.choices),),
        search=lambda rows, words: rows.filter(text__icontains=words),
        sorts=(Sort("due", _("Due"), ("due_on",)), Sort("newest", _("Newest"), ("-created_at",))),
    )
    listing = list_page(request, ActionItem.objects.visible_to(request.actor), RULES)

Whatever stands in the address, the answer is a list: a value that means nothing is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django_filters import FilterSet

from foundation.ui.addresses import changed_query

M = TypeVar("M", bound=Model)
Options = Sequence[tuple[Any, Any]]

PAGE_SIZE = 25
LARGEST_PAGE = 100
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Filter:
    """One filter of a list, named as its GET parameter.

    `options` are (value, label) pairs, or a function of the request that gives them; a value
    outside them is left out. Without `apply` the value is compared with the field `lookup`
    (the name, when empty). `kind` "day" takes a date instead of options and hands `apply` a date.
    """

    name: str
    label: Any
    options: Options | Callable[[HttpRequest], Options] = ()
    lookup: str = ""
    apply: Callable[[QuerySet[Any], Any], QuerySet[Any]] | None = None
    kind: str = "choice"

    def narrow(self, rows: QuerySet[M], value: object) -> QuerySet[M]:
        """The rows that the value leaves."""
        if self.apply is not None:
            return self.apply(rows, value)
        return rows.filter(**{self.lookup or self.name: value})


@dataclass(frozen=True)
class Sort:
    """One order of a list. `?sort=-key` turns it round. The first of a list is its default."""

    key: str
    label: Any
    fields: tuple[str, ...]

    def order(self, *, descending: bool) -> tuple[str, ...]:
        """The field names for order_by."""
        return tuple(_turned(name) for name in self.fields) if descending else self.fields


@dataclass(frozen=True)
class ListRules:
    """What a list can be narrowed by and sorted by. Declared once per list, beside its view.

    `filterset` is for filters that django-filter expresses better; its fields are shown by the
    page itself (`listing.form`).
    """

    filters: tuple[Filter, ...] = ()
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    sorts: tuple[Sort, ...] = ()
    filterset: type[FilterSet] | None = None
    page_size: int = PAGE_SIZE


# A filter, its options and its value.
FilterValue = tuple[Filter, list[tuple[str, str]], Any]


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class ShownFilter:
    name: str
    label: str
    kind: str
    value: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ChosenFilter:
    """A filter at work, with the address of the list without it."""

    label: str
    value_label: str
    without: str


@dataclass(frozen=True)
class ShownSort:
    """An order to choose. `url` turns it round when it is chosen already."""

    key: str
    label: str
    chosen: bool
    descending: bool
    url: str


@dataclass(frozen=True)
class PageLink:
    """A page's number and address; without address, a gap."""

    number: int
    url: str
    current: bool = False


@dataclass(frozen=True)
class Listing(Generic[M]):
    """A page of a list, ready for the template. `filtered` holds all rows that were found."""

    rows: tuple[M, ...]
    count: int
    first: int
    last: int
    page: int
    page_count: int
    previous: str
    next: str
    links: tuple[PageLink, ...]
    searches: bool
    search: str
    filters: tuple[ShownFilter, ...]
    chosen: tuple[ChosenFilter, ...]
    sorts: tuple[ShownSort, ...]
    query: str
    form: Any = field(repr=False)
    filtered: QuerySet[M] = field(repr=False)


def list_page(request: HttpRequest, rows: QuerySet[M], rules: ListRules) -> Listing[M]:
    """One page of the rows that the request asks for: two statements, whatever the volume."""
    params = request.GET
    values = _filter_values(request, rules.filters)
    found = _narrowed(request, rows, rules, values)
    paginator = Paginator(found, _page_size(params, rules))
    page = paginator.get_page(params.get("page"))
    search = _search_words(params)
    return Listing(
        rows=tuple(page.object_list),
        count=paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        page=page.number,
        page_count=paginator.num_pages,
        previous=_page_url(params, page.number - 1) if page.has_previous() else "",
        next=_page_url(params, page.number + 1) if page.has_next() else "",
        links=_page_links(params, paginator, page.number),
        searches=rules.search is not None,
        search=search if rules.search else "",
        filters=tuple(_shown(rule, options, value) for rule, options, value in values),
        chosen=_chosen(params, rules, values),
        sorts=_shown_sorts(params, rules),
        query=changed_query(params, {"page": None}),
        form=rules.filterset(data=params, queryset=rows).form if rules.filterset else None,
        filtered=found,
    )


def filtered(request: HttpRequest, rows: QuerySet[M], rules: ListRules) -> QuerySet[M]:
    """All rows that the request asks for, in its order: for a CSV, an API, an export."""
    asked = [rule for rule in rules.filters if request.GET.get(rule.name)]  # the others' options are for a page
    return _narrowed(request, rows, rules, _filter_values(request, asked))


def _narrowed(request: HttpRequest, rows: QuerySet[M], rules: ListRules, values: list[FilterValue]) -> QuerySet[M]:
    for rule, _options, value in values:
        if value != "":
            rows = rule.narrow(rows, value)
    if rules.filterset is not None:
        narrowing = rules.filterset(data=request.GET, queryset=rows, request=request)
        narrowing.form.is_valid()  # what is not valid is not in cleaned_data and narrows nothing
        rows = narrowing.filter_queryset(rows)
    words = _search_words(request.GET)
    if rules.search is not None and words:
        rows = rules.search(rows, words)
    return _sorted(rows, request.GET, rules)


def _filter_values(request: HttpRequest, filters: Sequence[Filter]) -> list[FilterValue]:
    """Each filter with its options and its value: a str, a date, or "" when it is not at work."""
    values = []
    for rule in filters:
        raw = request.GET.get(rule.name, "")
        given = rule.options(request) if callable(rule.options) else rule.options
        options = [(str(value), str(label)) for value, label in given]
        allowed = {option for option, _label in options}
        value: Any = _day(raw) if rule.kind == "day" else raw * (raw in allowed)
        values.append((rule, options, value))
    return values


def _shown(rule: Filter, options: list[tuple[str, str]], value: object) -> ShownFilter:
    return ShownFilter(
        name=rule.name,
        label=str(rule.label),
        kind=rule.kind,
        value=str(value),
        options=tuple(Option(option, label, option == value) for option, label in options if option),
    )


def _chosen(params: QueryDict, rules: ListRules, values: list[FilterValue]) -> tuple[ChosenFilter, ...]:
    return tuple(
        ChosenFilter(
            label=str(rule.label),
            value_label=dict(options).get(value, str(value)),
            without=changed_query(params, {rule.name: None, "page": None}),
        )
        for rule, options, value in values
        if value != ""
    )


def _sort_asked(params: QueryDict, rules: ListRules) -> tuple[Sort, bool] | None:
    asked = params.get("sort", "")
    for sort in rules.sorts:
        if asked.removeprefix("-") == sort.key:
            return sort, asked.startswith("-")
    return (rules.sorts[0], False) if rules.sorts else None


def _sorted(rows: QuerySet[M], params: QueryDict, rules: ListRules) -> QuerySet[M]:
    asked = _sort_asked(params, rules)
    if asked is None:
        return rows if rows.ordered else rows.order_by("pk")
    sort, descending = asked
    return rows.order_by(*sort.order(descending=descending), "pk")  # pk: pages must not overlap


def _shown_sorts(params: QueryDict, rules: ListRules) -> tuple[ShownSort, ...]:
    asked = _sort_asked(params, rules)
    shown = []
    for sort in rules.sorts:
        chosen = asked is not None and asked[0] is sort
        descending = chosen and asked is not None and asked[1]
        target = f"-{sort.key}" if chosen and not descending else sort.key
        url = changed_query(params, {"sort": target, "page": None})
        shown.append(ShownSort(sort.key, str(sort.label), chosen, descending, url))
    return tuple(shown)


def _search_words(params: QueryDict) -> str:
    return params.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def _page_size(params: QueryDict, rules: ListRules) -> int:
    try:
        asked = int(params.get("size", ""))
    except ValueError:
        return rules.page_size
    return min(asked, LARGEST_PAGE) if asked > 0 else rules.page_size


def _page_url(params: QueryDict, number: int) -> str:
    return changed_query(params, {"page": None if number == 1 else number})


def _page_links(params: QueryDict, paginator: Paginator[M], current: int) -> tuple[PageLink, ...]:
    if paginator.num_pages == 1:
        return ()
    numbers = paginator.get_elided_page_range(current, on_each_side=1, on_ends=1)
    return tuple(
        PageLink(number, _page_url(params, number), number == current) if isinstance(number, int) else PageLink(0, "")
        for number in numbers
    )


def _day(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return ""


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
