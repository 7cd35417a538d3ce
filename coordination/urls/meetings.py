from __future__ import annotations

from django.urls import path

from coordination.views import meetings

urlpatterns = [
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/<uuid:pk>/", meetings.meeting, name="meeting"),
]
