from __future__ import annotations

import pytest
from django.db import connection, transaction

from foundation.imports.running import progress_of
from foundation.jobs.models import Job
from tests.factories import JobFactory


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_before_the_import_is_written():
    """The transaction may still fail; what it reports is there at once, for whoever looks from outside."""
    job = JobFactory()

    with transaction.atomic(), progress_of(job) as report:
        report(5, 10)
        outside = connection.copy()
        with outside.cursor() as cursor:
            cursor.execute("select done_count, total_count from jobs_job where id = %s", [job.pk])
            assert cursor.fetchone() == (5, 10)
        outside.close()
        transaction.set_rollback(True)

    assert Job.objects.get(pk=job.pk).done_count == 5
