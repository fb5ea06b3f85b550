"""The part of a pack that is about who and where: divisions, organs, halls, posts, people of the demonstration."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from onevisit.platform import clock
from onevisit.platform.organs.models import Division, Hall, Organ, Post, Window
from onevisit.platform.people.models import Party, PartyKind, Person, Representation
from onevisit.rules.district import definition
from onevisit.rules.district.definition import Applicant, Member
from onevisit.rules.district.pack import Pack


def load(pack: Pack, on: date) -> None:
    """Make what is not there and bring up to date what is. Accounts get no password here: see `demo`."""
    for division in pack.divisions:
        Division.objects.update_or_create(code=division.code, defaults=division_columns(division))
    _organs(pack)
    _halls(pack)
    for member in pack.staff:
        _member(member, on)
    people = {applicant.login: _applicant(applicant) for applicant in _citizens_first(pack.applicants)}
    for applicant in pack.applicants:
        if applicant.legal:
            Representation.objects.get_or_create(
                person=people[applicant.legal][0], party=people[applicant.login][1], defaults={"since": on}
            )


def division_columns(division: definition.Division) -> dict[str, Any]:
    """What the row of a division holds beside its code."""
    values: dict[str, Any] = {"name": division.name, "level": division.level.value, "local": division.local}
    return values | {"parent_id": division.parent or None}


def organ_columns(organ: definition.Organ, order: int) -> dict[str, Any]:
    """What the row of an organ holds beside its key and its parent."""
    return {
        "name": organ.name,
        "short": organ.short,
        "mark": organ.mark,
        "kind": organ.kind.value,
        "level": organ.level.value,
        "division_id": organ.division,
        "code": organ.code,
        "test_code": organ.test_code,
        "head_name": organ.head.name,
        "head_title": organ.head.title,
        "formerly": list(organ.formerly),
        "duties": organ.duties,
        "phone": organ.phone,
        "order": order,
    }


def _organs(pack: Pack) -> None:
    for order, organ in enumerate(pack.organs):
        Organ.objects.update_or_create(key=organ.key, defaults=organ_columns(organ, order))
    # Parents afterwards, because the file may name a child before its parent.
    for organ in pack.organs:
        if organ.parent:
            Organ.objects.filter(key=organ.key).update(parent_id=organ.parent)


def _halls(pack: Pack) -> None:
    for order, hall in enumerate(pack.halls):
        values = {
            "name": hall.name,
            "level": hall.level.value,
            "division_id": hall.division,
            "organ_id": hall.organ,
            "address": hall.address,
            "hours": hall.hours,
            "phone": hall.phone,
            "order": order,
        }
        row, _ = Hall.objects.update_or_create(key=hall.key, defaults=values)
        for window in hall.windows:
            classes = [one.value for one in window.classes]
            defaults = {"name": window.name, "classes": classes, "hands_out": window.hands_out}
            Window.objects.update_or_create(hall=row, number=window.number, defaults=defaults)
    for hall in pack.halls:
        if hall.parent:
            Hall.objects.filter(key=hall.key).update(parent_id=hall.parent)


def _member(member: Member, on: date) -> None:
    """Whoever is new holds his posts from `on`; for whoever was there already, what changes does so today."""
    person = _account(member.login, member.name, None)
    wanted = {(post.role.value, post.organ, post.hall or None, post.window) for post in member.posts}
    change = max(on, clock.today())
    standing = set()
    since = on
    for post in Post.objects.filter(person=person):
        since = change
        if post.until is not None and post.until < change:
            continue
        one = (post.role, post.organ_id, post.hall_id, post.window)
        if one in wanted:
            standing.add(one)
        elif post.since < change:
            # His last day is the day before: nobody sits at two windows.
            post.until = change - timedelta(days=1)
            post.save(update_fields=["until"])
        else:
            post.delete()  # It was to begin only now.
    for role, organ, hall, window in sorted(wanted - standing, key=str):
        Post.objects.create(
            person=person, role=role, organ_id=organ, hall_id=hall, window=window, since=since
        )


def _account(login: str, name: str, party: Party | None) -> Person:
    person = Person.objects.filter(username=login).first()
    if person is None:
        person = Person.objects.create_user(login, None, name, party)
    return person


def _citizens_first(applicants: Iterable[Applicant]) -> list[Applicant]:
    return sorted(applicants, key=lambda applicant: bool(applicant.legal))


def _applicant(applicant: Applicant) -> tuple[Person, Party]:
    kind = PartyKind.ENTERPRISE if applicant.legal else PartyKind.PERSON
    values = {"name": applicant.name, "phone": applicant.phone, "address": applicant.address}
    values["verified_by"] = "演示身份登记簿"
    party, _ = Party.objects.update_or_create(kind=kind, identifier=applicant.identifier, defaults=values)
    if applicant.legal:
        return Person.objects.get(username=applicant.legal), party
    return _account(applicant.login, applicant.name, party), party
