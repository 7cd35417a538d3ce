"""People by role: what an officer, an official, a head of office and a guest with a link do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.visitor import Visitor


@dataclass(frozen=True)
class Topic:
    title: str
    text: str = ""
    outcome: str = "information"


@dataclass(frozen=True)
class Promise:
    """An action item of the log form. `owner` and `agreed_with` are sides by key; `ours` is the mission."""

    summary: str
    owner: str
    due: str = ""
    agreed_with: str = ""


@dataclass(frozen=True)
class MeetingToLog:
    title: str
    day: str
    counterpart: str
    area: str
    others: tuple[str, ...] = ()
    kind: str = "security_committee"
    topics: list[Topic] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    own_note: str = ""


class SignedIn(Visitor):
    """What both sides do."""

    def open_item(self, summary: str) -> None:
        """Find an action item by its words, through the search, and open it."""
        self.open("/search/")
        self.fill("q", summary)
        self.do("search")
        self.follow(summary)

    def status(self) -> str:
        return self.page.locator("article[data-status]").first.get_attribute("data-status") or ""

    def ledger_with(self, side: str) -> dict[str, int]:
        """Every figure of the ledger with that side. A name says what is counted and who owes it."""
        self.open("/ledger/")
        self.choose("counterpart", self.organisation(side))
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()
        figures = self.page.locator("main [data-figure]").all()
        assert figures, f"no ledger with {side} for {self.name}"
        return {str(one.get_attribute("data-figure")): int(one.get_attribute("data-value") or "") for one in figures}

    def record(self) -> str:
        """The joint record on this page, as it is read."""
        return self.text_of("[data-record]")

    def report_done(self, words: str) -> None:
        self.do("report_done", words=words)

    def confirm(self) -> None:
        self.do("confirm")

    def return_item(self, words: str) -> None:
        self.do("return", words=words)


class Officer(SignedIn):
    def log_meeting(self, meeting: MeetingToLog) -> str:
        """Fill in the log form and save it; gives the address of the meeting."""
        self.open("/meetings/new/")
        self.fill("title", meeting.title)
        self.choose("counterpart", self.organisation(meeting.counterpart))
        self.choose("area", meeting.area)
        self.fill("day", meeting.day)
        self.pick("kind", meeting.kind)
        for side in meeting.others:
            self.tick_side(side)
        for number, topic in enumerate(meeting.topics):
            self.write_topic(number, topic)
        for number, promise in enumerate(meeting.promises):
            self.write_promise(number, promise)
        if meeting.own_note:
            self.fill("own_note", meeting.own_note)
        self.do("log")
        assert self.page.locator("article[data-status=held]").count(), f"not saved: {self.path}"
        return self.path

    def tick_side(self, side: str) -> None:
        box = self.page.locator("main label").filter(has_text=self.organisation(side)).locator("[name=others]").first
        self.unfold(box)
        self.tick(box)

    def write_topic(self, number: int, topic: Topic) -> None:
        if not self.field(f"topics-{number}-title").count():
            self.add_row("topics")
        self.fill(f"topics-{number}-title", topic.title)
        self.fill(f"topics-{number}-text", topic.text)
        self.choose_value(f"topics-{number}-outcome", topic.outcome)

    def write_promise(self, number: int, promise: Promise) -> None:
        if not self.field(f"items-{number}-summary").count():
            self.add_row("items")
        row = f"items-{number}"
        self.fill(f"{row}-summary", promise.summary)
        if promise.owner == "ours":
            self.choose_value(f"{row}-owner", "ours")
        else:
            self.choose(f"{row}-owner", self.organisation(promise.owner))
        if promise.agreed_with:
            self.choose(f"{row}-agreed_with", self.organisation(promise.agreed_with))
        if promise.due:
            self.fill(f"{row}-due_on", promise.due)

    def preview(self, meeting: str) -> str:
        """What the others will read, as the preview says."""
        self.open(f"{meeting}share/")
        return self.record()

    def share(self, meeting: str) -> None:
        self.open(f"{meeting}share/")
        self.do("share")

    def circulate(self, meeting: str) -> None:
        self.open(f"{meeting}circulate/")
        self.do("circulate")

    def enter_paper(self, meeting: str, side: str, *, name: str, words: str, paper: Path) -> None:
        """A side signed on paper with a reservation; its photo is kept."""
        self.open(f"{meeting}minutes/")
        self.do("endorse_on_behalf", self.answer_of(side))
        self.pick("answer", "reservation")
        self.fill("name", name)
        self.fill("text", words)
        self.page.locator("main input[type=file]").set_input_files(str(paper))
        self.do("endorse_on_behalf")

    def issue_link(self, meeting: str, side: str, *, name: str) -> str:
        """Make a one-time link for somebody without an account; gives its address."""
        self.open(f"{meeting}minutes/")
        self.do("issue_signing_link", self.answer_of(side))
        self.fill("signer_name", name)
        self.do("issue_signing_link")
        return self.text_of("#signing-address")

    def answer_of(self, side: str):
        return self.page.locator("main li[data-answer]").filter(has_text=self.organisation(side)).first


class HeadOfOffice(Officer):
    def clear(self, summary: str) -> None:
        """Accept a request for the mission by the date that was asked for."""
        self.open_item(summary)
        self.do("accept", due_on="")


class Official(SignedIn):
    def accept(self, summary: str) -> None:
        self.open_item(summary)
        self.do("accept")

    def endorse(self, meeting: str) -> None:
        self.open(f"{meeting}minutes/")
        self.do("endorse")


class Guest(Visitor):
    """Somebody without an account who holds a one-time link."""

    def answer_by_link(self, address: str, *, name: str, words: str) -> None:
        self.open(address)
        self.pick("answer", "reservation")
        self.fill("name", name)
        self.fill("text", words)
        self.do("sign")


class Administrator(SignedIn):
    def add_organisation(self, name: str, *, kind: str, area: str) -> str:
        """Gives the address of its page."""
        self.open("/organisations/new/")
        self.fill("name_fr", name)
        self.choose_value("kind", kind)
        area_option = self.field("area").locator("option").filter(has_text=area).first
        self.field("area").select_option(value=area_option.get_attribute("value"))
        self.do("add_organisation")
        return self.path

    def add_post(self, organisation: str, title: str) -> str:
        """Gives the address of the post's page."""
        self.open(f"{organisation}add-post/")
        self.fill("name_fr", title)
        self.field("is_head").first.check(force=True)
        self.do("add_post")
        if "/posts/" not in self.path:
            self.follow(title)
        return self.path

    def appoint(self, post: str, full_name: str) -> None:
        self.open(f"{post}appoint/")
        self.fill("full_name", full_name)
        self.do("appoint")

    def hand_over(self, post: str, full_name: str) -> None:
        self.open(f"{post}hand-over/")
        self.fill("full_name", full_name)
        self.do("hand_over_post")

    def invite_holder(self, post: str, organisation: str, *, email: str, role: str = "local_official") -> None:
        """Invite whoever holds the post; the link comes by mail."""
        self.open(post)
        person = self.page.locator("main a[href^='/people/']").first.get_attribute("href") or ""
        pk = person.strip("/").rpartition("/")[2]
        self.open(f"{organisation}invite/?person={pk}")
        self.invite(email=email, role=role)

    def invite(self, *, email: str, role: str, full_name: str = "") -> None:
        if full_name:
            self.fill("full_name", full_name)
        self.fill("email", email)
        self.choose_value("language", "fr")
        self.pick("role", role)
        self.do("invite")


class Invited(Official):
    def accept_invitation(self, address: str, password: str) -> None:
        self.open(address)
        self.fill("password1", password)
        self.do("accept_invitation")
