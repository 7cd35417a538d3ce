"""The twenty organisations of the sample: the mission with its components, and those it meets."""

from __future__ import annotations

from dataclasses import dataclass

from uuid6 import uuid7

from foundation.people.choices import Side
from foundation.people.models import Organisation
from foundation.places.models import Area


@dataclass(frozen=True)
class Card:
    """`key` is what the other planners call it by, `parent` the key of what it is part of."""

    key: str
    kind: Side
    area: str
    names: dict[str, str]
    parent: str = ""


ORGANISATIONS = [
    Card(
        "unac",
        Side.MISSION,
        "CRN",
        {
            "en": "UNAC",
            "fr": "UNAC",
            "ar": "يوناك",
            "es": "UNAC",
            "pt": "UNAC",
            "sw": "UNAC",
        },
    ),
    Card(
        "civil_affairs",
        Side.MISSION,
        "LEP",
        {"en": "UNAC Civil Affairs", "fr": "UNAC, Affaires civiles", "ar": "يوناك، الشؤون المدنية"},
        "unac",
    ),
    Card(
        "unac_police",
        Side.MISSION,
        "LEP",
        {"en": "UNAC Police", "fr": "Police de l’UNAC", "ar": "شرطة يوناك"},
        "unac",
    ),
    Card(
        "military_liaison",
        Side.MISSION,
        "LEP",
        {"en": "UNAC Military Liaison", "fr": "UNAC, Liaison militaire", "ar": "يوناك، الاتصال العسكري"},
        "unac",
    ),
    Card(
        "engineers",
        Side.MISSION,
        "LEP",
        {"en": "UNAC Engineers", "fr": "Génie de l’UNAC", "ar": "مهندسو يوناك"},
        "unac",
    ),
    Card(
        "corma",
        Side.LOCAL_AUTHORITY,
        "COR",
        {"en": "Town of Corma", "fr": "Mairie de Corma", "ar": "بلدية كورما"},
    ),
    Card(
        "eres",
        Side.LOCAL_AUTHORITY,
        "ERE",
        {"en": "Town of Eres", "fr": "Mairie d’Eres", "ar": "بلدية إيريس"},
    ),
    Card(
        "galasi",
        Side.LOCAL_AUTHORITY,
        "GAL",
        {"en": "City of Galasi", "fr": "Ville de Galasi", "ar": "مدينة غالاسي"},
    ),
    Card(
        "prefecture",
        Side.LOCAL_AUTHORITY,
        "LEP",
        {"en": "Prefecture of Leppko", "fr": "Préfecture de Leppko", "ar": "محافظة ليبكو"},
    ),
    Card(
        "fellari",
        Side.LOCAL_AUTHORITY,
        "FEL",
        {"en": "Prefecture of Fellari", "fr": "Préfecture de Fellari", "ar": "محافظة فيلاري"},
    ),
    Card(
        "maldosa",
        Side.CUSTOMARY_AUTHORITY,
        "MAL",
        {"en": "Court of Maldosa", "fr": "Cour coutumière de Maldosa", "ar": "محكمة مالدوسا العرفية"},
    ),
    Card(
        "kika",
        Side.CUSTOMARY_AUTHORITY,
        "KKA",
        {"en": "Council of elders of Kika", "fr": "Conseil des anciens de Kika", "ar": "مجلس شيوخ كيكا"},
    ),
    Card(
        "cnp",
        Side.SECURITY_SERVICE,
        "COR",
        {
            "en": "Carana National Police, Corma",
            "fr": "Police nationale de Carana, Corma",
            "ar": "شرطة كارانا الوطنية، كورما",
        },
    ),
    Card(
        "women",
        Side.COMMUNITY_GROUP,
        "MAL",
        {
            "fr": "Association des femmes de Maldosa",
            "en": "Women’s association of Maldosa",
            "ar": "جمعية نساء مالدوسا",
        },
    ),
    Card("passerelle", Side.PARTNER, "LEP", {"fr": "Passerelle", "en": "Passerelle", "ar": "باسريل"}),
    Card(
        "territory",
        Side.MINISTRY,
        "GAL",
        {
            "en": "Ministry of Territorial Administration",
            "fr": "Ministère de l’Administration du territoire",
            "ar": "وزارة الإدارة الترابية",
        },
    ),
    Card(
        "works",
        Side.MINISTRY,
        "GAL",
        {"en": "Ministry of Roads and Works", "fr": "Ministère des Routes et Travaux", "ar": "وزارة الطرق والأشغال"},
    ),
    Card(
        "water_programme",
        Side.UN_AGENCY,
        "LEP",
        {
            "en": "UN water programme, Leppko",
            "fr": "Programme eau de l’ONU, Leppko",
            "ar": "برنامج الأمم المتحدة للمياه",
        },
    ),
    Card(
        "coast_states",
        Side.REGIONAL_BODY,
        "GAL",
        {"en": "Union of Coast States", "fr": "Union des États de la côte", "ar": "اتحاد دول الساحل"},
    ),
    Card(
        "towns_fund",
        Side.DONOR,
        "GAL",
        {"en": "Fund for Small Towns", "fr": "Fonds pour les petites villes", "ar": "صندوق المدن الصغيرة"},
    ),
]


def plan_organisations(areas: dict[str, Area]) -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}
    for card in ORGANISATIONS:
        key = uuid7()
        parent = made.get(card.parent)
        made[card.key] = Organisation.objects.create(
            id=key,
            names=card.names,
            kind=card.kind,
            parent=parent,
            root_id=parent.root_id if parent else key,
            area=areas[card.area],
        )
    return made
