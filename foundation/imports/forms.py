from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from foundation.access.actors import Actor
from foundation.files.storing import Checked, check
from foundation.imports.kinds import ImportKind, kind_of, kinds_for
from foundation.imports.models import Import
from foundation.imports.reading import Table, check_workbook
from foundation.imports.tables import Column, Mapping
from foundation.ui.clean_text import ExactCharField, refuse_unwritable

SPREADSHEETS = ".xlsx,.xls,.ods,.csv,text/csv"
PHOTOS = "image/jpeg,image/png,image/webp"
LONGEST_EXAMPLE = 40
MOST_SHEET_ROWS = 40


class KindField(forms.ChoiceField):
    """One of the kinds this actor may take in; cleans to the kind."""

    def clean(self, value: Any) -> ImportKind:
        return kind_of(super().clean(value))


class SendForm(forms.Form):
    kind = KindField(label=gettext_lazy("What does the file hold?"))
    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("XLSX, XLS, ODS or CSV. You see first what would happen; nothing is written."),
        widget=forms.FileInput(attrs={"accept": SPREADSHEETS}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in kinds_for(actor)]  # type: ignore[attr-defined]

    def clean_file(self) -> Checked:
        return check_workbook(self.cleaned_data["file"])


class TableForm(forms.Form):
    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    header_row = forms.IntegerField(
        label=gettext_lazy("Row with the headings"),
        min_value=1,
        help_text=gettext_lazy("As the spreadsheet numbers it."),
    )

    def __init__(self, *args: Any, tables: list[Table], source: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tables = tables
        self.fields["sheet"].choices = [(table.name, table.name) for table in tables]  # type: ignore[attr-defined]
        self.initial = {"sheet": source.sheet, "header_row": source.header_row}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        table = next((table for table in self.tables if table.name == cleaned.get("sheet")), None)
        if table and cleaned.get("header_row", 0) >= len(table.rows):
            self.add_error("header_row", _("There is no row below this one."))
        return cleaned


class MappingForm(forms.Form):
    """For each field of the kind the column it stands in. Gives `mapping()`."""

    def __init__(self, *args: Any, kind: ImportKind, columns: list[Column], mapping: Mapping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        choices = [("", _("Not in this file")), *((str(column.place), label_of(column)) for column in columns)]
        for field in kind.fields:
            self.fields[f"field_{field.name}"] = forms.ChoiceField(
                label=str(field.label),
                help_text=str(field.hint),
                choices=choices,
                required=field.is_required,
                initial=str(mapping.get(field.name, "")),
                error_messages={"required": _("Choose the column in which this stands.")},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for name, place in list(cleaned.items()):
            if place and place in taken:
                self.add_error(name, _("This column is taken for something else already."))
            taken[place] = name
        return cleaned

    def mapping(self) -> Mapping:
        chosen = ((field.name, self.cleaned_data.get(f"field_{field.name}")) for field in self.kind.fields)
        return {name: int(place) for name, place in chosen if place}


def label_of(column: Column) -> str:
    """ "B · Kind (mayor, prefect)": how a person finds a column again."""
    examples = ", ".join(column.examples)
    if len(examples) > LONGEST_EXAMPLE:
        examples = f"{examples[:LONGEST_EXAMPLE]}…"
    named = " · ".join(filter(None, (column.letter, column.heading)))
    return f"{named} ({examples})" if examples else named


class SheetForm(forms.Form):
    kind = KindField(label=gettext_lazy("What will be written on it?"))
    title = ExactCharField(label=pgettext_lazy("sheet", "Title"), max_length=120)
    row_count = forms.IntegerField(label=gettext_lazy("Rows"), min_value=1, max_value=MOST_SHEET_ROWS, initial=15)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in kinds_for(actor)]  # type: ignore[attr-defined]


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=gettext_lazy("Photo of the sheet"),
        widget=forms.FileInput(attrs={"accept": PHOTOS, "capture": "environment"}),
    )

    def clean_photo(self) -> Checked:
        checked = check(self.cleaned_data["photo"])
        if not checked.media_type.startswith("image/"):
            raise forms.ValidationError(_("Send a picture: JPEG, PNG or WebP."))
        return checked


class KeyingForm(forms.Form):
    """The rows of a sheet as they are typed, one text field for each cell. Gives `rows()`."""

    def __init__(self, *args: Any, kind: ImportKind, row_count: int, rows: list[dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.row_count = kind, row_count
        for number in range(1, row_count + 1):
            known = rows[number - 1] if number <= len(rows) else {}
            for field in kind.fields:
                self.fields[f"row_{number}_{field.name}"] = ExactCharField(
                    label=field.label,
                    required=False,
                    max_length=500,
                    initial=known.get(field.name, ""),
                    validators=[refuse_unwritable],
                    widget=forms.TextInput(attrs={"dir": "auto", "aria-label": f"{number} · {field.label}"}),
                )

    def lines(self) -> list[tuple[int, list[forms.BoundField]]]:
        return [
            (number, [self[f"row_{number}_{field.name}"] for field in self.kind.fields])
            for number in range(1, self.row_count + 1)
        ]

    def rows(self) -> list[dict[str, str]]:
        return [
            {field.name: self.cleaned_data.get(f"row_{number}_{field.name}", "") for field in self.kind.fields}
            for number in range(1, self.row_count + 1)
        ]
