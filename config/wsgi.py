from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config.production import refuse_sample_accounts  # noqa: E402  (models are ready only now)

refuse_sample_accounts()
connection.close()  # processes forked from this one each open their own
