from __future__ import annotations

from rest_framework.routers import SimpleRouter

from foundation.places.api.places import PlaceViewSet

router = SimpleRouter()
router.register("places", PlaceViewSet, basename="place")
urlpatterns = router.urls
