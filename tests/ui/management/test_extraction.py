from __future__ import annotations

import pytest

from foundation.ui.management.extraction import NotLiteral, Text, texts_of_python, texts_of_template


def from_python(source):
    return set(texts_of_python(source, origin="a.py"))


def from_template(source):
    return set(texts_of_template(source, origin="a.html"))


def test_texts_are_found_under_the_name_the_file_gives_the_function():
    source = (
        "from django.utils.translation import gettext_lazy as _, pgettext as p, ngettext\n"
        "a = _('one ' 'text')\n"
        "b = p('meeting', 'held')\n"
        "c = ngettext('%(n)s day', '%(n)s days', n)\n"
        "d = other('not this')\n"
    )

    assert from_python(source) == {
        Text("one text"),
        Text("held", context="meeting"),
        Text("%(n)s day", plural="%(n)s days"),
    }


def test_a_text_put_together_at_run_time_is_refused():
    source = "from django.utils.translation import gettext as _\na = _(f'{n} days')\n"

    with pytest.raises(NotLiteral, match=r"a\.py:2"):
        from_python(source)


def test_texts_of_a_template_are_those_that_rendering_asks_for():
    source = (
        "<p>{% translate 'Save (now)' %} {% translate \"held\" context 'meeting' %} {{ x|default:_('none') }}</p>"
        "{% blocktranslate trimmed count n=rows|length %}\n  {{ n }} row\n{% plural %}\n  {{ n }} rows\n"
        "{% endblocktranslate %}{% include 'a.html' with label=_('Leave it') only %}"
    )

    assert from_template(source) == {
        Text("Save (now)"),
        Text("held", context="meeting"),
        Text("none"),
        Text("%(n)s row", plural="%(n)s rows"),
        Text("Leave it"),
    }
