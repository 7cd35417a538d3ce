from __future__ import annotations

import pytest
from django.utils import translation

from foundation.documents.content import Marking, marking_of
from foundation.mission import reading


@pytest.fixture
def own_words():
    reading.know(reading.Mission(markings={"internal": {"en": "UN internal", "fr": "ONU interne"}}))
    yield
    reading.forget()


def test_the_missions_own_words_mark_its_files(own_words):
    assert marking_of("internal") == Marking("internal", "UN internal")
    assert marking_of("restricted") == Marking("restricted", "Restricted")
    with translation.override("fr"):
        assert marking_of("internal").words == "ONU interne"


def test_a_level_that_is_not_known_is_a_mistake(own_words):
    with pytest.raises(KeyError):
        marking_of("secret")
