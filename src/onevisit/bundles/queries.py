"""What doors ask about bundles. Every answer is for whoever may see it (`access`)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from onevisit.bundles import access, filing, stream
from onevisit.bundles.models import Bundle, Event
from onevisit.casework import of_bundle
from onevisit.casework.of_bundle import PartCard
from onevisit.casework.pages import Page, page
from onevisit.catalogue.versions import version
from onevisit.platform import clock
from onevisit.platform.organs.queries import OrganCard, organ_cards
from onevisit.platform.people.actors import Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.bundles import deciding
from onevisit.rules.bundles.clock import Front, Line, front
from onevisit.rules.bundles.portions import Portion
from onevisit.rules.bundles.refusals import NoSuchBundle
from onevisit.rules.bundles.state import BundleState, PartState
from onevisit.rules.cases.phases import Phase
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers import BadIdentifier, case_no, citizen, query_code
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Way


@dataclass(frozen=True)
class BundleCard:
    """A bundle in a list. `done` of `parts` have ended."""

    number: str
    key: str
    name: str
    applicant: str
    hall: str
    channel: str
    handed_in_on: date
    accepted_on: date | None
    finished_on: date | None
    rating: str
    parts: int
    done: int
    collectable: bool

    @property
    def status(self) -> str:
        """Where it stands, in one word."""
        if self.finished_on:
            return "全部办完"
        if self.collectable:
            return "都办好了，待领取"
        return f"办理中，已完成{self.done}/{self.parts}" if self.accepted_on else "已提交，待受理"


@dataclass(frozen=True)
class PartView:
    """One part: where it stands, its case if it has begun, when it will be done, and what it waits for."""

    state: PartState
    case: PartCard | None
    line: Line
    matter: Matter
    organ: str
    waits_for: tuple[str, ...]
    let_down_by: str

    @property
    def status(self) -> str:
        """Where it stands, for people."""
        if self.state.dropped_for:
            return f"没有办成：{self.state.dropped_why}" if self.state.dropped_why else "没有办成"
        if self.state.waits:
            return f"等“{'”“'.join(self.waits_for)}”办好后自动办理"
        return self.state.phase.label if self.state.phase else ""


@dataclass(frozen=True)
class BundleView:
    """A bundle with everything that is shown of it. `visits` is what was promised on the day it was handed in."""

    number: str
    query_code: str
    key: str
    name: str
    window_class: str
    applicant: int
    applicant_name: str
    applicant_masked: str
    hall_key: str
    hall_name: str
    state: BundleState
    parts: tuple[PartView, ...]
    front: Front
    lines: tuple[stream.Line, ...]
    asked: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, str], ...]
    """What was handed in, each paper once, and how it was shown."""
    visits: int | None
    promised_days: int
    seq: int
    acceptable: tuple[str, ...]
    erased: bool

    @property
    def cases(self) -> tuple[str, ...]:
        """The numbers of its cases, as far as they have begun."""
        return tuple(one.case.number for one in self.parts if one.case is not None)

    @property
    def matters(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(one.state.name for one in self.parts)

    @property
    def organs(self) -> tuple[str, ...]:
        """The organs that work on it, each once."""
        return tuple(dict.fromkeys(one.case.organ for one in self.parts if one.case is not None))


def my_bundles(actor: Actor) -> tuple[BundleCard, ...]:
    """The applicant's own, the newest first. One statement."""
    rows = Bundle.objects.filter(applicant_id__in=actor.parties).order_by("-id")
    return tuple(_card(row) for row in rows.select_related("applicant", "hall"))


def bundles(actor: Actor, text: str = "", number: int = 1) -> Page[BundleCard]:
    """Those that the actor's posts let him see, the newest first. Two statements."""
    rows = Bundle.objects.filter(access.visible(actor))
    words = text.replace("\0", "").strip()[:60]
    if words:
        rows = rows.filter(
            Q(number__startswith=words.replace(" ", ""))
            | Q(applicant__name__contains=words)
            | Q(name__contains=words)
        )
    return page(rows.select_related("applicant", "hall").order_by("-handed_in_on", "-id"), number, _card)


def to_accept(actor: Actor) -> tuple[BundleCard, ...]:
    """Those that were handed in by line or post and wait at the actor's windows, the oldest first. One statement."""
    return tuple(_card(row) for row in _waiting(actor).select_related("applicant", "hall")[:200])


def count_to_accept(actor: Actor) -> int:
    """How many wait at the actor's windows. One statement; none for who has no window."""
    return _waiting(actor).count() if actor.holds(Role.CLERK) else 0


def _waiting(actor: Actor) -> QuerySet[Bundle]:
    here = Q(pk__in=[])
    for post in actor.posts_as(Role.CLERK):
        here |= Q(hall_id=post.hall, window_class__in=post.classes)
    waiting = of_bundle.with_case_in(Phase.SUBMITTED, Phase.RECEIVED)
    return Bundle.objects.filter(here, waiting, finished_on=None).order_by("handed_in_on", "id")


