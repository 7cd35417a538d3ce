"""No address is open by accident: each view carries a gate, or stands here with the reason why it has none."""

from __future__ import annotations

from rest_framework.permissions import IsAuthenticated

from tests.guards.addresses import all_addresses

# Our views that are open to everybody. The reason stands beside the view, in `@public("…")`.
PUBLIC = {
    "api_schema",
    "coordination:sign",
    "coordination:signing_done",
    "health",
    "health_live",
    "set_language",
}

# Views of libraries have no gate of ours. Here: what keeps each of them, or why it may be open.
LIBRARIES = {
    "account_": "allauth: sign-in is the door itself; what changes an account asks for the person signed in",
    "mfa_": "allauth: second factors of the person signed in, asked again for proof first",
    "usersessions_": "allauth: the sessions of the person signed in",
    "socialaccount_": "allauth: answers only that no outside account is taken",
}


def library_reason(name: str) -> str:
    return next((reason for start, reason in LIBRARIES.items() if name.startswith(start)), "")


def test_every_view_of_ours_has_a_gate():
    without = [one.name for one in all_addresses() if one.is_ours and not one.gate]

    assert without == []


def test_every_open_view_stands_in_the_list_and_says_why():
    open_ones = {one.name: one.reason_to_be_public for one in all_addresses() if one.reason_to_be_public}

    assert set(open_ones) == PUBLIC
    assert [name for name, reason in open_ones.items() if len(reason) < 10] == []


def test_every_view_of_a_library_is_known():
    unknown = [one.name for one in all_addresses() if not one.is_ours and not one.gate and not library_reason(one.name)]

    assert unknown == []


def test_every_api_view_asks_who_it_is():
    unasked = [
        one.name
        for one in all_addresses()
        if one.is_api and not one.reason_to_be_public and IsAuthenticated not in one.view_class.permission_classes
    ]

    assert unasked == []


def test_every_address_has_a_name():
    assert [one.route for one in all_addresses() if one.name.rpartition(":")[2].startswith("nameless")] == []
