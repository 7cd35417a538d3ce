"""The cast of the sample: who they are, which posts they hold, what they may do, and how they sign in."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from foundation.accounts.models import User
from foundation.people.models import Delegation, Membership, Organisation, Person, Post, Tenure
from foundation.people.roles import Role
from foundation.places.models import Area
from sample.clock import Clock

PASSWORD = "carana-2026"  # noqa: S105  (printed for everyone: it opens the sample only)
DOMAIN = "carana.example"


@dataclass(frozen=True)
class PostCard:
    organisation: str
    titles: dict[str, str]
    is_head: bool = True


@dataclass(frozen=True)
class Card:
    """One person. Without `account` they cannot sign in; `post` is held, `for_post` is acted for."""

    key: str
    name: str
    organisation: str
    role: Role | None = None
    account: str = ""
    language: str = "en"
    post: str = ""
    for_post: str = ""
    areas: tuple[str, ...] = ()
    latin: str = ""
    since: int = -300


@dataclass
class Cast:
    """Everybody, by key; `places` names the organisation of each."""

    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


POSTS = {
    "mayor": PostCard("corma", {"en": "Mayor of Corma", "fr": "Maire de Corma", "ar": "عمدة كورما"}),
    "secretary": PostCard(
        "corma",
        {
            "en": "Secretary-General of Corma",
            "fr": "Secrétaire générale de Corma",
            "ar": "الأمينة العامة لبلدية كورما",
        },
        is_head=False,
    ),
    "sultan": PostCard("maldosa", {"en": "Sultan of Maldosa", "fr": "Sultan de Maldosa", "ar": "سلطان مالدوسا"}),
    "prefect": PostCard("prefecture", {"en": "Prefect of Leppko", "fr": "Préfète de Leppko", "ar": "محافظة ليبكو"}),
    "captain": PostCard(
        "cnp",
        {"en": "Police commander, Corma", "fr": "Commandant de police, Corma", "ar": "قائد الشرطة، كورما"},
    ),
    "president": PostCard(
        "women",
        {"en": "President of the association", "fr": "Présidente de l’association", "ar": "رئيسة الجمعية"},
    ),
    "eres_mayor": PostCard("eres", {"en": "Mayor of Eres", "fr": "Maire d’Eres", "ar": "عمدة إيريس"}),
    "elder": PostCard("kika", {"en": "Elder of Kika", "fr": "Doyen de Kika", "ar": "شيخ كيكا"}),
    "galasi_mayor": PostCard("galasi", {"en": "Mayor of Galasi", "fr": "Maire de Galasi", "ar": "عمدة غالاسي"}),
    "coordinator": PostCard(
        "passerelle", {"en": "Coordinator of Passerelle", "fr": "Coordinatrice de Passerelle", "ar": "منسقة باسريل"}
    ),
    "road_engineer": PostCard(
        "works", {"en": "Provincial road engineer", "fr": "Ingénieur provincial des routes", "ar": "مهندس الطرق"}
    ),
    "water_lead": PostCard(
        "water_programme", {"en": "Programme lead", "fr": "Responsable du programme", "ar": "مسؤولة البرنامج"}
    ),
    "head": PostCard(
        "civil_affairs",
        {"en": "Head of office, Leppko", "fr": "Cheffe de bureau, Leppko", "ar": "رئيسة المكتب، ليبكو"},
    ),
}

CAST = [
    Card("officer", "Amina Diallo", "civil_affairs", Role.LIAISON_OFFICER, "officer", areas=("LEP",), since=-240),
    Card("feedback", "Sefu Kalume", "civil_affairs", Role.FEEDBACK_OFFICER, "feedback", "sw", areas=("LEP",)),
    Card("head", "Ingrid Solberg", "civil_affairs", Role.HEAD_OF_OFFICE, "head", post="head", areas=("LEP",)),
    Card("me", "Rajiv Menon", "civil_affairs", Role.ME_OFFICER, "me", areas=("CRN",)),
    Card("capacity", "Lucía Ferrer", "civil_affairs", Role.CAPACITY_OFFICER, "capacity", "es", areas=("LEP",)),
    Card("protected", "Nadia Haddad", "civil_affairs", Role.PROTECTED_CASE_OFFICER, "protected", "ar", areas=("LEP",)),
    Card("admin", "Tomás Reis", "unac", Role.ADMINISTRATOR, "admin", "pt", areas=("CRN",)),
    Card("auditor", "Helen Okoro", "unac", Role.AUDITOR, "auditor", areas=("CRN",)),
    Card("adviser", "Jonas Weyler", "unac_police", Role.LIAISON_OFFICER, "unpol", areas=("LEP",)),
    Card("galasi_officer", "Mirela Stanko", "unac", Role.LIAISON_OFFICER, "galasi", "fr", areas=("FEL",)),
    Card("mayor", "Joseph Mandaba", "corma", Role.LOCAL_OFFICIAL, "mayor", "fr", "mayor"),
    Card("deputy", "Béatrice Yakoma", "corma", Role.LOCAL_OFFICIAL, "deputy", "fr", "secretary", for_post="mayor"),
    Card(
        "sultan",
        "السلطان حسن بي صيلي",
        "maldosa",
        Role.LOCAL_OFFICIAL,
        "sultan",
        "ar",
        "sultan",
        latin="Sultan Hassan Bi-Sélé",
    ),
    Card("prefect", "Aurélie Nzapa", "prefecture", Role.LOCAL_OFFICIAL, "prefect", "fr", "prefect"),
    Card("captain", "Moussa Idris", "cnp", post="captain"),
    Card("president", "Zara Adoumi", "women", Role.LOCAL_OFFICIAL, "women", "fr", "president"),
    Card("eres_mayor", "Daudi Mwenda", "eres", Role.LOCAL_OFFICIAL, "eres", "sw", "eres_mayor"),
    Card("elder", "شيخ عثمان ديبي", "kika", post="elder", latin="Sheikh Osman Debi"),
    Card("galasi_mayor", "Inês Cardoval", "galasi", Role.LOCAL_OFFICIAL, "cityhall", "pt", "galasi_mayor"),
    Card("road_engineer", "Bernard Tolima", "works", Role.LOCAL_OFFICIAL, "works", post="road_engineer"),
    Card("water_lead", "Marit Osterlund", "water_programme", Role.PARTNER_STAFF, "water", post="water_lead"),
    Card("coordinator", "Claire Ndoye", "passerelle", Role.PARTNER_STAFF, "ngo", "fr", "coordinator"),
]


def plan_people(clock: Clock, organisations: dict[str, Organisation], areas: dict[str, Area]) -> Cast:
    cast = Cast()
    for key, post in POSTS.items():
        cast.posts[key] = Post.objects.create(
            organisation=organisations[post.organisation], titles=post.titles, is_head=post.is_head
        )
    # One hash for all: the password is printed, and twenty slow hashes would be most of the loading time.
    password = make_password(PASSWORD)
    for card in CAST:
        add_person(card, cast, clock, organisations, areas, password)
    return cast


def add_person(
    card: Card,
    cast: Cast,
    clock: Clock,
    organisations: dict[str, Organisation],
    areas: dict[str, Area],
    password: str,
) -> None:
    since = clock.day(card.since)
    user = None
    if card.account:
        user = User.objects.create(email=email_of(card.account), password=password, language=card.language)
        cast.users[card.key] = user
    person = Person.objects.create(full_name=card.name, latin_name=card.latin, user=user)
    cast.people[card.key], cast.places[card.key] = person, card.organisation
    if card.post:
        Tenure.objects.create(post=cast.posts[card.post], person=person, from_on=since)
    if card.for_post:
        Delegation.objects.create(post=cast.posts[card.for_post], person=person, from_on=since)
    if card.role:
        membership = Membership.objects.create(
            person=person, organisation=organisations[card.organisation], role=card.role, from_on=since
        )
        membership.areas.set([areas[code] for code in card.areas])


def email_of(account: str) -> str:
    return f"{account}@{DOMAIN}"
