"""Carana: two of its eight provinces, with districts, municipalities and villages. Codes and names are invented."""

from __future__ import annotations

from datetime import date

from foundation.places.areas import add_area
from foundation.places.models import Area, BoundarySet
from sample.clock import ZONE

AS_OF = date(2024, 1, 1)

# code, code of the parent, radio code, names
COUNTRY = [
    ("CRN", "", "CRN", {"en": "Carana", "fr": "Carana", "ar": "كارانا"}),
]
PROVINCES = [
    ("CRN01", "CRN", "FEL", {"en": "Fellari", "fr": "Fellari", "ar": "فيلاري"}),
    ("CRN08", "CRN", "LEP", {"en": "Leppko", "fr": "Leppko", "ar": "ليبكو"}),
]
DISTRICTS = [
    ("CRN0101", "CRN01", "GAD", {"en": "Galasi district", "fr": "District de Galasi", "ar": "مقاطعة غالاسي"}),
    ("CRN0102", "CRN01", "VAD", {"en": "Vareno district", "fr": "District de Vareno", "ar": "مقاطعة فارينو"}),
    ("CRN0801", "CRN08", "CRD", {"en": "Corma district", "fr": "District de Corma", "ar": "مقاطعة كورما"}),
    ("CRN0802", "CRN08", "MLD", {"en": "Maldosa district", "fr": "District de Maldosa", "ar": "مقاطعة مالدوسا"}),
    ("CRN0803", "CRN08", "ERD", {"en": "Eres district", "fr": "District d’Eres", "ar": "مقاطعة إيريس"}),
]
MUNICIPALITIES = [
    ("CRN010101", "CRN0101", "GAL", {"en": "Galasi", "fr": "Galasi", "ar": "غالاسي"}),
    ("CRN010102", "CRN0101", "LMS", {"en": "Lomessa", "fr": "Lomessa", "ar": "لوميسا"}),
    ("CRN010201", "CRN0102", "VAR", {"en": "Vareno", "fr": "Vareno", "ar": "فارينو"}),
    ("CRN080101", "CRN0801", "COR", {"en": "Corma", "fr": "Corma", "ar": "كورما"}),
    ("CRN080102", "CRN0801", "TLV", {"en": "Tolvane", "fr": "Tolvane", "ar": "تولفاني"}),
    ("CRN080201", "CRN0802", "MAL", {"en": "Maldosa", "fr": "Maldosa", "ar": "مالدوسا"}),
    ("CRN080202", "CRN0802", "SHN", {"en": "Shenda", "fr": "Chenda", "ar": "شيندا"}),
    ("CRN080301", "CRN0803", "ERE", {"en": "Eres", "fr": "Eres", "ar": "إيريس"}),
]
VILLAGES = [
    ("CRN08010101", "CRN080101", "MKA", {"en": "Muka", "fr": "Muka", "ar": "موكا"}),
    ("CRN08020101", "CRN080201", "KKA", {"en": "Kika", "fr": "Kika", "ar": "كيكا"}),
    ("CRN08020102", "CRN080201", "GCH", {"en": "Gachal", "fr": "Gachal", "ar": "غاتشال"}),
    ("CRN08030101", "CRN080301", "XLK", {"en": "Xalksa", "fr": "Xalksa", "ar": "خالكسا"}),
]


def plan_places() -> dict[str, Area]:
    """Write the areas; each under its radio code, which is how the other planners name it."""
    boundary_set = BoundarySet.objects.create(country="CRN", edition="sample 1", as_of=AS_OF)
    by_code: dict[str, Area] = {}
    by_radio: dict[str, Area] = {}
    for code, parent, radio, names in [*COUNTRY, *PROVINCES, *DISTRICTS, *MUNICIPALITIES, *VILLAGES]:
        area = add_area(
            code=code,
            names=names,
            parent=by_code.get(parent),
            boundary_set=boundary_set,
            valid_from=AS_OF,
            zone=ZONE,
            radio_code=radio,
        )
        by_code[code] = by_radio[radio] = area
    return by_radio
