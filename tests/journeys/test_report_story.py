"""The report that writes itself: logged late, it is a restatement; the mayor has his part; each number opens."""

from __future__ import annotations

import io
import os
import re
import subprocess
import time
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import openpyxl
import psycopg

from monitoring.calendar.periods import month_of
from tests.journeys.house import House, Way
from tests.journeys.roles import MeetingToLog, Officer, Official, SignedIn, Topic

AREA = {"en": "Corma", "fr": "Corma", "ar": "كورما"}
LANGUAGES = ("fr", "ar", "en")
# What a reader of one language finds in the PDF whatever the numbers.
WORDS = {"fr": "Rapport de liaison", "en": "Liaison report", "ar": "تقرير"}
COUNTS = re.compile(r"^(meetings|minutes\.(count|by)|items\.(due|open|kept_on_time\.|not_done)|trend)")


class Reporter(SignedIn):
    """Who makes reports."""

    def add_schedule(self, *, side: str) -> str:
        self.open("/reports/schedules/new/")
        self.page.locator("[name=is_internal]").check(force=True)
        self.page.locator("[name=is_mission]").uncheck(force=True)
        option = self.page.locator("[name=organisations] option").filter(has_text=self.organisation(side)).first
        self.page.locator("[name=organisations]").select_option(value=option.get_attribute("value"))
        for language in LANGUAGES:
            self.pick("languages", language)
        for role in ("liaison_officer", "local_official"):
            self.pick("roles", role)
        self.fill("day", "31")
        self.do("add_schedule")
        return self.path

    def run_now(self, schedule: str) -> dict[str, str]:
        """Send it now; the addresses of the editions by audience and language, when all are ready."""
        self.open(schedule)
        self.do("run_schedule_now")
        return self.wait_for_editions(schedule)

    def wait_for_run(self, schedule: str) -> dict[str, str]:
        """Do nothing: the clock runs it within its minute."""
        for _number in range(100):
            self.open(schedule)
            if self.page.locator("[data-run]").count():
                return self.wait_for_editions(schedule)
            time.sleep(1)
        raise AssertionError(f"{schedule} did not run")

    def wait_for_editions(self, schedule: str) -> dict[str, str]:
        rows = self.page.locator("[data-run]").first.locator("[data-edition]")
        for _number in range(120):
            states = [row.get_attribute("data-state") for row in rows.all()]
            if set(states) == {"ready"}:
                break
            time.sleep(0.5)
            self.open(schedule)
        assert set(states) == {"ready"}, states
        return {str(row.get_attribute("data-edition")): str(row.get_attribute("href")) for row in rows.all()}


def last_month() -> date:
    today = datetime.now(UTC).date()
    return month_of(today.replace(day=1) - timedelta(days=1)).until


def late_meeting(way: Way) -> MeetingToLog:
    """Of last month, and only written down now."""
    mark = uuid4().hex[:6].upper()
    topic = Topic(f"Marché {mark}", "Noté après coup.", "information")
    return MeetingToLog(f"Comité {mark}", str(last_month()), "corma", AREA[way.language], topics=[topic])


def figures_of(reader: SignedIn) -> dict[str, str]:
    shown = reader.page.locator("article.document [data-figure]").all()
    return {str(one.get_attribute("data-figure")): plain(one.get_attribute("data-value")) for one in shown}


def plain(value: object) -> str:
    """A number without needless noughts; nothing where it is missing."""
    return "" if value is None or value == "" else f"{float(str(value)):g}"


def fetched(reader: SignedIn, edition: str, form: str) -> bytes:
    answer = reader.page.request.get(f"{reader.url}{edition}{form}/")
    assert answer.ok, answer.status
    return answer.body()


def text_in_pdf(content: bytes) -> str:
    words = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(words, input=content, capture_output=True, check=True).stdout.decode()


