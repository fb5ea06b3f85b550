"""The papers of an application: how each is shown, and, from nothing, where each is got.

A paper that is a licence is that licence, for every matter that asks for it. Any other is the paper of its own
requirement: a second matter that wants the like gets it by the same errand, which is counted once.
"""

from __future__ import annotations

from collections.abc import Iterator

from onevisit.rules.journeys.matters.writing import HOME, ORGANS, Part, Writing, days_of, errand, office
from onevisit.rules.journeys.model import Fact
from onevisit.rules.matters.definition import Evidence, Requirement
from onevisit.rules.matters.vocabulary import Channel, MadeBy, Way

INTERMEDIARY = "中介机构"


def licence(key: str) -> Fact:
    """The applicant has a licence of this type."""
    return f"licence:{key}"


def e_licence(key: str) -> Fact:
    """It is in the register as an electronic licence, so that organs can fetch it themselves."""
    return f"e-licence:{key}"


def needed(part: Part) -> tuple[Requirement, ...]:
    """The requirements that apply and have to be met."""
    return tuple(one for one in part.matter.requirements if one.required and part.view.applies(one.when))


def shown(part: Part, one: Requirement) -> Fact:
    """The requirement is met, or the application may go in without it for now."""
    return part.fact("shown", one.key)


def complete(part: Part, one: Requirement) -> Fact:
    """The requirement is met for the decision: a deferred paper has come."""
    return part.fact("complete", one.key) if deferrable(part, one) else shown(part, one)


def promised(writing: Writing, part: Part, one: Requirement) -> str:
    """The licence type that a matter applied for together with this one will give; "" where none does.

    Then it is not shown with the application, but the decision waits for it.
    """
    if not part.main or part.view.in_hand:
        return ""
    for each in _licences(one):
        if any(issuer.key in part.view.together for issuer in writing.catalogue.issuers.get(each, ())):
            return each
    return ""


def posted(part: Part, one: Requirement) -> Fact:
    """It lies in the envelope, or need not."""
    return part.fact("posted", one.key)


def write_requirement(writing: Writing, part: Part, one: Requirement) -> None:
    """Write down every way in which a requirement can be shown, and where its paper comes from."""
    soon = promised(writing, part, one)
    if soon:
        writing.wanted.append(soon)
        writing.start |= {shown(part, one), posted(part, one)}
        return
    paper = _paper(writing, part, one)
    gives = {shown(part, one), complete(part, one)}
    ways = tuple(_worth_a_look(part, one))
    for number, evidence in ways:
        _way(writing, part, one, evidence, (f"{part.matter.key}:{one.key}:{number}", paper, gives))
    if not any(_at_no_cost(part, one, evidence) for _, evidence in ways):
        if one.commitment:
            _commitment(writing, part, one)
        if deferrable(part, one):
            _deferral(writing, part, one, paper)
    if part.offers(Channel.POST):
        key = f"{part.matter.key}:{one.key}"
        sent = {posted(part, one), complete(part, one)}
        text = f"寄出“{one.name}”"
        writing.rule(f"{key}:post", HOME, {paper}, sent, text, role=part.role("mail"))
        writing.rule(f"{key}:no-post", HOME, gives, {posted(part, one)}, "", role=part.role("form"))


def _worth_a_look(part: Part, one: Requirement) -> Iterator[tuple[int, Evidence]]:
    """The ways that can make a difference, with their places in the definition.

    Where nobody has chosen, one that costs nothing makes all others needless; and who has a paper and may send a
    picture of it, or whose organs look it up, has no reason to carry it.
    """
    ways = tuple(enumerate(one.evidence))
    if part.view.channel is not None:
        yield from ways
        return
    free = [each for each in ways if _at_no_cost(part, one, each[1])]
    if free:
        yield free[0]
        return
    light = {Way.SHARED} | ({Way.UPLOAD} if Channel.ONLINE in part.matter.channels else set())
    carried = light.isdisjoint(evidence.way for _, evidence in ways)
    yield from (each for each in ways if carried or each[1].way is not Way.ORIGINAL)


def _at_no_cost(part: Part, one: Requirement, evidence: Evidence) -> bool:
    """Whether a way is open from the start, without going anywhere or having anything first."""
    match evidence.way:
        case Way.FORM:
            return True
        case Way.SHARED:
            return _has(part, one) or not _licences(one)
        case Way.E_LICENCE:
            return _has(part, one)
        case Way.UPLOAD:
            return _has(part, one) and Channel.ONLINE in part.matter.channels
        case _:
            return False


def _way(
    writing: Writing,
    part: Part,
    one: Requirement,
    evidence: Evidence,
    about: tuple[str, Fact, set[Fact]],
) -> None:
    key, paper, gives = about
    match evidence.way:
        case Way.FORM:
            writing.rule(key, HOME, (), gives, f"填写“{one.name}”", role=part.role("form"))
        case Way.UPLOAD:
            if Channel.ONLINE in part.matter.channels:
                text = f"上传“{one.name}”"
                writing.rule(key, HOME, {paper}, gives, text, role=part.role("upload"))
            for place in part.by_hand:
                writing.rule(key, place, {paper}, gives, f"交“{one.name}”", role=part.role("hand-in"))
        case Way.ORIGINAL:
            takes = {paper} if one.kept else ()
            text = f"交出“{one.name}”原件" if one.kept else f"出示“{one.name}”原件"
            for place in part.counters:
                writing.rule(key, place, {paper}, gives, text, role=part.role("original"), takes=takes)
        case Way.E_LICENCE:
            text = f"调取电子证照“{writing.catalogue.licence_name(evidence.licence)}”"
            needs = {paper if _has(part, one) or one.errand else e_licence(evidence.licence)}
            writing.rule(key, ORGANS, needs, gives, text, role=part.role("fetch"))
        case Way.SHARED:
            text = f"共享查询“{one.name}”"
            for known in _known(writing, part, one):
                writing.rule(f"{key}:{known}", ORGANS, {known}, gives, text, role=part.role("fetch"))
        case Way.ZONE:
            # Whether the project lies in a zone that was assessed is not known to a definition, so nobody may count
            # on it, except where the definition knows no other way.
            if {each.way for each in one.evidence} == {Way.ZONE}:
                writing.start |= gives


