from __future__ import annotations

from django.urls import path

from coordination.views import action_item_boards, action_items, ledger, requests, saved_views
from coordination.views import action_item_moves as moves
from coordination.views import action_item_proposals as proposals

DEEDS = {
    "accept": moves.action_item_accept,
    "decline": moves.action_item_decline,
    "withdraw": moves.action_item_withdraw,
    "start": moves.action_item_start,
    "report-done": moves.action_item_report_done,
    "undo-report": moves.action_item_undo_report,
    "confirm": moves.action_item_confirm,
    "return": moves.action_item_return,
    "ask-for-help": moves.action_item_ask_for_help,
    "settle-help": moves.action_item_settle_help,
    "propose-date": proposals.action_item_propose_date,
    "agree-date": proposals.action_item_agree_date,
    "refuse-date": proposals.action_item_refuse_date,
    "propose-drop": proposals.action_item_propose_drop,
    "agree-drop": proposals.action_item_agree_drop,
    "refuse-drop": proposals.action_item_refuse_drop,
    "share": proposals.action_item_share,
    "comment": proposals.action_item_comment,
}

urlpatterns = [
    path("actions/", action_items.action_item_list, name="action_item_list"),
    path("actions/csv/", action_items.action_item_list_download, {"form": "csv"}, name="action_item_list_csv"),
    path("actions/xlsx/", action_items.action_item_list_download, {"form": "xlsx"}, name="action_item_list_xlsx"),
    path("actions/mine/", action_item_boards.action_item_mine, name="action_item_mine"),
    path("actions/new/", requests.action_item_add, name="action_item_add"),
    path("actions/own-task/", requests.own_task_add, name="own_task_add"),
    path("actions/request/", requests.action_item_request, name="action_item_request"),
    path("actions/views/save/", saved_views.saved_view_save, name="saved_view_save"),
    path("actions/views/<int:pk>/forget/", saved_views.saved_view_forget, name="saved_view_forget"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("actions/files/<uuid:pk>/", action_items.action_item_file, name="action_item_file"),
    path("actions/<uuid:pk>/", action_items.action_item, name="action_item"),
    *(
        path(f"actions/<uuid:pk>/{deed}/", view, name=f"action_item_{deed.replace('-', '_')}")
        for deed, view in DEEDS.items()
    ),
]
