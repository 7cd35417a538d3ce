from __future__ import annotations

from django.urls import path

from coordination.views import meeting_log, meeting_moves, meeting_sharing, meetings, minutes, signing

urlpatterns = [
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/csv/", meetings.meeting_list_download, {"form": "csv"}, name="meeting_list_csv"),
    path("meetings/xlsx/", meetings.meeting_list_download, {"form": "xlsx"}, name="meeting_list_xlsx"),
    path("meetings/new/", meeting_log.meeting_new, name="meeting_new"),
    path("meetings/<uuid:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:pk>/edit/", meeting_log.meeting_edit, name="meeting_edit"),
    path("meetings/<uuid:pk>/hold/", meeting_log.meeting_hold, name="meeting_hold"),
    path("meetings/<uuid:pk>/cancel/", meeting_moves.meeting_cancel, name="meeting_cancel"),
    path("meetings/<uuid:pk>/share/", meeting_sharing.meeting_share, name="meeting_share"),
    path("meetings/<uuid:pk>/circulate/", meeting_sharing.meeting_circulate, name="meeting_circulate"),
    path("meetings/<uuid:pk>/side-note/", meeting_moves.meeting_write_side_note, name="meeting_write_side_note"),
    path("meetings/<uuid:pk>/files/", meeting_moves.meeting_add_file, name="meeting_add_file"),
    path("meetings/<uuid:pk>/files/<uuid:file_id>/", meeting_moves.meeting_file, name="meeting_file"),
    path("meeting-files/<uuid:pk>/remove/", meeting_moves.meeting_remove_file, name="meeting_remove_file"),
    path("meetings/<uuid:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<uuid:pk>/minutes/print/", minutes.minutes_print, name="minutes_print"),
    path("meetings/<uuid:pk>/minutes/pdf/", minutes.minutes_file, {"form": "pdf"}, name="minutes_pdf"),
    path("meetings/<uuid:pk>/minutes/docx/", minutes.minutes_file, {"form": "docx"}, name="minutes_docx"),
    path("endorsements/<uuid:pk>/endorse/", minutes.minutes_endorse, name="minutes_endorse"),
    path(
        "endorsements/<uuid:pk>/endorse-with-reservation/",
        minutes.minutes_endorse_with_reservation,
        name="minutes_endorse_with_reservation",
    ),
    path("endorsements/<uuid:pk>/object/", minutes.minutes_object, name="minutes_object"),
    path(
        "endorsements/<uuid:pk>/endorse-on-behalf/", minutes.minutes_endorse_on_behalf, name="minutes_endorse_on_behalf"
    ),
    path("endorsements/<uuid:pk>/paper/", minutes.minutes_paper, name="minutes_paper"),
    path(
        "endorsements/<uuid:pk>/issue-signing-link/",
        signing.minutes_issue_signing_link,
        name="minutes_issue_signing_link",
    ),
    path("signing-links/<uuid:pk>/", signing.signing_link, name="signing_link"),
    path("signing-links/<uuid:pk>/revoke/", signing.signing_link_revoke, name="signing_link_revoke"),
    path("sign/done/", signing.signing_done, name="signing_done"),
    path("sign/<str:token>/", signing.sign, name="sign"),
]
