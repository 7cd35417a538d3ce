from __future__ import annotations

import logging


def says_more_than_unwell(entry: logging.LogRecord) -> bool:
    """/health answers 503 until all parts run: an answer to who asked, not an incident."""
    return getattr(entry, "status_code", None) != 503


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s", "datefmt": "%H:%M:%S"}},
    "filters": {"incidents": {"()": "django.utils.log.CallbackFilter", "callback": says_more_than_unwell}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["incidents"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # 404 and 403 are answers, not incidents; a path may hold a token.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}

__all__ = ["LOGGING"]
