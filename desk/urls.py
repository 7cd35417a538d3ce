from __future__ import annotations

from django.urls import path

from desk.views import administration, before, notices, search, today

app_name = "desk"

urlpatterns = [
    path("", today.front, name="front"),
    path("today/", today.today, name="today"),
    path("administration/", administration.administration, name="administration"),
    path("administration/health/", administration.administration_health, name="administration_health"),
    path("search/", search.search, name="search"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.notices_read, name="notices_read"),
    path("notices/<uuid:pk>/open/", notices.notice_open, name="notice_open"),
    path("before/<uuid:pk>/", before.before, name="before"),
]
