"""A word that a villager gave to her agent, what he filed under it, and a visit at her home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistance.test_sight import of
from factories import agents
from factories import cases as make
from onevisit.assistance import homes
from onevisit.assistance.homes import Plan
from onevisit.assistance.models import HomeVisit
from onevisit.casework import drafts
from onevisit.casework.applications import hand_in
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor
from onevisit.rules.assistance.home_visits import Outcome, Wish
from onevisit.rules.district.definition import Role

MATTER = "old-age-card"


def special(agent: Actor, applicant: Actor, paper: str) -> Mapping[str, Mapping[str, Any]]:
    """What stands in the addresses of agents, of their principals, and of visits at home."""
    party, post = applicant.parties[0], agent.posts[0]
    word = agents.authorised(agent, party, MATTER)
    application = of(party, MATTER, collect_at=post.hall, taken_in_at=post.hall)
    number = hand_in(application, actor=agent, at=clock.now(), key=make.key()).number
    draft = drafts.begin(agent, MATTER, None, post.hall)
    drafts.save(agent, draft.id, {"who": {"name": "示例·王桂兰"}}, draft.edition, party=party)
    visit = _visited(agent, party, post.hall, paper)
    return {
        "workbench:assist-draft": {"draft": draft.id},
        "workbench:assist-word": {"reference": word},
        "workbench:assist-paper": {"reference": word},
        "workbench:case-word": {"reference": word, "number": number},
        "workbench:case-word-paper": {"reference": word, "number": number},
        "workbench:home-visit": {"reference": visit},
        "workbench:home-visit-photo": {"reference": visit},
        "portal:agent": {"reference": word},
        "portal:agent-paper": {"reference": word},
        "portal:home-visit": {"reference": visit},
        "portal:home-visit-cancel": {"reference": visit},
    }


def _visited(agent: Actor, party: int, hall: str, photo: str) -> str:
    today = clock.today()
    wish = Wish("frail", "村东头8号", "19900000001", today, "morning")
    number = homes.ask(party, "id-card", hall, wish, actor=agent, at=clock.now(), key=make.key())
    police = make.staff(Role.REVIEWER, organ="police").person
    plan = Plan(today, "morning", agent.person or 0, police)

    def seen() -> int:
        return HomeVisit.objects.get(number=number).seq

    homes.plan(number, plan, actor=agent, at=clock.now(), seen=seen(), key=make.key())
    done = Outcome(("identity", "signature"), (photo,), "")
    homes.done(number, done, actor=agent, at=clock.now(), seen=seen(), key=make.key())
    return number
