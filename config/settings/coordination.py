"""What a mission may set for its meetings and action items."""

from __future__ import annotations

from config.settings.mode import env

# A report that the other side has neither confirmed nor returned for so many days is counted apart.
NOT_CONTRADICTED_AFTER_DAYS = env.int("NOT_CONTRADICTED_AFTER_DAYS", 30)
# Within how many working days of the place a request is to be answered; the day is printed on the request.
ANSWER_REQUESTS_WITHIN_DAYS = env.int("ANSWER_REQUESTS_WITHIN_DAYS", 5)

__all__ = ["ANSWER_REQUESTS_WITHIN_DAYS", "NOT_CONTRADICTED_AFTER_DAYS"]