def _commitment(writing: Writing, part: Part, one: Requirement) -> None:
    """告知承诺: a word instead of the paper, which an organ checks afterwards, at the applicant's or in its files."""
    checked = part.fact("checked", one.key)
    gives, key = {shown(part, one), complete(part, one)}, f"{part.matter.key}:{one.key}:commit"
    text = f"签“{one.name}”的告知承诺书"
    for place in ((HOME,) if Channel.ONLINE in part.matter.channels else ()) + part.counters:
        writing.rule(key, place, (), gives, text, role=part.role("commit"), owes={checked})
    length, working = days_of(part.matter.courses.pledge.check)
    text = f"核查“{one.name}”的承诺"
    writing.rule(
        f"{key}:check",
        ORGANS,
        {part.fact("decided")},
        {checked},
        text,
        role=part.role("check"),
        wait=length,
        working=working,
    )


def deferrable(part: Part, one: Requirement) -> bool:
    """Whether it may come later. Who has everything in hand has nothing to defer, and the decision waits for it."""
    return one.defer is not None and not part.view.in_hand


def _deferral(writing: Writing, part: Part, one: Requirement, paper: Fact) -> None:
    """容缺: the application goes in without it; it is owed, and handed in afterwards, on line or at a counter."""
    key, later = f"{part.matter.key}:{one.key}", complete(part, one)
    ways = {evidence.way for evidence in one.evidence}
    text = f"先欠着“{one.name}”，签容缺承诺"
    for place in ((HOME,) if Channel.ONLINE in part.matter.channels else ()) + part.counters:
        writing.rule(
            f"{key}:defer", place, (), {shown(part, one)}, text, role=part.role("defer"), owes={later}
        )
    needs = {paper, part.fact("submitted")}
    if Way.UPLOAD in ways and Channel.ONLINE in part.matter.channels:
        text = f"补交“{one.name}”"
        writing.rule(f"{key}:supply", HOME, needs, {later}, text, role=part.role("supply"))


def _has(part: Part, one: Requirement) -> bool:
    """Whether the paper is there from the start: everything is in hand, or who has to show it has it already."""
    return part.view.in_hand or one.held


def _licences(one: Requirement) -> list[str]:
    return [evidence.licence for evidence in one.evidence if evidence.way is Way.E_LICENCE]


def _paper(writing: Writing, part: Part, one: Requirement) -> Fact:
    """The paper itself, with everywhere it can come from."""
    licences = _licences(one) if part.view.in_hand or part.certain or not one.held else []
    alone = len(licences) == 1 and not one.errand
    paper = licence(licences[0]) if alone else part.fact("paper", one.key)
    writing.name(paper, one.name)
    if _has(part, one):
        # What is there only in a situation that is not certain is there for this requirement, and no other.
        writing.start.add(paper)
        if alone:
            writing.start.add(e_licence(licences[0]))
        return paper
    for each in licences:
        writing.name(licence(each), writing.catalogue.licence_name(each))
        writing.name(e_licence(each), writing.catalogue.licence_name(each))
        if not one.errand or each in writing.catalogue.issuers:
            writing.wanted.append(each)
        if not alone:
            key = f"{part.matter.key}:{one.key}:have:{each}"
            writing.rule(key, HOME, {licence(each)}, {paper}, "", role=part.role("form"))
    if one.errand or not licences:
        _source(writing, part, one, paper)
    return paper


def _source(writing: Writing, part: Part, one: Requirement, paper: Fact) -> None:
    """Where a paper that is no licence is got."""
    key = f"{part.matter.key}:{one.key}:get"
    if one.made_by is MadeBy.ORGAN and not one.errand:
        place = office(writing.catalogue, one.issued_by)
        text = f"到{place.name}开具“{one.name}”"
        writing.rule(key, place, (), {paper}, text, role=part.role("get"), lasts=one.fresh)
    elif one.errand or one.made_by is MadeBy.INTERMEDIARY:
        whom = one.errand or INTERMEDIARY
        text = f"找{whom}办“{one.name}”"
        writing.rule(key, errand(whom), (), {paper}, text, role=part.role("errand"), lasts=one.fresh)
    else:
        text = f"准备“{one.name}”"
        writing.rule(key, HOME, (), {paper}, text, role=part.role("prepare"), lasts=one.fresh)


def _known(writing: Writing, part: Part, one: Requirement) -> tuple[Fact, ...]:
    """What organs have to know to answer a shared query: of a licence, that it was issued; else it is in a register."""
    licences = _licences(one)
    if _has(part, one) or not licences:
        known = part.fact("known", one.key)
        writing.start.add(known)
        return (known,)
    if one.errand:
        return (part.fact("paper", one.key),)
    return tuple(licence(each) for each in licences)
