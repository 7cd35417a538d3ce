"""Every model can be made in one word in a test."""

from __future__ import annotations

from tests.guards.test_what_may_be_seen import our_models
from tests.guards.world import factories

WITHOUT_FACTORY = {
    "coordination.ReferenceCounter": "made by the first reference of an area and year",
    "jobs.Schedule": "made by migrations and by the schedules themselves",
    "journal.Cursor": "made by the relay",
    "journal.Entry": "made by `record` alone",
    "journal.Seal": "made by sealing alone",
    "notices.Delivery": "made by the outbox",
    "notices.Notice": "made by `tell` alone",
    "submissions.Submission": "made by `once`",
}


def test_every_model_has_a_factory():
    without = {model._meta.label for model in our_models() if model not in factories()}

    assert without == set(WITHOUT_FACTORY)
