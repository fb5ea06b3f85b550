"""What becomes of the others when one part is refused, corrected, promised, taken back or barred."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import bundles as bundle
from factories import cases as make
from factories.matters import matters
from onevisit.bundles import commands, stream
from onevisit.bundles.commands import Submission, hand_in
from onevisit.bundles.models import Bundle, Event
from onevisit.casework.models import Case
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.outbox.models import Notice
from onevisit.rules.bundles.refusals import CannotJoin, NoSuchBundle, NotFinishedYet, TooLate
from onevisit.rules.bundles.state import BundleState
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase, RatingLevel
from onevisit.rules.cases.refusals import ApplicationIncomplete
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Channel, Delivery

pytestmark = pytest.mark.django_db

FIRST, PERMIT, SIGN = bundle.CLASSES
REMEDIES = "可在60日内申请行政复议，或在6个月内提起行政诉讼。"


def state(number: str) -> BundleState:
    row = Bundle.objects.get(number=number)
    assert stream.fold(Event.objects.filter(bundle=row).order_by("seq")) == stream.state_of(row)
    return stream.state_of(row)


def phases(number: str) -> list[Phase | None]:
    return [state(number).parts[key].phase for key in bundle.CLASSES]


def walk_in(**changes: object) -> str:
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    return bundle.walk_in(clerk=clerk, **changes)  # type: ignore[arg-type]


def refuse(number: str, matter: str) -> None:
    case = bundle.case(number, matter)
    definition = matters()[matter]
    make.reviewed(number=case, fails=definition.stages[1].key)
    at = make.heard(case, make.NOON)
    refusal = c.Refuse((definition.refusals[0].key,), make.words("不符合条件。"), REMEDIES)
    make.do(case, make.chief_of(case, at), refusal, at=at)
    bundle.go_on(at)


def decline(number: str, matter: str) -> None:
    case = bundle.case(number, matter)
    make.do(case, make.clerk_of(case), c.Decline(c.DeclineKind.NOT_NEEDED, make.words()))
    bundle.go_on()


def take_back(number: str, matter: str) -> None:
    case = bundle.case(number, matter)
    make.do(case, make.applicant_of(case), c.Withdraw(make.words("不办了。")))
    bundle.go_on()


def take_in(case: str) -> None:
    clerk = make.clerk_of(case)
    sighted = tuple(one.requirement for one in make.now(case).shown)
    make.do(case, clerk, c.Receive("district-hall", clerk.posts[0].window, sighted), c.Accept())


def notices(number: str, words: str) -> int:
    return Notice.objects.filter(case_number=number, text__contains=words).count()


@pytest.mark.parametrize("ends", [refuse, decline, take_back])
def test_what_waits_for_a_part_that_fails_is_dropped_and_its_applicant_told(ends) -> None:
    number = bundle.submitted() if ends is decline else walk_in()
    ends(number, FIRST)
    found = state(number)
    assert [found.parts[key].dropped_for for key in (PERMIT, SIGN)] == [FIRST, FIRST]
    assert notices(number, "不再办理") == 2
    assert Case.objects.filter(bundle=number).count() == 1
    assert (found.finished_on is None) == (ends is refuse), "a refusal has to be handed over first"
    assert notices(number, "全部办完") == (ends is not refuse)


def test_others_go_on_when_one_is_refused_and_one_corrected() -> None:
    number = walk_in()
    bundle.issue(number, [FIRST])
    refuse(number, PERMIT)
    assert phases(number) == [Phase.ISSUED, Phase.REFUSED, Phase.ACCEPTED]
    bundle.issue(number, [SIGN], make.latest(bundle.case(number, PERMIT)))
    found = state(number)
    assert found.collectable, "the refusal lies there with the two licences, to be fetched at once"
    assert not any(one.dropped_for for one in found.parts.values())

    online = bundle.submitted()
    take_in(bundle.case(online, FIRST))
    bundle.issue(online, [FIRST])
    make.corrected(PERMIT, number=bundle.case(online, PERMIT))
    assert phases(online) == [Phase.ISSUED, Phase.CORRECTING, Phase.SUBMITTED], "nothing was accepted as one"
    take_in(bundle.case(online, SIGN))
    bundle.issue(online, [SIGN])
    assert phases(online) == [Phase.ISSUED, Phase.CORRECTING, Phase.ISSUED]


def test_the_later_part_shows_the_licence_of_the_part_before() -> None:
    number = walk_in()
    bundle.issue(number, [FIRST])
    (licence,) = [one.data for one in Case.objects.get(bundle=number, matter=FIRST).licences.all()]  # type: ignore[attr-defined]
    shown = make.now(bundle.case(number, PERMIT)).shown
    assert [one.refs for one in shown if one.requirement == "registration"] == [(licence,)]


def test_a_part_that_the_law_bars_meanwhile_is_given_up_and_the_others_go_on(monkeypatch) -> None:
    from onevisit.bundles import errands
    from onevisit.rules.cases.refusals import HallNeeded

    number = walk_in()
    real = errands.hand_in

    def barred(made, **more):
        if made.matter == PERMIT:
            raise HallNeeded
        return real(made, **more)

    monkeypatch.setattr(errands, "hand_in", barred)
    bundle.issue(number, [FIRST])
    found = state(number)
    assert found.parts[PERMIT].dropped_for == PERMIT
    assert found.parts[PERMIT].dropped_why
    assert found.parts[SIGN].phase is Phase.ACCEPTED
    assert notices(number, found.parts[PERMIT].dropped_why) == 1
    bundle.issue(number, [SIGN])
    assert state(number).collectable


def given(**changes: object) -> Submission:
    found = bundle.composite()
    party = make.applicant()[1]
    filled = bundle.filled(found, **changes)  # type: ignore[arg-type]
    return Submission(found, filled, party, Channel.ONLINE, "district-hall", "chishang", "district-hall")


def send(what: Submission) -> str:
    return hand_in(what, actor=make.applicant()[0], at=make.NOON, key=make.key())


def test_what_a_later_part_lacks_is_said_at_once_and_nothing_is_written() -> None:
    whole = given()
    later = {key: "" for key in whole.handed_in.form if key.startswith((f"{PERMIT}--", f"{SIGN}--"))}
    assert later
    lacking = replace(whole.handed_in, form={**whole.handed_in.form, **later})
    with pytest.raises(ApplicationIncomplete):
        send(replace(whole, handed_in=lacking))
    unshown = tuple(one for one in whole.handed_in.shown if not one.requirement.startswith(f"{SIGN}--"))
    assert len(unshown) < len(whole.handed_in.shown)
    with pytest.raises(ApplicationIncomplete):
        send(replace(whole, handed_in=replace(whole.handed_in, shown=unshown)))
    first = {key: value for key, value in whole.handed_in.form.items() if not key.startswith(f"{FIRST}--")}
    with pytest.raises(ApplicationIncomplete):
        send(replace(whole, handed_in=replace(whole.handed_in, form=first)))
    assert (Bundle.objects.count(), Event.objects.count(), Case.objects.count()) == (0, 0, 0)


def test_where_no_part_belongs_to_it_nothing_is_handed_in() -> None:
    found = bundle.of_pack("open-a-restaurant")
    answers = bundle.answers(
        found, who="licensed", food="small", fire="small", staff="none", seal="unneeded", invoice="later",
        tobacco="none", sign="none",
    )  # fmt: skip
    kept = tuple(one for one in found.parts if one.key not in {part.key for part in found.applying(answers)})
    empty = replace(found, parts=kept)
    filled = bundle.filled(bundle.composite(), answers=answers)
    with pytest.raises(CannotJoin, match="没有选事项"):
        send(replace(given(), composite=empty, handed_in=filled))


def test_taking_back_the_whole_ends_what_runs_and_what_waits_and_a_repeated_request_does_nothing() -> None:
    number, key = walk_in(), make.key()
    actor = make.applicant()[0]
    for _ in range(2):
        commands.withdraw(number, actor=actor, at=make.NOON, key=key, reason="不办了。")
    assert state(number).finished_on is not None
    with pytest.raises(TooLate):
        commands.withdraw(number, actor=actor, at=make.NOON, key=make.key(), reason="不办了。")

    number = walk_in()
    make.issued(number=bundle.case(number, FIRST))
    commands.withdraw(number, actor=actor, at=make.NOON, key=make.key(), reason="不办了。")
    found = state(number)
    assert [found.parts[one].dropped_why for one in bundle.CLASSES] == [
        "",
        "申请人撤回了申请",
        "申请人撤回了申请",
    ]
    bundle.go_on()
    assert Case.objects.filter(bundle=number).count() == 1, "what was taken back does not begin"
    assert state(number).collectable


def test_one_rating_when_all_is_over_and_only_by_its_applicant() -> None:
    number, actor = bundle.submitted(delivery=Delivery.ELECTRONIC), make.applicant()[0]
    rate = {"actor": actor, "at": make.NOON, "via": "PC端"}
    with pytest.raises(NotFinishedYet):
        commands.rate(number, RatingLevel.GOOD, key=make.key(), **rate)
    take_back(number, FIRST)
    key = make.key()
    for _ in range(2):
        commands.rate(number, RatingLevel.GOOD, key=key, **rate)
    assert state(number).rating is RatingLevel.GOOD
    with pytest.raises(NoSuchBundle):
        commands.rate(number, RatingLevel.GOOD, key=key, **{**rate, "actor": make.staff(Role.INQUIRY)})


def test_the_whole_is_accepted_in_one_act_once() -> None:
    from onevisit.rules.bundles.refusals import BundleMoved, NothingToAccept

    number = bundle.submitted()
    clerk = make.staff(Role.CLERK, hall="district-hall", takes="商事登记")
    sighted = tuple(f"{FIRST}.{one.requirement}" for one in make.now(bundle.case(number, FIRST)).shown)
    seen, key = Bundle.objects.get(number=number).last_seq, make.key()
    window = clerk.posts[0].window

    def accept(key: str, seen: int) -> None:
        commands.accept(number, actor=clerk, at=make.NOON, key=key, seen=seen, window=window, sighted=sighted)

    with clock.at(make.NOON):
        with pytest.raises(BundleMoved):
            accept(make.key(), seen - 1)
        accept(key, seen)
        accept(key, seen)  # the same request again
        with pytest.raises(NothingToAccept):
            accept(make.key(), Bundle.objects.get(number=number).last_seq)
    assert Event.objects.filter(bundle__number=number, name="Accepted").count() == 1
    assert state(number).accepted_on == make.NOON.date()


def sent() -> list[tuple[str, str]]:
    """What was sent, with the number that it is about."""
    bundle.go_on()
    with clock.at(make.NOON):
        while outbox.run_next(but=("documents", "render")):
            pass
    return list(Notice.objects.order_by("id").values_list("case_number", "text"))


def test_what_happens_to_all_parts_alike_is_told_once_and_what_concerns_one_by_its_case() -> None:
    number = bundle.submitted()
    assert [about for about, text in sent() if "已提交" in text] == [number]
    other = walk_in()
    assert [about for about, text in sent() if "已受理" in text] == [other]
    refuse(other, FIRST)
    assert [about for about, text in sent() if "不予许可" in text] == [bundle.case(other, FIRST)]
