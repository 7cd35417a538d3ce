"""A form sent twice or late has one effect: every view of ours that takes a POST carries `once`."""

from __future__ import annotations

from foundation.submissions.drf import ActedView
from tests.guards.addresses import all_addresses

MAY_REPEAT = {
    "coordination:action_item_list_csv": "a download changes nothing; it is a POST because the reading is journalled",
    "coordination:action_item_list_xlsx": "the same as a workbook",
    "coordination:meeting_list_csv": "the same of the meetings",
    "coordination:meeting_list_xlsx": "the same of the meetings as a workbook",
    "people:organisation_list_csv": "the same of the organisations",
    "people:organisation_list_xlsx": "the same of the organisations as a workbook",
    "set_language": "choosing a language twice is choosing it once, and a visitor has no key yet",
}
# allauth's forms keep their own state: a code, a challenge or an old password is good once.
OF_THE_ACCOUNT = ("account_", "mfa_")


def test_every_function_of_ours_says_which_methods_it_answers():
    silent = [one.name for one in all_addresses() if one.is_ours and not one.methods]

    assert silent == []


def test_every_form_is_sent_once():
    repeatable = {
        one.name
        for one in all_addresses()
        if one.writes and not one.is_api and not getattr(one.view, "once", False)
        if not one.name.startswith(OF_THE_ACCOUNT)
    }

    assert repeatable == set(MAY_REPEAT)


def test_every_write_by_api_takes_an_idempotency_key():
    without = [
        one.name for one in all_addresses() if one.is_api and one.writes and not issubclass(one.view_class, ActedView)
    ]

    assert without == []


def test_the_api_writes_by_post_alone():
    """Idempotency keys are read from POST: another method would go round them."""
    others = [one.name for one in all_addresses() if one.is_api and one.methods & {"PUT", "PATCH", "DELETE"}]

    assert others == []