def numbers_in_workbook(content: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["figures"]
    _head, *rows = sheet.iter_rows(values_only=True)
    return {str(row[0]): plain(row[2]) for row in rows if row and row[0]}


def is_printed(value: str, text: str) -> bool:
    return not value or bool(re.search(rf"(?<!\d){re.escape(value)}(?!\d)", text))


def come_due(schedule: str) -> None:
    """Turn its clock on: as if its hour had come while nobody looked, and the beat's minute with it."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        changed = owner.execute(
            "update monitoring_reportschedule set next_run_at = now() - interval '1 minute' where id = %s",
            [schedule.rstrip("/").rpartition("/")[2]],
        )
        assert changed.rowcount == 1, schedule
        owner.execute("update jobs_schedule set next_run_at = now() where name = 'claim due schedules'")


def check_records(reader: SignedIn, edition: str, names: list[str]) -> None:
    """Each count equals the records listed when it is clicked, with those it counts and does not list."""
    for name in names:
        reader.open(edition)
        link = reader.page.locator(f"article.document a:has([data-figure='{name}'])").first
        value = int(float(link.locator("[data-figure]").get_attribute("data-value") or "0"))
        link.click()
        reader.page.wait_for_load_state()
        listed = reader.page.locator("[data-record]").count()
        withheld = reader.page.locator("[data-withheld]")
        unseen = int(withheld.first.get_attribute("data-withheld") or "0") if withheld.count() else 0
        assert listed + unseen == value, f"{name} at {reader.path}: {listed} listed, {unseen} withheld, {value} printed"


def test_the_report_writes_itself(house: House, way: Way):
    officer = house.visitor(Officer, way, account="officer")
    head = house.visitor(Reporter, way, account="head")
    mayor = house.visitor(Official, way, account="mayor")

    # It is due by itself and sent now: in French, Arabic and English, for the mission and for the town.
    schedule = head.add_schedule(side="corma")
    head.look("story7-schedule")
    editions = head.run_now(schedule)
    assert {key.split(".")[1] for key in editions} == set(LANGUAGES)
    assert len(editions) == 2 * len(LANGUAGES)
    ours, theirs = editions[f"internal.{way.language}"], editions[f"organisation.{way.language}"]

    # The mayor has his copy; the mission's is not there for him.
    mayor.open("/reports/")
    assert mayor.page.locator(f"a[href='{theirs}']").count() == 1
    assert mayor.page.locator(f"a[href='{ours}']").count() == 0
    assert mayor.open(ours).status == 404
    assert mayor.page.request.get(f"{mayor.url}{ours}pdf/").status == 404
    mayor.open(theirs)
    mayor.look("story7-copy")
    his = figures_of(mayor)

    # The same numbers in page, workbook and PDF, and the same bytes each time.
    officer.open(ours)
    officer.look("story7-edition")
    all_of_it = figures_of(officer)
    assert int(his["meetings.count"]) <= int(all_of_it["meetings.count"])
    assert "contacts.count" not in his, "whom the mission meets is for the mission"
    for reader, edition, figures in ((mayor, theirs, his), (officer, ours, all_of_it)):
        pdf = fetched(reader, edition, "pdf")
        assert pdf == fetched(reader, edition, "pdf")
        workbook = numbers_in_workbook(fetched(reader, edition, "xlsx"))
        assert {name: workbook.get(name) for name in figures} == figures
        printed = text_in_pdf(pdf)
        absent = [name for name, value in figures.items() if COUNTS.match(name) and not is_printed(value, printed)]
        assert not absent, f"not in the PDF: {absent}"
        if way.language != "ar":
            assert WORDS[way.language] in printed

    # Each number opens to its records: all of them once, some of them in every other way.
    counts = [name for name, value in all_of_it.items() if COUNTS.match(name) and value not in {"", "0"}]
    is_first = str(way) == "en-laptop-scripts"
    check_records(officer, ours, counts if is_first else counts[:3])
    check_records(mayor, theirs, [name for name in his if COUNTS.match(name) and his[name] not in {"", "0"}][:3])
    officer.look("story7-figure")

    # A copy is recognised by its fingerprint.
    mayor.open(theirs)
    digest = str(mayor.page.locator("[data-digest-of=pdf]").first.inner_text())
    mayor.open("/reports/check/")
    mayor.fill("digest", digest)
    mayor.page.locator("main form button[type=submit]").first.click()
    mayor.page.wait_for_load_state()
    assert mayor.page.locator("[data-genuine=yes]").count() == 1

    # Amina logs a meeting of last month late: the edition stays, and says what would be another number today.
    before = restated(officer, ours)
    officer.share(officer.log_meeting(late_meeting(way)))
    after = restated(officer, ours)
    assert after["meetings.count"][1] == before.get("meetings.count", (0, int(all_of_it["meetings.count"])))[1] + 1
    assert figures_of(officer) == all_of_it
    officer.look("story7-restated")
    assert restated(mayor, theirs)["meetings.count"][1] > int(his["meetings.count"])

    # One receipt for each reader, however often it was sent.
    head.run_now(schedule)
    names: list[str] = []
    for language in LANGUAGES:
        head.open(editions[f"organisation.{language}"])
        names += head.page.locator("[data-sent-to]").all_inner_texts()
    assert names
    assert len(names) == len(set(names)), names


def test_the_clock_sends_it(house: House):
    way = Way("en", "laptop", scripts=True)
    head = house.visitor(Reporter, way, account="head")
    mayor = house.visitor(Official, way, account="mayor")
    schedule = head.add_schedule(side="corma")
    assert head.page.locator("[data-run]").count() == 0

    come_due(schedule)
    editions = head.wait_for_run(schedule)

    assert set(editions) == {f"{whose}.{language}" for whose in ("internal", "organisation") for language in LANGUAGES}
    for language in LANGUAGES:
        mayor.open(editions[f"organisation.{language}"])
        assert mayor.page.locator("article.document").get_attribute("lang") in {None, language}
        printed = text_in_pdf(fetched(mayor, editions[f"organisation.{language}"], "pdf"))
        assert "Coverage of counterparts" not in printed, "whom the mission meets is for the mission"
        assert mayor.page.request.get(f"{mayor.url}{editions[f'internal.{language}']}pdf/").status == 404
    ours = text_in_pdf(fetched(head, editions["internal.en"], "pdf"))
    assert "Coverage of counterparts" in ours


def restated(reader: SignedIn, edition: str) -> dict[str, tuple[int, int]]:
    reader.open(edition)
    rows = [
        row
        for row in reader.page.locator("[data-restated]").all()
        if "count" in str(row.get_attribute("data-restated"))
    ]
    found = {}
    for row in rows:
        was, now = (str(row.get_attribute(f"data-{word}")) for word in ("was", "now"))
        if was.isdecimal() and now.isdecimal():
            found[str(row.get_attribute("data-restated"))] = (int(was), int(now))
    return found
