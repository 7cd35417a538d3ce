from __future__ import annotations

from django.urls import path

from monitoring.views import checks, editions, figures, reports, schedules

app_name = "monitoring"

urlpatterns = [
    path("reports/", reports.report_list, name="report_list"),
    path("reports/new/", reports.edition_request, name="edition_request"),
    path("reports/preview/", reports.report_preview, name="report_preview"),
    path("reports/check/", checks.copy_check, name="copy_check"),
    path("reports/schedules/", schedules.schedule_list, name="schedule_list"),
    path("reports/schedules/new/", schedules.schedule_add, name="schedule_add"),
    path("reports/schedules/<uuid:pk>/", schedules.schedule, name="schedule"),
    path("reports/schedules/<uuid:pk>/change/", schedules.schedule_change, name="schedule_change"),
    path("reports/schedules/<uuid:pk>/pause/", schedules.schedule_pause, name="schedule_pause"),
    path("reports/schedules/<uuid:pk>/resume/", schedules.schedule_resume, name="schedule_resume"),
    path("reports/schedules/<uuid:pk>/run-now/", schedules.schedule_run_now, name="schedule_run_now"),
    path("reports/runs/<uuid:pk>/run-again/", schedules.schedule_run_again, name="schedule_run_again"),
    path("editions/<uuid:pk>/", editions.edition, name="edition"),
    path("editions/<uuid:pk>/pdf/", editions.edition_pdf, name="edition_pdf"),
    path("editions/<uuid:pk>/docx/", editions.edition_docx, name="edition_docx"),
    path("editions/<uuid:pk>/xlsx/", editions.edition_xlsx, name="edition_xlsx"),
    path("editions/<uuid:pk>/run-again/", editions.edition_run_again, name="edition_run_again"),
    path("editions/<uuid:pk>/send/", editions.edition_send, name="edition_send"),
    path("figures/<slug:countable>/<slug:measure>/pdf/", figures.figure_pdf, name="figure_pdf"),
    path("figures/<slug:countable>/<slug:measure>/xlsx/", figures.figure_xlsx, name="figure_xlsx"),
    path("edition-figures/<uuid:pk>/", figures.edition_figure, name="edition_figure"),
]
