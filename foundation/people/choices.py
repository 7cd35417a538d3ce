from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """What kind of organisation this is; it decides which roles its people may hold."""

    MISSION = "mission", _("mission")
    LOCAL_AUTHORITY = "local_authority", _("local authority")
    MINISTRY = "ministry", _("ministry")
    CUSTOMARY_AUTHORITY = "customary_authority", _("customary authority")
    PARTNER = "partner", _("partner")
    UN_AGENCY = "un_agency", _("UN agency")
    REGIONAL_BODY = "regional_body", _("regional body")
    DONOR = "donor", _("donor")
    SECURITY_SERVICE = "security_service", _("security service")
    COMMUNITY_GROUP = "community_group", _("community group")
