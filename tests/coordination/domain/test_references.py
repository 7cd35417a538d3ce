from __future__ import annotations

import pytest

from coordination.domain.references import is_reference, with_check
from coordination.models import ActionItem

pytestmark = pytest.mark.django_db


def test_a_reference_heard_wrong_is_noticed():
    assert is_reference(with_check("COR-26-0147"))
    assert not is_reference(with_check("COR-26-0147").replace("0147", "0174"))
    assert not ActionItem.objects.exists()
