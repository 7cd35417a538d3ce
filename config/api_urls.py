from __future__ import annotations

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from foundation.access.gates import public

schema = public("describes the API, holds no record")(SpectacularAPIView.as_view())

urlpatterns = [
    path("schema/", schema, name="api_schema"),
    path("", include("coordination.api.urls")),
    path("", include("monitoring.api.urls")),
    path("", include("foundation.people.api.urls")),
    path("", include("foundation.places.api.urls")),
    path("figures/", include("foundation.figures.api_urls")),
]
