from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from foundation.places.models import Area, BoundarySet
from tests.places.boundaries.maps import DISTRICTS, PROVINCES, csv_of

pytestmark = pytest.mark.django_db
EDITION = {"country": "CRN", "edition": "2023", "as_of": "2023-05-01"}


@pytest.fixture
def write(tmp_path):
    def write(name: str, content: str) -> str:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def places(write) -> str:
    return write("places.csv", csv_of(*PROVINCES, *DISTRICTS))


@pytest.fixture
def doubtful(write) -> str:
    return write("doubtful.csv", csv_of(*PROVINCES, *DISTRICTS, "CRN,2,CR91,Nowhere,CR9", "CRN,2"))


def test_a_clean_file_is_applied_and_said(places, capsys):
    call_command("import_places", places, **EDITION)

    told = capsys.readouterr().out
    assert "added: 6" in told
    assert "Edition 2023 of CRN is applied." in told
    assert Area.objects.count() == 6


def test_the_same_file_again_says_that_nothing_changes(places, capsys):
    call_command("import_places", places, **EDITION)
    call_command("import_places", places, **EDITION)

    assert "Nothing changes" in capsys.readouterr().out


def test_what_is_suspicious_ends_with_3_and_names_what_to_accept(doubtful, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("import_places", doubtful, **EDITION)

    told = capsys.readouterr().out
    assert ended.value.code == 3
    assert "--accept doubtful.csv:8 CR91" in told
    assert not BoundarySet.objects.exists()


@pytest.mark.parametrize("words", [["CR91", "doubtful.csv:8"], ["CR91,doubtful.csv:8"]])
def test_what_is_accepted_is_applied(doubtful, words):
    call_command("import_places", doubtful, "--accept", *words, **EDITION)

    assert Area.objects.get(code="CR91").path == "CRN.CR91"


def test_a_dry_run_applies_nothing(places, capsys):
    call_command("import_places", places, "--dry-run", **EDITION)

    assert "dry run" in capsys.readouterr().out
    assert not Area.objects.exists()


def test_the_report_holds_everything_for_programs_and_for_people(doubtful, tmp_path):
    for name in ("report.json", "report.txt"):
        with pytest.raises(SystemExit):
            call_command("import_places", doubtful, report=str(tmp_path / name), **EDITION)

    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["applied"], report["counts"]["added"]) == (False, 7)
    assert [row["code"] for row in report["suspicious"]] == ["doubtful.csv:8", "CR91"]
    assert "CR91: Its parent is missing" in (tmp_path / "report.txt").read_text()


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("country", "Central Africa", "three letters"),
        ("edition", " ", "edition"),
        ("as_of", "01/05/2023", "2023-05-01"),
        ("as_of", "2999-01-01", "has not come yet"),
        ("zone", "Africa/Corma", "no time zone"),
        ("report", "/nowhere/at/all.json", "could not be written"),
    ],
)
def test_a_wrong_option_is_a_sentence_and_applies_nothing(places, option, value, why):
    with pytest.raises(CommandError, match=why):
        call_command("import_places", places, **EDITION | {option: value})

    assert not Area.objects.exists()


def test_a_file_that_is_not_there_applies_nothing_of_the_others(places):
    with pytest.raises(CommandError, match=r"nothing\.csv cannot be opened"):
        call_command("import_places", places, "nothing.csv", **EDITION)

    assert not Area.objects.exists()
