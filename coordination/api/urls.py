from __future__ import annotations

from rest_framework.routers import SimpleRouter

from coordination.api.action_items import ActionItemViewSet
from coordination.api.meetings import MeetingViewSet
from coordination.api.minutes import MinutesViewSet

router = SimpleRouter()
router.register("meetings", MeetingViewSet, basename="meeting")
router.register("minutes", MinutesViewSet, basename="minutes")
router.register("action-items", ActionItemViewSet, basename="action-item")
urlpatterns = router.urls
