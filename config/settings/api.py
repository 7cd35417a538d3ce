from __future__ import annotations

from config.settings.mode import VERSION

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "foundation.accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_PAGINATION_CLASS": "foundation.submissions.drf.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "foundation.submissions.drf.problem",
    "PAGE_SIZE": 25,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Concord",
    "VERSION": VERSION,
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # Several records have a field called status or kind.
    "ENUM_NAME_OVERRIDES": {
        "ActionStatus": "coordination.choices.ActionStatus",
        "MeetingKind": "coordination.choices.MeetingKind",
        "MeetingStatus": "coordination.choices.MeetingStatus",
        "MinutesStatus": "coordination.choices.MinutesStatus",
        "NotDoneReason": "coordination.choices.NotDoneReason",
        "Side": "foundation.people.choices.Side",
    },
}

__all__ = ["REST_FRAMEWORK", "SPECTACULAR_SETTINGS"]
