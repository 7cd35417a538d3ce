from __future__ import annotations

from coordination.urls import action_items, meetings

app_name = "coordination"

urlpatterns = [*meetings.urlpatterns, *action_items.urlpatterns]
