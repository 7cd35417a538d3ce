"""What this app tells the houses below it, once, when models are ready."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from foundation.figures.files import FileForm, register_file_form
from foundation.jobs.schedules import every
from foundation.jobs.work import register_job
from foundation.notices.wording import register_wording
from monitoring.domain.building import build
from monitoring.domain.editions import BUILD
from monitoring.domain.running import keep_the_clock
from monitoring.wording import edition_words, schedule_words


def register() -> None:
    register_job(BUILD, build)
    register_wording("monitoring.edition", edition_words)
    register_wording("monitoring.reportschedule", schedule_words)
    register_file_form(FileForm("pdf", _("Download as PDF"), "monitoring:figure_pdf"))
    register_file_form(FileForm("xlsx", _("Download as Excel file"), "monitoring:figure_xlsx"))
    every(timedelta(minutes=1), "claim due schedules", keep_the_clock)
