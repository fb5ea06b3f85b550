"""What is known of an applicant's situation: all of it, or only what he has answered so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import islice

from onevisit.rules.matters.conditions import ALWAYS, All, Answers, Any, Condition, Is, Not, uses
from onevisit.rules.matters.definition import Matter, Requirement
from onevisit.rules.matters.vocabulary import Way

__all__ = ["answered", "holds", "situations", "unknown"]


def answered(matter: Matter, answers: Answers) -> dict[str, str]:
    """The answers that count: to a question that is certain to be asked, and one of its options."""
    return _sorted(matter, answers)[0]


def unknown(matter: Matter, answers: Answers) -> frozenset[str]:
    """The questions that are still to be answered, or may be once those before them are."""
    return _sorted(matter, answers)[1]


def _sorted(matter: Matter, answers: Answers) -> tuple[dict[str, str], frozenset[str]]:
    known: dict[str, str] = {}
    missing: set[str] = set()
    for one in matter.situations:
        asked = holds(one.when, known, missing)
        if asked is True and answers.get(one.key) in one.options:
            known[one.key] = answers[one.key]
        elif asked is not False:
            missing.add(one.key)
    return known, frozenset(missing)


def holds(condition: Condition, answers: Answers, missing: Set[str]) -> bool | None:
    """Whether a condition holds, or None while that depends on a question that is `missing` its answer."""
    match condition:
        case Is():
            return None if condition.key in missing else condition.holds(answers)
        case Not():
            inner = holds(condition.one, answers, missing)
            return None if inner is None else not inner
        case All():
            found = {holds(one, answers, missing) for one in condition.each}
            return False if False in found else None if None in found else True
        case Any():
            found = {holds(one, answers, missing) for one in condition.each}
            return True if True in found else None if None in found else False


def situations(matter: Matter, answers: Answers, *, papers: bool = False) -> Iterator[Mapping[str, str]]:
    """Every situation that fits these answers, as far as situations differ in what needs the applicant's body.

    A question on which no act in person and no original paper depends is not walked through; it keeps its answer if
    it has one. So there are few even where a matter asks much. `papers` walks also through those on which a paper
    depends that has to be got first.
    """
    weighty = _weighty(matter, papers)
    given = answered(matter, answers)

    def walk(number: int, known: dict[str, str]) -> Iterator[dict[str, str]]:
        if number == len(matter.situations):
            yield known
            return
        one = matter.situations[number]
        if not one.when.holds(known):
            yield from walk(number + 1, known)
        elif one.key in given:
            yield from walk(number + 1, known | {one.key: given[one.key]})
        elif one.key in weighty:
            for option in one.options:
                yield from walk(number + 1, known | {one.key: option})
        else:
            yield from walk(number + 1, known)

    yield from walk(0, {})


@dataclass(frozen=True)
class Demands:
    """The situations that ask for most: any other asks for no more than one of `each`, and so costs no more.

    `complete` says that all situations were looked at.
    """

    each: tuple[Mapping[str, str], ...]
    complete: bool


def asking(matter: Matter) -> tuple[Condition, ...]:
    """The conditions on which it depends what an applicant has to show or do, each once."""
    found = [one.when for one in matter.presences]
    found += [
        one.when for one in matter.requirements if one.required and (one.held or not costs_nothing(one))
    ]
    return tuple(dict.fromkeys(one for one in found if one != ALWAYS))


def demanding(matter: Matter, answers: Answers, *, papers: bool, most: int) -> Demands:
    """The situations that ask for most, among the first `most` that fit these answers."""
    conditions = asking(matter)
    # What one holds because of one's situation can help elsewhere, so that only equal holdings are compared.
    holding = {one.when for one in matter.requirements if one.held}
    given = sum(1 << at for at, one in enumerate(conditions) if one in holding)
    each = situations(matter, answers, papers=papers)
    found: dict[int, Mapping[str, str]] = {}
    for known in islice(each, most):
        asked = sum(1 << at for at, one in enumerate(conditions) if one.holds(known))
        found.setdefault(asked, known)
    weightiest = (
        known
        for asked, known in found.items()
        if not any(asked | more == more != asked and not (asked ^ more) & given for more in found)
    )
    return Demands(tuple(weightiest), next(each, None) is None)


def possibly(matter: Matter, answers: Answers) -> Callable[[Condition], bool]:
    """Says of a condition whether it may hold in a situation that fits these answers.

    To take everything that may hold together costs at least as much as any one situation: more is asked for, and
    nothing else is offered.
    """
    known, missing = _sorted(matter, answers)
    return lambda condition: holds(condition, known, missing) is not False


def costs_nothing(requirement: Requirement) -> bool:
    """Whether it is made from the form, in hand already, or known to a register whatever was done before."""
    licences = any(one.licence for one in requirement.evidence)
    ways = {one.way for one in requirement.evidence}
    return requirement.held or Way.FORM in ways or (Way.SHARED in ways and not licences)


def _weighty(matter: Matter, papers: bool) -> frozenset[str]:
    """The questions on which a visit can depend, with those that decide whether they are asked."""
    conditions = [one.when for one in matter.presences]
    conditions += [
        one.when
        for one in matter.requirements
        if {evidence.way for evidence in one.evidence} - {Way.ZONE} == {Way.ORIGINAL}
        or (papers and one.required and not costs_nothing(one))
    ]
    found = {key for condition in conditions for key, _ in uses(condition)}
    # A question can only depend on earlier ones, so that one walk from the last to the first finds them all.
    for one in reversed(matter.situations):
        if one.key in found:
            found |= {key for key, _ in uses(one.when)}
    return frozenset(found)
