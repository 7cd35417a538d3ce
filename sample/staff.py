"""Who holds the hundred and fifty posts of Carana, who came after whom, and who speaks for whom on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from foundation.people.roles import Role
from sample.clock import Clock
from sample.organisations import BY_KEY, OFFICES, ORGANISATIONS, is_mission, sort_of
from sample.people import OFFICIAL, PARTNER, SINCE, cast, cast_delegations, cast_tenures
from sample.records import PlannedDelegation, PlannedOrganisation, PlannedPerson, PlannedPost, PlannedTenure
from sample.words import read_json, read_rows

POSTS = 150
PARTNER_KINDS = {"partner", "un_agency", "donor", "regional_body"}
# Their heads have no account: they answer on paper, by a link, or not at all.
WITHOUT_ACCOUNT = {
    "cnp", "kika", "land_chiefs_tes", "police_oss", "police_nar", "fishers_kel", "coast_states", "towns_fund",
}  # fmt: skip
ARABIC = frozenset({"HAM", "NAR"})
WITH_DELEGATE = {"town_kel", "town_ham", "town_bel", "prefecture_oss", "prefecture_nar"}


@dataclass
class Staff:
    """Everybody, and the questions the planners of meetings and items ask about them."""

    posts: list[PlannedPost] = field(default_factory=list)
    people: dict[str, PlannedPerson] = field(default_factory=dict)
    tenures: list[PlannedTenure] = field(default_factory=list)
    delegations: list[PlannedDelegation] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    by_post: dict[str, list[PlannedTenure]] = field(default_factory=dict)

    def settle(self) -> None:
        """Look up once what is asked often."""
        self.heads = {post.organisation: post.key for post in reversed(self.posts) if post.is_head}
        for tenure in self.tenures:
            self.by_post.setdefault(tenure.post, []).append(tenure)

    def holder(self, post: str, day: date) -> str:
        """Who holds the post on this day; nobody while it is vacant."""
        found = (one for one in self.by_post.get(post, []) if is_current(one.from_on, one.until_on, day))
        return next((one.person for one in found), "")

    def head(self, organisation: str, day: date) -> str:
        return self.holder(self.heads[organisation], day)

    def speaker(self, organisation: str, day: date) -> str:
        """Who answers for it with an account of their own on this day; nobody where the head has none."""
        return self.signed_in(self.head(organisation, day), day)

    def delegate(self, organisation: str, day: date) -> str:
        """Who acts for its head."""
        post = self.heads[organisation]
        found = (one.person for one in self.delegations if one.post == post and one.from_on <= day)
        return self.signed_in(next(found, ""), day)

    def signed_in(self, key: str, day: date) -> str:
        person = self.people.get(key)
        if person is None or not person.account or not is_current(person.from_on, person.until_on, day):
            return ""
        return key

    def officers(self, province: str) -> list[str]:
        """The liaison officers of the mission's office there."""
        office = OFFICES[province]
        return [key for key, one in self.people.items() if one.organisation == office and one.role.startswith("liais")]

    def clearer(self, province: str) -> str:
        """Who says yes or no for the mission there."""
        return next(
            key
            for key, one in self.people.items()
            if one.organisation == OFFICES[province] and one.role == Role.HEAD_OF_OFFICE.value
        )


def is_current(from_on: date, until_on: date | None, day: date) -> bool:
    return from_on <= day and (until_on is None or day < until_on)


@cache
def province_of(area: str) -> str:
    """The province an area lies in; the country's capital lies in Fellari."""
    codes = {row["radio"]: row["code"] for row in read_rows("places")}
    radios = {row["code"]: row["radio"] for row in read_rows("places")}
    return radios.get(codes[area][:5], "FEL") if len(codes[area]) > 3 else "FEL"


@cache
def towns_of(province: str, language: str) -> tuple[str, ...]:
    """The names of its municipalities and villages."""
    rows = (row for row in read_rows("places") if len(row["code"]) > 7)
    return tuple(row[language] for row in rows if province_of(row["radio"]) == province)


def plan_staff(clock: Clock, chance: Random) -> Staff:
    staff = Staff(posts=plan_posts())
    staff.people = {one.key: one for one in cast(clock)}
    staff.tenures += cast_tenures(clock)
    staff.delegations += cast_delegations(clock)
    names = Names(chance)
    for province, office in OFFICES.items():
        add_office(staff, province, office, clock, names)
    held = {tenure.post for tenure in staff.tenures}
    for post in staff.posts:
        if post.key not in held:
            fill(staff, post, clock, names, chance)
    for organisation in sorted(WITH_DELEGATE):
        add_delegate(staff, BY_KEY[organisation], clock, names)
    staff.settle()
    return staff


