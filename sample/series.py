"""Who meets whom how often: the series of Leppko by hand, those of the other provinces by one pattern."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from coordination.choices import MeetingKind
from sample.organisations import BY_KEY, OFFICES, sort_of
from sample.staff import ARABIC, Staff
from sample.words import read_json, read_rows

K = MeetingKind
FIRST_DAY = -270
MIXED = (K.LIAISON_MEETING, K.CONTACT, K.LIAISON_MEETING, K.CALL, K.VISIT)
PLAIN = (K.LIAISON_MEETING,)


@dataclass(frozen=True)
class Series:
    """Meetings with the same counterparts. `newest` and `rhythm` are days; a forum's minutes are circulated."""

    title: str
    area: str
    province: str
    place: str
    language: str
    officer: str
    parties: tuple[str, ...]
    theme: str
    newest: int
    rhythm: int
    count: int
    kinds: tuple[MeetingKind, ...] = PLAIN
    is_forum: bool = False
    left_out: tuple[int, ...] = ()

    @property
    def offsets(self) -> list[int]:
        """The days of its meetings, the newest first."""
        days = [self.newest - number * self.rhythm for number in range(self.count) if number not in self.left_out]
        return [day for day in days if day >= FIRST_DAY]


def leppko(
    title: str, area: str, place: str, language: str, officer: str, parties: str, theme: str,
    newest: int, rhythm: int, count: int, kinds: tuple[MeetingKind, ...] = PLAIN, **more: object,
) -> Series:  # fmt: skip
    return Series(
        title, area, "LEP", place, language, officer, tuple(parties.split()), theme, newest, rhythm, count, kinds,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


# The committee of nine days ago is the first story's, told in `sample.story`.
LEPPKO = (
    leppko("Comité de sécurité de Corma", "COR", "Salle du conseil, mairie", "fr", "officer", "corma maldosa cnp women",
           "committee", 5, 14, 18, (K.SECURITY_COMMITTEE,), is_forum=True, left_out=(1,)),
    leppko("Point avec le maire de Corma", "COR", "Mairie", "fr", "officer", "corma", "town", 3, 12, 21, MIXED),
    leppko("Séance à la préfecture", "CRD", "Préfecture", "fr", "officer", "prefecture", "prefecture", 8, 16, 16),
    leppko("لقاء مع محكمة مالدوسا", "MAL", "مجلس السلطان", "ar", "officer", "maldosa", "customary", 10, 18, 14,
           (K.VISIT, K.LIAISON_MEETING)),
    leppko("Association des femmes de Maldosa", "MAL", "Maison des femmes", "fr", "officer", "women", "community", -11,
           25, 10, (K.COMMUNITY_DIALOGUE, K.LIAISON_MEETING)),
    leppko("Kikao na meya wa Eres", "ERE", "Ofisi ya meya", "sw", "officer", "eres", "town", 2, 21, 12, MIXED),
    leppko("Liaison with the police of Corma", "COR", "Police station", "en", "adviser", "cnp", "police", -3, 20, 12,
           (K.LIAISON_MEETING, K.PATROL_DEBRIEF)),
    leppko("Suivi avec Passerelle", "COR", "Bureau de Passerelle", "fr", "officer", "passerelle", "partner", 12, 30, 8,
           (K.LIAISON_MEETING, K.CALL)),
    leppko("Roads of Leppko", "ERD", "Landing of the ferry", "en", "officer", "works", "works", -20, 40, 6,
           (K.VISIT,)),
    leppko("Water points of Maldosa district", "MLD", "Water yard", "en", "officer", "water_programme", "agency", -2,
           28, 9),
    leppko("مجلس شيوخ كيكا", "KKA", "تحت شجرة المجلس", "ar", "officer", "kika", "customary", -14, 35, 7,
           (K.COMMUNITY_DIALOGUE,)),
    Series("Reunião com a cidade de Galasi", "GAL", "FEL", "Câmara", "pt", "galasi_officer", ("galasi",), "town", -5,
           21, 12),
)  # fmt: skip

THEMES = {
    "town": "town",
    "prefecture": "prefecture",
    "security_service": "police",
    "customary_authority": "customary",
    "community_group": "community",
    "partner": "partner",
    "ministry": "ministry",
    "un_agency": "agency",
    "regional_body": "partner",
    "donor": "partner",
}
# Whom each office meets: its committee first, then one by one. The last one seldom.
COUNTERPARTS = {
    "FEL": ("fellari", "police_fel", "youth_fel", "territory", "justice_ministry", "coast_states"),
    "KEL": ("town_kel", "prefecture_kel", "police_kel", "fishers_kel", "towns_fund"),
    "TES": ("town_tes", "prefecture_tes", "police_tes", "land_chiefs_tes", "return_programme"),
    "HAM": ("town_ham", "prefecture_ham", "police_ham", "sultanate_ham", "herders_ham"),
    "OSS": ("town_oss", "prefecture_oss", "police_oss", "traders_oss", "radio_mogave"),
    "BEL": ("town_bel", "prefecture_bel", "police_bel", "canton_bel", "common_ground"),
    "NAR": ("town_nar", "prefecture_nar", "police_nar", "elders_nar", "women_nar", "health_ministry"),
}
FORUM = 4
RHYTHMS = (33, 46, 57, 67, 83, 103)
ENGLISH = {"police_bel", "return_programme", "police_tes"}


def all_series(staff: Staff, chance: Random) -> list[Series]:
    made = list(LEPPKO)
    for province, parties in COUNTERPARTS.items():
        officers = staff.officers(province)
        made.append(series_of(province, parties[:FORUM], officers[0], 38, chance, is_forum=True))
        for number, party in enumerate(parties):
            made.append(series_of(province, (party,), officers[number % 2], RHYTHMS[number], chance))
    return made


def series_of(
    province: str, parties: tuple[str, ...], officer: str, rhythm: int, chance: Random, *, is_forum: bool = False
) -> Series:
    first = BY_KEY[parties[0]]
    language = "ar" if province in ARABIC else "en" if first.key in ENGLISH else "fr"
    area = next(row for row in read_rows("places") if row["radio"] == area_of(province, first.area))
    titles, venues = read_json("series_titles")[language], read_json("venues")[language]
    sort = "forum" if is_forum else sort_of(first.key)
    title = titles["forum"].format(place=area[language]) if is_forum else titles["other"].format(
        name=first.names[language]
    )  # fmt: skip
    return Series(
        title=title,
        area=area["radio"],
        province=province,
        place=venues[sort],
        language=language,
        officer=officer,
        parties=parties,
        theme="committee" if is_forum else THEMES[sort],
        newest=chance.randint(-8, 12),
        rhythm=rhythm + chance.randint(-2, 2),
        count=99,
        kinds=(K.SECURITY_COMMITTEE,) if is_forum else MIXED if sort == "town" else PLAIN,
        is_forum=is_forum,
    )


def area_of(province: str, area: str) -> str:
    """The counterpart's own area where it lies in the province; a ministry is met where the office is."""
    codes = {row["radio"]: row["code"] for row in read_rows("places")}
    return area if codes[area].startswith(codes[province]) else BY_KEY[OFFICES[province]].area
