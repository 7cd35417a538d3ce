"""Market road and night patrols: from the log form to a ledger that both sides read alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from tests.journeys.house import House, Way
from tests.journeys.roles import Guest, HeadOfOffice, MeetingToLog, Officer, Official, Promise, Topic

AREA = {"en": "Corma", "fr": "Corma", "ar": "كورما"}
CANDID = "Le capitaine se tait sur les patrouilles."


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """The photo of a signed sheet."""
    path = tmp_path / "paper.jpg"
    Image.new("RGB", (320, 240), "#f6f4ef").save(path)
    return path


def committee(mark: str, way: Way) -> MeetingToLog:
    """Nine days ago. The patrol times were due two days ago; the list of workers is due in five."""
    today = datetime.now(UTC).date()
    return MeetingToLog(
        title=f"Route du marché et patrouilles {mark}",
        day=str(today - timedelta(days=9)),
        counterpart="corma",
        area=AREA[way.language],
        others=("maldosa", "cnp", "women"),
        topics=[
            Topic(f"Patrouilles de nuit {mark}", "Les femmes demandent les heures.", "decision"),
            Topic(f"Route du marché {mark}", "Douze ouvriers.", "action"),
            Topic(f"Gazole {mark}", "La mairie demande deux cents litres.", "request_noted"),
        ],
        promises=[
            Promise(f"Heures de patrouille {mark}", "ours", str(today - timedelta(days=2)), agreed_with="women"),
            Promise(f"Liste des douze ouvriers {mark}", "corma", str(today + timedelta(days=5))),
        ],
        own_note=f"{CANDID} {mark}",
    )


def kept_late(ledger: dict[str, int]) -> int:
    return sum(value for name, value in ledger.items() if name.startswith("ledger.kept_late."))


def test_market_road_and_night_patrols(house: House, way: Way, paper: Path):
    mark = uuid4().hex[:6].upper()
    officer = house.visitor(Officer, way, account="officer")
    head = house.visitor(HeadOfOffice, way, account="head")
    mayor = house.visitor(Official, way, account="mayor")
    women = house.visitor(Official, way, account="women")
    patrols, workers = f"Heures de patrouille {mark}", f"Liste des douze ouvriers {mark}"
    late_before = kept_late(officer.ledger_with("women"))

    # Amina logs the committee. Nobody outside the mission knows of it.
    meeting = officer.log_meeting(committee(mark, way))
    officer.look("story1-logged")
    assert mayor.open(meeting).status == 404

    # She sees what they will see, shares it, and the mayor sees exactly that.
    preview = officer.preview(meeting)
    officer.look("story1-preview")
    assert CANDID not in preview
    officer.share(meeting)
    mayor.open(meeting)
    assert mayor.record() == preview
    assert not mayor.reads(CANDID)
    mayor.look("story1-shared")

    # Minutes are circulated and answered in four ways.
    officer.circulate(meeting)
    mayor.endorse(meeting)
    women.endorse(meeting)
    officer.enter_paper(meeting, "maldosa", name="السلطان حسن بي صيلي", words="ليس قرب المقبرة ليلا.", paper=paper)
    address = officer.issue_link(meeting, "cnp", name="Captain Moussa Idris")
    captain = house.visitor(Guest, way)
    captain.answer_by_link(address, name="Captain Moussa Idris", words="Sous réserve du carburant.")
    captain.look("story1-signed")
    assert captain.open(address).status in {404, 410}
    officer.open(f"{meeting}minutes/")
    answers = [one.get_attribute("data-answer") for one in officer.page.locator("li[data-answer]").all()]
    assert sorted(answers, key=str) == ["endorsed", "endorsed", "reservation", "reservation"]
    officer.look("story1-minutes")

    # What the mission owes binds it only when Ingrid clears it; it is done two days late.
    officer.open_item(patrols)
    assert officer.status() == "requested"
    head.clear(patrols)
    assert head.status() == "accepted"
    officer.open_item(patrols)
    officer.report_done("Heures remises à la présidente.")
    women.open_item(patrols)
    women.confirm()
    assert women.status() == "confirmed"

    # The mayor's list: nine names, then twelve.
    mayor.accept(workers)
    mayor.report_done("Liste envoyée : neuf noms.")
    officer.open_item(workers)
    officer.return_item("Neuf noms sur douze.")
    mayor.open_item(workers)
    assert mayor.reads("Neuf noms sur douze.")
    mayor.report_done("Liste envoyée : douze noms.")
    officer.open_item(workers)
    officer.confirm()
    assert officer.status() == "confirmed"
    officer.look("story1-confirmed")

    # The ledger says the same to both sides, and that the patrol times came late.
    assert officer.ledger_with("corma") == mayor.ledger_with("unac")
    with_women = officer.ledger_with("women")
    assert with_women == women.ledger_with("unac")
    assert kept_late(with_women) == late_before + 1
    officer.look("story1-ledger")
