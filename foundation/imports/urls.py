from __future__ import annotations

from django.urls import path

from foundation.imports.views import imports, sheets

app_name = "imports"

urlpatterns = [
    path("", imports.import_list, name="import_list"),
    path("new/", imports.import_new, name="import_new"),
    path("empty/<slug:kind>/", imports.import_template, name="import_template"),
    path("<uuid:pk>/", imports.import_page, name="import"),
    path("<uuid:pk>/choose-table/", imports.import_choose_table, name="import_choose_table"),
    path("<uuid:pk>/map/", imports.import_map, name="import_map"),
    path("<uuid:pk>/apply/", imports.import_apply, name="import_apply"),
    path("<uuid:pk>/discard/", imports.import_discard, name="import_discard"),
    path("<uuid:pk>/undo/", imports.import_undo, name="import_undo"),
    path("<uuid:pk>/file/", imports.import_file, name="import_file"),
    path("<uuid:pk>/marked/", imports.import_marked, name="import_marked"),
    path("sheets/new/", sheets.sheet_new, name="sheet_new"),
    path("sheets/<uuid:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<uuid:pk>/print/", sheets.sheet_print, name="sheet_print"),
    path("sheets/<uuid:pk>/add-photo/", sheets.sheet_add_photo, name="sheet_add_photo"),
    path("sheets/<uuid:pk>/key/", sheets.sheet_key, name="sheet_key"),
    path("photos/<uuid:pk>/", sheets.sheet_photo, name="sheet_photo"),
]
