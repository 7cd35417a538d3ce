from __future__ import annotations

from django.urls import path

from foundation.calendars import views

app_name = "calendars"

urlpatterns = [
    path("administration/calendars/", views.calendar_list, name="calendar_list"),
    path("administration/calendars/<uuid:pk>/", views.calendar, name="calendar"),
    path("administration/calendars/<uuid:pk>/set-week/", views.calendar_set_week, name="calendar_set_week"),
    path("administration/calendars/<uuid:pk>/add-holiday/", views.holiday_add, name="holiday_add"),
    path("administration/weeks/<uuid:pk>/clear/", views.calendar_clear_week, name="calendar_clear_week"),
    path("administration/holidays/<uuid:pk>/remove/", views.holiday_remove, name="holiday_remove"),
]
