"""Lists without a database: rows that behave like a queryset where a page of them is read."""

from __future__ import annotations

import datetime as dt

import django_filters
import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory

from foundation.ui.listings import Filter, ListRules, Sort, filtered, list_page

RULES = ListRules(
    filters=(
        Filter("side", "Side", [("town", "Town"), ("mission", "Mission")], lookup="app_label"),
        Filter("from", "From", kind="day", apply=lambda rows, day: rows.filter(model__gte=day.isoformat())),
    ),
    search=lambda rows, words: rows.filter(model__icontains=words),
    sorts=(Sort("name", "Name", ("model",)), Sort("newest", "Newest", ("-id",))),
)


class Rows(list):
    """Numbers in place of records; narrowing is told, not done."""

    ordered = True

    def filter(self, **_lookups):
        return self

    def order_by(self, *names):
        self.order = names
        return self

    def __getitem__(self, part):
        return Rows(super().__getitem__(part)) if isinstance(part, slice) else super().__getitem__(part)


def asked(query=""):
    return RequestFactory().get(f"/list/?{query}")


def page(query="", count=180):
    return list_page(asked(query), Rows(range(count)), RULES)


def where(query, rules=RULES):
    return str(filtered(asked(query), ContentType.objects.all(), rules).query)


def test_a_page_has_25_rows_and_says_where_it_stands():
    listing = page("page=3")

    assert listing.rows == tuple(range(50, 75))
    assert (listing.first, listing.last, listing.count, listing.page_count) == (51, 75, 180, 8)
    assert (listing.previous, listing.next) == ("?page=2", "?page=4")
    assert [link.number for link in listing.links] == [1, 2, 3, 4, 0, 8]
    assert [link.number for link in listing.links if link.current] == [3]


def test_links_keep_what_was_chosen_and_drop_the_page():
    listing = page("side=town&q=well&page=2")

    assert listing.next == "?side=town&q=well&page=3"
    assert listing.previous == "?side=town&q=well"
    assert listing.query == "?side=town&q=well"
    assert [chosen.without for chosen in listing.chosen] == ["?q=well"]
    assert [(chosen.label, chosen.value_label) for chosen in listing.chosen] == [("Side", "Town")]


@pytest.mark.parametrize(("size", "rows"), [("100", 100), ("5000", 100), ("10", 10), ("0", 25), ("-1", 25), ("x", 25)])
def test_a_page_holds_at_most_100_rows(size, rows):
    assert len(page(f"size={size}").rows) == rows


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=x",
        f"page={'9' * 5000}",
        "page=%D9%A1",
        f"size={'9' * 5000}",
        "sort=password",
        "sort=--name",
        "sort=%00",
        "q=%00",
        "side=%00",
        "side=town%27--",
        "from=2026-13-45",
        "from=26/11/2026",
        "from=%F0%9F%92%A9",
        "side=a&side=b&unknown=1",
    ],
)
def test_what_means_nothing_in_the_address_is_left_out(query):
    listing = page(query)

    assert listing.rows[0] in {0, 175}  # a page past the end is the last one
    assert listing.chosen == ()


def test_filters_search_and_sort_reach_the_database():
    query = where("side=town&q=well&sort=-newest&from=2026-11-22")

    assert '"django_content_type"."app_label" = town' in query
    assert "LIKE UPPER(%well%)" in query
    assert '"model" >= 2026-11-22' in query
    assert 'ORDER BY "django_content_type"."id" ASC' in query


def test_a_nul_never_reaches_the_database():
    assert "\x00" not in where("q=we%00ll&side=%00")


def test_a_list_has_one_fixed_order_even_when_none_was_asked():
    assert 'ORDER BY "django_content_type"."model" ASC, "django_content_type"."id" ASC' in where("")
    assert 'ORDER BY "django_content_type"."id" ASC' in where("", ListRules())


def test_the_chosen_sort_turns_round_when_pressed_again():
    first, second = page("sort=name").sorts

    assert (first.chosen, first.descending, first.url) == (True, False, "?sort=-name")
    assert (second.chosen, second.url) == (False, "?sort=newest")
    assert page("sort=-name").sorts[0].url == "?sort=name"


def test_filters_show_their_options_and_their_value():
    side, day = page("side=mission&from=2026-11-22").filters

    assert [(option.value, option.chosen) for option in side.options] == [("town", False), ("mission", True)]
    assert (day.kind, day.value) == ("day", dt.date(2026, 11, 22).isoformat())


def test_options_may_depend_on_who_asks():
    rule = Filter("side", "Side", lambda request: [(request.GET["q"], "Own")])
    listing = list_page(asked("q=x&side=x"), Rows(range(3)), ListRules(filters=(rule,)))

    assert [chosen.value_label for chosen in listing.chosen] == ["Own"]


class KindFilters(django_filters.FilterSet):
    number = django_filters.NumberFilter(field_name="id")
    kind = django_filters.CharFilter(field_name="model")

    class Meta:
        model = ContentType
        fields = ["number", "kind"]


def test_a_filterset_narrows_by_what_is_valid_and_leaves_out_the_rest():
    rules = ListRules(filterset=KindFilters)

    assert '"model" = well' in where("number=seven&kind=well", rules)
    assert '"id" =' not in where("number=seven&kind=%00", rules)
