from __future__ import annotations

from rest_framework.routers import SimpleRouter

from monitoring.api.editions import EditionViewSet

router = SimpleRouter()
router.register("editions", EditionViewSet, basename="edition")
urlpatterns = router.urls
