"""How long a country's map takes to come in, and how heavy the drawn map is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from bench.figures import Figure, Limit
from bench.sites import Site
from foundation.places.models import Area, Population

FILES = Path(__file__).parents[1] / "tests" / "data" / "places"
COUNTRY = "CAF"
KB = 1000
SECONDS, MOST_KB = 20, 60


def measure(site: Site) -> list[Figure | Limit]:
    """The real map of the Central African Republic: 17, 72 and 175 areas. Leaves it in the database."""
    began = time.perf_counter()
    run_import()
    seconds = time.perf_counter() - began
    drawn = list(Area.objects.filter(path__within=COUNTRY, level=3))
    Population.objects.bulk_create(
        Population(area=area, year=2025, source="Bench", count=1000 * number) for number, area in enumerate(drawn)
    )
    country = Area.objects.get(code=COUNTRY)
    answer = site.ask(f"{country.get_absolute_url()}map/?level=3")
    if answer.status != 200 or b"<svg" not in decompressed(site, country):
        raise RuntimeError(f"the map answered {answer.status}")
    return [
        Limit("import of CAF levels 1 to 3", round(seconds, 1), SECONDS, "s"),
        Figure(f"map of {len(drawn)} areas", round(len(answer.body) / KB, 1), MOST_KB, "KB"),
    ]


def run_import() -> None:
    files = [str(FILES / f"{COUNTRY}_adm{level}.topojson") for level in (1, 2, 3)]
    options = ["--country", COUNTRY, "--edition", "2020", "--as-of", "2020-01-01"]
    manage = str(Path(__file__).parents[1] / "manage.py")
    subprocess.run(
        [sys.executable, manage, "import_places", *files, *options], env=os.environ, check=True, capture_output=True
    )


def decompressed(site: Site, country: Area) -> bytes:
    plain = Site(site.port, site.session)
    plain.compression = "identity"
    return plain.ask(f"{country.get_absolute_url()}map/?level=3").body
