from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

ADDRESSES = ["/health", "/health/live", "/accounts/login/", "/actions/", "/no-such-page/", "/api/v1/action-items/"]


@pytest.mark.parametrize("is_signed_in", [False, True])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_same_protection(address, is_signed_in):
    client = Client(raise_request_exception=False)
    if is_signed_in:
        client.force_login(MembershipFactory().person.user)
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "no-store" in headers["Cache-Control"]
