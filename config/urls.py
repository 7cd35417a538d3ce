from __future__ import annotations

from django.urls import include, path

from config import health
from foundation.accounts.views import languages

urlpatterns = [
    path("", include("desk.urls")),
    path("", include("coordination.urls")),
    path("", include("monitoring.urls")),
    path("", include("foundation.people.urls")),
    path("", include("foundation.places.urls")),
    path("", include("foundation.mission.urls")),
    path("", include("foundation.calendars.urls")),
    path("figures/", include("foundation.figures.urls")),
    path("imports/", include("foundation.imports.urls")),
    path("accounts/", include("foundation.accounts.urls")),
    path("language/", languages.set_language, name="set_language"),
    path("health", health.health, name="health"),
    path("health/live", health.live, name="health_live"),
    path("api/v1/", include("config.api_urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.refused"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
