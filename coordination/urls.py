from __future__ import annotations

from django.urls import path

from coordination.views import action_items

app_name = "coordination"

urlpatterns = [
    path("actions/", action_items.action_item_list, name="action_item_list"),
    path("actions/<uuid:pk>/", action_items.action_item, name="action_item"),
    path(
        "actions/<uuid:pk>/report-done/",
        action_items.action_item_report_done,
        name="action_item_report_done",
    ),
    path("actions/<uuid:pk>/confirm/", action_items.action_item_confirm, name="action_item_confirm"),
    path("meetings/", action_items.action_item_list, name="meeting_list"),
]
