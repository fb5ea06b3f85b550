"""Questions and disagreements brought where a test needs them, by the commands that bring real ones there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from factories import cases as make
from onevisit.catalogue.pack_files import check_folder
from onevisit.coordination import arbiters, arbitration, commands
from onevisit.coordination.arbitration import Raising
from onevisit.coordination.models import Arbiter, Disagreement, Question
from onevisit.platform.people.actors import Actor
from onevisit.rules.coordination.disagreement import Issue
from onevisit.rules.district.definition import Role

PACK = Path(__file__).parents[2] / "districts" / "boshan"
TEXT = "该路段下面是否有燃气管线？埋深多少？"
ANSWER = "有一条DN200中压管，埋深1.2米，开挖前通知燃气公司现场交底。"
POSITION = "本路段车流量大，分两期施工才能保证通行。"
ARTICLES = "《道路交通安全法》第三十二条"
OTHER = "工期长了影响更大，应一次挖完。"
OTHER_ARTICLES = "《城市道路管理条例》第三十三条"
BINDING = "分两期施工，交警大队一个工作日内补充意见。"

ASKER, ASKED = "enforcement", "traffic-police"


def named() -> None:
    """The arbiters of the pack are entered."""
    if not Arbiter.objects.exists():
        arbiters.seed(check_folder(PACK).pack)


def officer(organ: str, at: datetime = make.NOON) -> Actor:
    """A reviewer of an organ."""
    return make.staff(Role.REVIEWER, organ=organ, at=at)


def chief(organ: str, at: datetime = make.NOON) -> Actor:
    """The chief representative of an organ."""
    return make.staff(Role.CHIEF, organ=organ, at=at)


def head(organ: str, at: datetime = make.NOON) -> Actor:
    """The head of an organ."""
    return make.staff(Role.HEAD, organ=organ, at=at)


def asked(
    number: str = "",
    to: str = ASKED,
    *,
    actor: Actor | None = None,
    at: datetime = make.NOON,
    text: str = TEXT,
) -> str:
    """A question that has just been asked."""
    number = number or make.accepted("dig-road", at=at)
    return commands.ask(number, to, text, actor=actor or officer(ASKER, at), at=at, key=make.key())


def seq(reference: str) -> int:
    """How far its history goes."""
    model = Question if reference.startswith("XS") else Disagreement
    return model.objects.get(reference=reference).seq


def answered(
    reference: str, *, actor: Actor | None = None, at: datetime = make.NOON, text: str = ANSWER
) -> None:
    """Answer it, as an officer of the organ whose it is."""
    row = Question.objects.get(reference=reference)
    who = actor or officer(row.to_organ_id, at)
    commands.answer(reference, text, actor=who, at=at, seen=row.seq, key=make.key())


def contradicting(at: datetime = make.NOON) -> str:
    """A case in which the municipal review agreed and the traffic police did not."""
    return make.reviewed("dig-road", at=at, fails="traffic")


def raised(
    number: str = "",
    issue: Issue = Issue.OPINIONS,
    other: str = ASKED,
    *,
    actor: Actor | None = None,
    at: datetime = make.NOON,
) -> str:
    """A disagreement that has just been raised."""
    named()
    number = number or contradicting(at)
    raising = Raising(number, issue.value, other, POSITION, ARTICLES)
    return arbitration.raise_it(raising, actor=actor or chief(ASKER, at), at=at, key=make.key())


def heard(reference: str = "", *, at: datetime = make.NOON) -> str:
    """Both positions lie before the arbiter."""
    reference = reference or raised(at=at)
    row = Disagreement.objects.get(reference=reference)
    arbitration.state(
        reference,
        OTHER,
        OTHER_ARTICLES,
        actor=chief(row.other_id, at),
        at=at,
        seen=row.seq,
        key=make.key(),
    )
    return reference


def decided(reference: str = "", holds: str = "raiser", *, at: datetime = make.NOON) -> str:
    """The arbiter has decided."""
    reference = reference or heard(at=at)
    row = Disagreement.objects.get(reference=reference)
    arbitration.decide(
        reference,
        holds,
        "两期施工对交通影响小，理由成立。",
        BINDING,
        actor=head(row.arbiter_id, at),
        at=at,
        seen=row.seq,
        key=make.key(),
    )
    return reference
