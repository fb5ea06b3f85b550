"""Clause 6a: each organ has a named responsible head, shown wherever its figures are."""

from __future__ import annotations

import re

import pytest
from django.db.models import Q
from django.test import Client

from factories import cases as make
from onevisit.platform import clock
from onevisit.platform.organs.models import Organ
from onevisit.platform.people.actors import NOBODY
from onevisit.platform.people.models import Person
from onevisit.questions import commands as questions
from onevisit.questions.commands import Asking
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import RatingLevel

pytestmark = pytest.mark.django_db

PAGES = [
    ("/work/", "inquiry1"),
    ("/work/", "head-enforcement"),
    ("/work/supervision", "inquiry1"),
    ("/work/supervision", "hall-head"),
    ("/work/supervision", "head-enforcement"),
    ("/work/supervision/ratings", "inquiry1"),
    ("/work/supervision/ratings", "head-enforcement"),
    ("/work/questions", "inquiry1"),
]
"""Every page with figures of organs, and those who see them. (The hall head begins with figures of halls.)"""


@pytest.mark.clause("6a")
def test_each_organ_has_a_head_who_stands_wherever_its_figures_are() -> None:
    assert not Organ.objects.filter(Q(head_name="") | Q(head_title="")).exists()
    make.accepted("dig-road", at=make.later(-20))  # overdue by now, so that the first page has a figure of it
    number = make.handed_out("dig-road")
    actor, _ = make.applicant()
    make.do(number, actor, c.Rate(RatingLevel.BAD, "PC端", ("209",)))
    questions.ask(
        Asking("要多久", "挖路许可要多久？", "dig-road"), actor=NOBODY, at=make.NOON, key=make.key()
    )
    organ = Organ.objects.get(key="enforcement")
    with clock.at(make.NOON):
        for path, login in PAGES:
            client = Client()
            client.force_login(Person.objects.get(username=login))
            page = client.get(path).content.decode()
            main = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
            assert organ.short in main, (path, login)
            assert organ.head_name in main, (path, login)
