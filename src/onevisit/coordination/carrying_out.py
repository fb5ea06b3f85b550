"""What an arbiter decided reaches the case: an opinion that he found wrong is given again, as decided."""

from __future__ import annotations

import secrets
from datetime import datetime

from onevisit.casework.commands import Order, handle
from onevisit.casework.taking_part import taking_part
from onevisit.coordination.models import Disagreement
from onevisit.coordination.reading import locked_disagreement
from onevisit.coordination.recording import Doing, did, fresh, once, written
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import text
from onevisit.rules.cases.phases import Phase as CasePhase
from onevisit.rules.cases.phases import ReviewOutcome
from onevisit.rules.coordination import disagreement as rules
from onevisit.rules.coordination import refusals, texts
from onevisit.rules.coordination.disagreement import Holds, Phase, Said
from onevisit.rules.coordination.question import Deed
from onevisit.rules.district.definition import Role


def to_revise(row: Disagreement) -> tuple[Said, ...]:
    """The opinions that the decision found wrong and that still stand in the case. Two statements, or none."""
    if row.phase != Phase.DECIDED.value or row.issue != rules.Issue.OPINIONS.value:
        return ()
    part = taking_part(row.case)
    if part.phase is not CasePhase.ACCEPTED:
        return ()
    said = [Said(one.organ, one.stage, one.outcome) for one in part.voices]
    return rules.overruled(said, row.raiser_id, row.other_id, Holds(row.holds))


def reviser(actor: Actor, row: Disagreement, wrong: tuple[Said, ...]) -> Holding | None:
    """The post under which the actor gives these opinions again: a reviewer of their organ, as in every case."""
    organs = {one.organ for one in wrong}
    return next((post for post in actor.posts_as(Role.REVIEWER) if post.organ in organs), None)


def carry_out(reference: str, opinion: str, *, actor: Actor, at: datetime, seen: int, key: str) -> None:
    """Give every opinion that was found wrong again, as the arbiter decided. The former ones stay in the log.

    Raises `NoSuchConsultation`, `NothingToCarryOut`, `NotReviewer`, `Moved`, `WordsMissing`, and what `handle` raises.
    """
    doing = Doing(Deed.CARRY_OUT, actor, at, key, seen)

    def work() -> None:
        row = locked_disagreement(reference, actor)
        fresh(row, doing)
        wrong = to_revise(row)
        if not wrong:
            raise refusals.NothingToCarryOut
        post = reviser(actor, row, wrong)
        if post is None:
            raise refusals.NotReviewer
        written(texts.check(opinion=opinion.strip()))
        words = f"按协调决定（{reference}）改签：{opinion.strip()}"
        reviews = tuple(
            c.Review(one.stage, ReviewOutcome.PASS, text(words, secrets.token_hex(16)), settled_by=reference)
            for one in wrong
        )
        handle([Order(reviews, case=row.case)], actor=actor, at=at, key=key)
        did(row, doing, post, post.organ)

    once(doing, work)
