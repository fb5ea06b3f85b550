"""One application as facts and rules: acting in person, handing in, review, decision, and the result in hand.

The ordinary course: what is handed in is complete, the conditions are met, promised limits are kept, nobody is asked
to come who need not. The exceptional one adds a correction, and the hearing that the applicant may ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onevisit.rules.journeys.matters.showing import (
    complete,
    deferrable,
    e_licence,
    licence,
    needed,
    posted,
    promised,
    shown,
    write_requirement,
)
from onevisit.rules.journeys.matters.writing import HOME, ORGANS, Part, Writing, counter, days_of
from onevisit.rules.journeys.model import Announcement, Fact
from onevisit.rules.matters.definition import Presence, Requirement, Result
from onevisit.rules.matters.vocabulary import Act, Channel, Delivery, Means, Moment, Way

FROM_AFAR = frozenset({Means.ONLINE_IDENTITY, Means.E_SIGNATURE, Means.VIDEO})
"""What stands in for the body. A proxy comes himself, and officials come to those who cannot: neither saves a visit."""

ACTS = {
    Act.IDENTITY: "核验身份",
    Act.SIGNATURE: "签字",
    Act.TEST: "参加测试",
    Act.ORAL: "接受当面询问",
    Act.COLLECT: "本人领取",
}
HEARING_DAYS = 20
"""行政许可法 Art. 47: the hearing is held within twenty working days of the request."""


def write_matter(writing: Writing, part: Part) -> frozenset[Fact]:
    """Write down one matter; returns the facts that say its results are in hand."""
    for one in needed(part):
        write_requirement(writing, part, one)
    acts = {moment: frozenset(_acts(writing, part, moment)) for moment in Moment}
    _submission(writing, part, acts[Moment.SUBMIT])
    _decision(writing, part, acts[Moment.REVIEW])
    return frozenset(_result(writing, part, one, acts[Moment.COLLECT]) for one in part.matter.results)


def _acts(writing: Writing, part: Part, moment: Moment) -> Iterable[Fact]:
    before: Fact | None = None
    for number, one in enumerate(part.matter.presences):
        if one.at is moment and part.view.applies(one.when) and (part.view.exceptional or not one.waivable):
            before = _act(writing, part, number, one, _rested(writing, part, number, one, before))
            yield before


def _rested(writing: Writing, part: Part, number: int, one: Presence, before: Fact | None) -> set[Fact]:
    """What says that so many days have passed since the act before this one; nothing where none have to."""
    if before is None or not one.rest:
        return set()
    rested = part.fact("rested", str(number))
    text, role = f"隔{one.rest}天", part.role("rest")
    writing.rule(
        f"{part.matter.key}:rest:{number}", ORGANS, {before}, {rested}, text, role=role, wait=one.rest
    )
    return {rested}


def _act(writing: Writing, part: Part, number: int, one: Presence, rested: set[Fact]) -> Fact:
    key, role = f"{part.matter.key}:act:{number}", part.role(f"act-{one.at}")
    before = {Moment.SUBMIT: "", Moment.REVIEW: "reviewing", Moment.COLLECT: "decided"}[one.at]
    needs = ({part.fact(before)} if before else set()) | rested
    text = f"{ACTS[one.act]}：{one.note}" if one.note else ACTS[one.act]
    done = writing.name(part.fact("act", str(number)), text)
    # Who else has to come for a matter that is needed on the way is not counted apart.
    persons = one.persons if part.main else ()
    writing.persons |= dict.fromkeys(persons)
    if not FROM_AFAR.isdisjoint(one.means):
        writing.rule(key, HOME, needs, {done}, text, role=part.role(f"far-{one.at}"))
        if _from_home(part):
            return done
    if one.announced:
        summons = [part.fact("summons", f"{number}:{at}") for at in range(len(one.announced))]
        outcomes = tuple(frozenset({each}) for each in summons)
        writing.announcements.append(Announcement(key, frozenset(needs), outcomes))
        for fact, place in zip(summons, one.announced, strict=True):
            where = counter(place, part.matter)
            writing.rule(key, where, {*needs, fact}, {done}, text, role=role, persons=persons)
        return done
    places = (counter(one.counter, part.matter),) if one.counter is not None else part.counters
    for where in places:
        writing.rule(key, where, needs, {done}, text, role=role, persons=persons)
    return done


def _submission(writing: Writing, part: Part, acts: frozenset[Fact]) -> None:
    key, role = f"{part.matter.key}:submit", part.role("submit")
    gives = {writing.name(part.fact("submitted"), f"提交了“{part.matter.name}”的申请")}
    papers = {shown(part, one) for one in needed(part)}
    if part.offers(Channel.ONLINE):
        writing.rule(key, HOME, papers | acts, gives, "网上填写申请、提交材料", role=role)
    if part.offers(Channel.POST):
        envelope = {posted(part, one) for one in needed(part)}
        writing.rule(f"{key}:post", HOME, envelope | acts, gives, "填好申请，连同材料一起寄出", role=role)
    # Begun on line or by post, an application is finished at the counter by whoever has to come there anyway.
    for place in () if _from_home(part) else part.counters:
        writing.rule(key, place, papers | acts, gives, "提交申请", role=role)


def _from_home(part: Part) -> bool:
    """Whether nobody who has the choice would come for anything: then no counter needs to be looked at."""
    matter, applies = part.matter, part.view.applies
    return (
        part.view.channel is None
        and part.view.delivery is None
        and Channel.ONLINE in matter.channels
        and all(one.delivery and set(one.delivery) != {Delivery.WINDOW} for one in matter.results)
        and all(not FROM_AFAR.isdisjoint(one.means) for one in matter.presences if applies(one.when))
        and all(set(_ways(one)) - {Way.ORIGINAL, Way.ZONE} for one in needed(part))
    )


def _ways(requirement: Requirement) -> Iterator[Way]:
    return (one.way for one in requirement.evidence)


def _decision(writing: Writing, part: Part, acts: frozenset[Fact]) -> None:
    key, matter = part.matter.key, part.matter
    reviewing, decided = part.fact("reviewing"), part.fact("decided")
    review = 0 if matter.at_once else 1
    length, working = (0, False) if matter.at_once else days_of(matter.limits.promised)
    special = sum(one.days for one in matter.courses.special)
    extra = _exceptions(writing, part) if part.view.exceptional else frozenset()
    first = review if acts or extra else 0
    awaited = {
        complete(part, one)
        for one in needed(part)
        if deferrable(part, one) and not promised(writing, part, one)
    }
    promises = {soon for one in needed(part) if (soon := promised(writing, part, one))}
    writing.rule(
        f"{key}:accept",
        ORGANS,
        {part.fact("submitted")},
        {reviewing},
        "受理",
        role=part.role("accept"),
        wait=first,
        working=True,
    )
    # The promised time runs from the application, whatever the applicant does meanwhile.
    time = part.fact("time")
    writing.rule(
        f"{key}:time",
        ORGANS,
        {part.fact("submitted")},
        {time},
        "审查、决定",
        role=part.role("accept"),
        wait=length,
        working=working,
    )
    # Time that the law does not count (行政许可法 Art. 45) comes on top, in working days.
    ordered = part.fact("ordered")
    writing.rule(
        f"{key}:special",
        ORGANS,
        {time},
        {ordered},
        "特别程序",
        role=part.role("accept"),
        wait=special,
        working=True,
    )
    heard = {*acts, *extra}
    if heard:
        # Nobody decides while the applicant still stands there, unless the whole matter is settled at once.
        weighed = part.fact("weighed")
        writing.rule(
            f"{key}:weigh",
            ORGANS,
            heard,
            {weighed},
            "审查、决定",
            role=part.role("accept"),
            wait=review,
            working=True,
        )
        heard = {weighed}
    writing.rule(
        f"{key}:decide",
        ORGANS,
        {reviewing, ordered, *heard, *awaited, *(licence(each) for each in promises)},
        {writing.name(decided, f"“{matter.name}”作出决定")},
        "审查、决定",
        role=part.role("decide"),
    )


def _exceptions(writing: Writing, part: Part) -> frozenset[Fact]:
    """What a lawful exception asks of the applicant besides: one correction, and a hearing where he may have one."""
    key, reviewing, found = part.matter.key, part.fact("reviewing"), set[Fact]()
    corrected = part.fact("corrected")
    only_paper = any(all(each.way is Way.ORIGINAL for each in one.evidence) for one in needed(part))
    text = "补正材料"
    if Channel.ONLINE in part.matter.channels and not only_paper:
        writing.rule(f"{key}:correct", HOME, {reviewing}, {corrected}, text, role=part.role("correct"))
    for place in part.counters:
        writing.rule(f"{key}:correct", place, {reviewing}, {corrected}, text, role=part.role("correct"))
    found.add(corrected)
    courses = part.matter.courses
    if courses.hearing is not None or courses.interested is not None:
        called, heard = part.fact("hearing"), part.fact("heard")
        writing.rule(
            f"{key}:call-hearing",
            ORGANS,
            {reviewing},
            {called},
            "组织听证",
            role=part.role("accept"),
            wait=HEARING_DAYS,
            working=True,
        )
        for place in part.counters:
            writing.rule(f"{key}:hear", place, {called}, {heard}, "参加听证", role=part.role("act-review"))
        found.add(heard)
    return frozenset(found)


def _result(writing: Writing, part: Part, one: Result, acts: frozenset[Fact]) -> Fact:
    key = f"{part.matter.key}:result:{one.key}"
    have = writing.name(part.fact("result", one.key), f"拿到“{one.name}”")
    gives = {have, *({licence(one.licence)} if one.licence else ())}
    if one.licence and Delivery.ELECTRONIC in one.delivery:
        gives.add(e_licence(one.licence))
    needs = {part.fact("decided"), *acts}
    wanted = part.view.delivery
    ways = (wanted,) if wanted is not None and wanted in one.delivery else one.delivery
    if wanted is not None and wanted not in one.delivery:
        ways = (min(one.delivery, key=tuple(Delivery).index),)
    if wanted is None:
        # Who has the choice takes what comes to him; a paper that can only be fetched is fetched.
        ways = (min(ways, key=tuple(Delivery).index),)
    if Delivery.ELECTRONIC in ways:
        writing.rule(key, ORGANS, needs, gives, f"{one.name}：网上下载", role=part.role("receive"))
        return have
    # There is one paper: whoever has given it up does not find it in the letter box again.
    takes = {part.fact("not yet given out", one.key)} if one.licence else set[Fact]()
    writing.start |= takes
    if Delivery.COURIER in ways:
        text, role = f"{one.name}：快递送达", part.role("receive")
        writing.rule(f"{key}:courier", HOME, needs | takes, gives, text, role=role, takes=takes)
    if Delivery.WINDOW in ways:
        for place in part.counters:
            role = part.role("collect")
            text = f"领取{one.name}"
            writing.rule(key, place, needs | takes, gives, text, role=role, takes=takes)
    return have
