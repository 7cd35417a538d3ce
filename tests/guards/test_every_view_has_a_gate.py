"""No address is open by accident: each view carries a gate, or stands here with the reason why it has none."""

from __future__ import annotations

from rest_framework.permissions import IsAuthenticated

from tests.guards.addresses import all_addresses

# Our views that are open to everybody. The reason stands beside the view, in `@public("…")`.
PUBLIC = {
    "account_confirm_login_code",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "api_schema",
    "coordination:sign",
    "coordination:signing_done",
    "health",
    "health_live",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "people:first_administrator",
    "people:invitation_accept",
    "set_language",
}


def test_every_view_has_a_gate():
    """Views of libraries too: they are given one where they are given an address."""
    without = [one.name for one in all_addresses() if not one.gate]

    assert without == []


def test_every_open_view_stands_in_the_list_and_says_why():
    open_ones = {one.name: one.reason_to_be_public for one in all_addresses() if one.reason_to_be_public}

    assert set(open_ones) == PUBLIC
    assert [name for name, reason in open_ones.items() if len(reason) < 10] == []


def test_every_api_view_asks_who_it_is():
    unasked = [
        one.name
        for one in all_addresses()
        if one.is_api and not one.reason_to_be_public and IsAuthenticated not in one.view_class.permission_classes
    ]

    assert unasked == []


def test_every_address_has_a_name():
    assert [one.route for one in all_addresses() if one.name.rpartition(":")[2].startswith("nameless")] == []