def plan_posts() -> list[PlannedPost]:
    """The posts of the cast, then of each organisation its head, then the next in line, until there are enough."""
    posts = [PlannedPost(**row) for row in read_json("posts")]
    taken = {(post.organisation, post.is_head) for post in posts}
    areas = {row["radio"]: row for row in read_rows("places")}
    templates = read_json("offices")
    for rank in range(4):
        for one in ORGANISATIONS:
            titles = templates[sort_of(one.key)]
            known = (one.key, rank == 0) in taken and rank < 2
            if rank >= len(titles) or known or len(posts) == POSTS:
                continue
            named = {
                language: words.format(place=areas[one.area][language], organisation=one.names[language])
                for language, words in titles[rank].items()
            }
            posts.append(PlannedPost(f"{one.key}.{rank}", one.key, named, is_head=rank == 0))
    return posts


class Names:
    """Full names, each given once."""

    def __init__(self, chance: Random) -> None:
        self.chance, self.given = chance, {""}

    def draw(self, tongue: str) -> tuple[str, str]:
        """A name as its bearer writes it, and in Latin letters where that differs."""
        bank = read_json("names")
        full, latin = "", ""
        while full in self.given:
            given, family = self.chance.choice(bank[f"{tongue}_given"]), self.chance.choice(bank[f"{tongue}_family"])
            if tongue == "arabic":
                full, latin = f"{given[0]} {family[0]}", f"{given[1]} {family[1]}"
            else:
                full = f"{given} {family}"
        self.given.add(full)
        return full, latin


def add_office(staff: Staff, province: str, office: str, clock: Clock, names: Names) -> None:
    """The head of a provincial office and its liaison officers; Leppko's are of the cast."""
    if province == "LEP":
        return
    people = [("head", Role.HEAD_OF_OFFICE.value), *(("officer", Role.LIAISON_OFFICER.value) for _one in range(2))]
    known = sum(1 for one in staff.people.values() if one.organisation == office)
    for number, (word, role) in enumerate(people[: len(people) - known]):
        key = f"{word}{number or ''}_{province.lower()}"
        full, latin = names.draw("mission")
        staff.people[key] = PlannedPerson(
            key, full, office, latin, role, key.replace("_", "-"), "ar" if province in ARABIC and number == 2 else "en",
            (province,), clock.day(SINCE),
        )  # fmt: skip
    staff.tenures.append(PlannedTenure(f"{office}.0", f"head_{province.lower()}", clock.day(SINCE)))


def fill(staff: Staff, post: PlannedPost, clock: Clock, names: Names, chance: Random) -> None:
    """Everybody who has held the post since the mission counts: one after another, sometimes one only acting."""
    organisation = BY_KEY[post.organisation]
    changes = sorted(chance.randint(-225, -20) for _one in range(chance.choices((0, 1, 2), (62, 32, 6))[0]))
    days = [SINCE, *changes]
    for number, day in enumerate(days):
        is_last = number == len(days) - 1
        until = None if is_last else clock.day(days[number + 1])
        key = f"{post.key}#{number}"
        account = ""
        if post.is_head and not is_mission(organisation.key) and organisation.key not in WITHOUT_ACCOUNT:
            account = organisation.key.replace("_", "-") + ("" if is_last else f"-{number + 1}")
        staff.people[key] = member(key, organisation, account, names, clock.day(day), until)
        is_acting = len(days) == 3 and number == 1
        staff.tenures.append(PlannedTenure(post.key, key, clock.day(day), until, is_acting))


def member(
    key: str, organisation: PlannedOrganisation, account: str, names: Names, since: date, until: date | None
) -> PlannedPerson:
    is_arabic = province_of(organisation.area) in ARABIC
    tongue = "mission" if is_mission(organisation.key) or organisation.kind == "un_agency" else "french"
    full, latin = names.draw("arabic" if is_arabic and tongue == "french" else tongue)
    role = (PARTNER if organisation.kind in PARTNER_KINDS else OFFICIAL) if account else ""
    language = "ar" if latin else "en" if tongue == "mission" else "fr"
    return PlannedPerson(key, full, organisation.key, latin, role, account, language, (), since, until)


def add_delegate(staff: Staff, organisation: PlannedOrganisation, clock: Clock, names: Names) -> None:
    """The second in line may act for the head since a week after the present head came."""
    post = next(post.key for post in staff.posts if post.organisation == organisation.key and post.is_head)
    came = max(tenure.from_on for tenure in staff.tenures if tenure.post == post)
    key, account = f"{organisation.key}.deputy", f"{organisation.key.replace('_', '-')}-deputy"
    staff.people[key] = member(key, organisation, account, names, clock.day(SINCE), None)
    staff.delegations.append(PlannedDelegation(post, key, came + timedelta(days=7)))