def own_view(actor: Actor, number: str) -> BundleView:
    """The applicant's own bundle. Raises `NoSuchBundle`. Six statements, however many parts it has."""
    return _view(access.own(actor, number))


def staff_view(actor: Actor, number: str) -> BundleView:
    """A bundle for those who work on one of its cases. Raises `NoSuchBundle`. Seven statements."""
    return _view(access.seen(actor, number))


def track(number: str, code: str) -> BundleView:
    """A bundle for whoever has its number and query code, without signing in. Raises `NoSuchBundle`."""
    try:
        wanted = str(case_no.check(number))
        given = query_code.check(code)
    except BadIdentifier as bad:
        raise NoSuchBundle(number=number[:20]) from bad
    row = Bundle.objects.filter(number=wanted).select_related("applicant", "hall").first()
    if row is None or not hmac.compare_digest(row.query_code, str(given)):
        raise NoSuchBundle(number=wanted)
    return _view(row)


def party_of(number: str) -> int:
    """Whose bundle it is: for whoever has shown its number and code. Raises `NoSuchBundle`."""
    found = Bundle.objects.filter(number=number).values_list("applicant_id", flat=True).first()
    if found is None:
        raise NoSuchBundle(number=number)
    return int(found)


def names_of(numbers: Mapping[str, object] | set[str] | frozenset[str]) -> dict[str, str]:
    """What these bundles are called. One statement; who may see them is decided by whoever shows their cases."""
    wanted = [one for one in numbers if one]
    return dict(Bundle.objects.filter(number__in=wanted).values_list("number", "name")) if wanted else {}


def _card(row: Bundle) -> BundleCard:
    state = stream.state_of(row)
    done = sum(one.ended for one in state.parts.values())
    return BundleCard(
        row.number,
        row.key,
        row.name,
        row.applicant.name,
        row.hall.name,
        row.channel,
        row.handed_in_on,
        row.accepted_on,
        row.finished_on,
        row.rating,
        len(state.parts),
        done,
        state.collectable,
    )


def _view(row: Bundle) -> BundleView:
    state = stream.state_of(row)
    cases = {one.matter: one for one in of_bundle.parts_of([row.number])}
    matters = {key: version(key, part.version).matter for key, part in state.parts.items()}
    dues = {one.number: one.due_on for one in cases.values() if one.due_on is not None}
    ahead = front(state, dues, matters, calendar(), clock.today())
    kept, organs = filing.filing_of(row, state), organ_cards()
    return BundleView(
        number=row.number,
        query_code=row.query_code,
        key=row.key,
        name=row.name,
        window_class=row.window_class,
        applicant=row.applicant_id,
        applicant_name=row.applicant.name,
        applicant_masked=citizen.mask(row.applicant.identifier),
        hall_key=row.hall_id,
        hall_name=row.hall.name,
        state=state,
        parts=tuple(
            _part(state, one, cases.get(one.part.matter), matters, organs)
            for one in sorted(ahead.lines, key=lambda line: _depth(state, line.part.matter))
        ),
        front=ahead,
        lines=tuple(stream.read(event) for event in Event.objects.filter(bundle=row).order_by("seq")),
        asked=kept.asked if kept else (),
        papers=_papers(kept.portions, matters) if kept else (),
        visits=row.visits,
        promised_days=row.promised_days,
        seq=row.last_seq,
        acceptable=deciding.acceptable(state),
        erased=kept is None,
    )


def _depth(state: BundleState, matter: str) -> int:
    """How many parts come before it, one after the other: what begins first stands first."""
    return max((_depth(state, one) + 1 for one in state.parts[matter].after), default=0)


def _part(
    state: BundleState,
    line: Line,
    card: PartCard | None,
    matters: Mapping[str, Matter],
    organs: Mapping[str, OrganCard],
) -> PartView:
    part = line.part
    waits = tuple(state.parts[key].name for key in part.after if not state.parts[key].gave)
    let_down = state.parts[part.dropped_for].name if part.dropped_for not in ("", part.matter) else ""
    matter = matters[part.matter]
    organ = card.organ if card else organs[matter.organ].short if matter.organ in organs else "镇（街道）"
    return PartView(part, card, line, matter, organ, waits, let_down)


def _papers(portions: Sequence[Portion], matters: Mapping[str, Matter]) -> tuple[tuple[str, str], ...]:
    """What was handed in for all parts, each paper once; what is made from the form alone is none."""
    found = {}
    for portion in portions:
        for one in portion.shown:
            requirement = matters[portion.matter].requirement(one.requirement)
            if requirement is not None and one.way is not Way.FORM:
                found[one.refs or requirement.name] = (requirement.name, one.way.label)
    return tuple(found.values())
