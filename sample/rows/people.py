"""Organisations, posts, people, their accounts and places, and the changes of holder with their entries."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from foundation.accounts.models import User
from foundation.people.models import Delegation, Membership, Organisation, Person, Post, Tenure
from sample.people import PASSWORD, SINCE, email_of
from sample.records import Deed, PlannedTenure
from sample.rows.copying import write_rows
from sample.rows.house import Doer, House
from sample.staff import is_current


def write_people(house: House) -> None:
    write_organisations(house)
    write_persons(house)
    write_memberships(house)
    house.settle()
    write_tenures(house)


def write_organisations(house: House) -> None:
    began = house.clock.at(SINCE)
    for planned in house.plan.organisations:
        key = house.ids.at(began)
        parent = house.organisations.get(planned.parent)
        house.organisations[planned.key] = Organisation(
            id=key,
            names=planned.names,
            kind=planned.kind,
            parent=parent,
            root_id=parent.root_id if parent else key,
            area=house.areas[planned.area],
        )
    write_rows(house.organisations.values())
    for post in house.plan.posts:
        house.posts[post.key] = Post(
            id=house.ids.at(began),
            organisation=house.organisations[post.organisation],
            titles=post.titles,
            is_head=post.is_head,
        )
    # Each handing over was an edit of the post.
    for tenure in house.plan.tenures:
        house.posts[tenure.post].revision += is_change(house, tenure)
    write_rows(house.posts.values())


def write_persons(house: House) -> None:
    # One hash for all: the password is printed, and a hundred slow hashes would be most of the loading time.
    password = make_password(PASSWORD)
    for planned in house.plan.people:
        since = house.clock.at(planned.from_on)
        if planned.account:
            house.users[planned.key] = User(
                id=house.ids.at(since),
                email=email_of(planned.account),
                password=password,
                language=planned.language,
                is_active=is_current(planned.from_on, planned.until_on, house.plan.today),
                joined_at=since,
            )
        house.people[planned.key] = Person(
            id=house.ids.at(since),
            full_name=planned.name,
            latin_name=planned.latin,
            user=house.users.get(planned.key),
        )
    write_rows(house.users.values())
    write_rows(house.people.values())


def write_memberships(house: House) -> None:
    links = []
    through: Any = Membership.areas.through
    for planned in house.plan.people:
        if not planned.role:
            continue
        membership = Membership(
            id=house.ids.at(house.clock.at(planned.from_on)),
            person=house.people[planned.key],
            organisation=house.organisations[planned.organisation],
            role=planned.role,
            from_on=planned.from_on,
            until_on=planned.until_on,
        )
        house.memberships[planned.key] = membership
        links += [through(membership=membership, area=house.areas[area]) for area in planned.areas]
    write_rows(house.memberships.values())
    write_rows(links)


def write_tenures(house: House) -> None:
    """Who held what; each change of holder stands in the journal as the administrator made it."""
    rows: dict[str, list[Tenure]] = {}
    for planned in house.plan.tenures:
        tenure = Tenure(
            id=house.ids.at(house.clock.at(planned.from_on)),
            post=house.posts[planned.post],
            person=house.people[planned.person],
            from_on=planned.from_on,
            until_on=planned.until_on,
            is_acting=planned.is_acting,
        )
        before = rows.setdefault(planned.post, [])
        if is_change(house, planned):
            remember_change(house, planned, before[-1], tenure)
        before.append(tenure)
    write_rows(one for tenures in rows.values() for one in tenures)
    house.delegations = list(house.plan.delegations)
    write_rows(
        Delegation(
            id=house.ids.at(house.clock.at(one.from_on)),
            post=house.posts[one.post],
            person=house.people[one.person],
            from_on=one.from_on,
        )
        for one in house.plan.delegations
    )


def is_change(house: House, tenure: PlannedTenure) -> bool:
    """Whether somebody held the post before."""
    began: date = house.clock.day(SINCE)
    return tenure.from_on != began


def remember_change(house: House, planned: PlannedTenure, old: Tenure, new: Tenure) -> None:
    at = house.clock.at(planned.from_on, 10)
    admin: Doer = house.doer(Deed("hand_over", at, "admin"))
    house.record("ended_tenure", old, admin, at, until_on=planned.from_on)
    leaver = next(key for key, person in house.people.items() if person is old.person)
    if leaver in house.memberships:
        house.record("ended_membership", house.memberships[leaver], admin, at, until_on=planned.from_on)
    house.record("handed_over", new.post, admin, at)
    facts = {"post_id": new.post.pk, "from_on": new.from_on, "is_acting": new.is_acting}
    house.record("appointed", new, admin, at, **facts)
    if planned.person in house.memberships:
        membership = house.memberships[planned.person]
        facts = {"role": membership.role, "organisation_id": membership.organisation_id}
        house.record("added", membership, admin, at, **facts)
