from __future__ import annotations

from rest_framework.routers import SimpleRouter

from coordination.api.action_items import ActionItemViewSet

router = SimpleRouter()
router.register("action-items", ActionItemViewSet, basename="action-item")
urlpatterns = router.urls
