"""Files that come with a form: one or several, checked by their content."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from foundation.files.storing import Checked, check

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class CheckedFilesField(forms.FileField):
    """Cleans to a list of `Checked`; raises the reason why a file cannot be kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=FilesInput(attrs={"accept": ACCEPTED}), **options)

    def clean(self, data: Any, initial: Any = None) -> list[Checked]:
        uploads = data if isinstance(data, (list, tuple)) else [data]
        given: list[UploadedFile] = [upload for upload in uploads if upload]
        if not given:
            super().clean(None, initial)
        return [check(upload) for upload in given]
