"""What doors ask about visits: of a case, of a bundle, in figures, and where there were more than promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from onevisit.casework import briefs, promises
from onevisit.casework.case_view import CaseView
from onevisit.casework.pages import Page, page
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform.people.actors import Actor
from onevisit.rules import appearances as rules
from onevisit.rules.appearances import Verdict
from onevisit.visits import access, refusals
from onevisit.visits.models import Finding, Tally
from onevisit.visits.promises import promised
from onevisit.visits.reading import AppearanceLine, about, lines


@dataclass(frozen=True)
class VisitLine:
    """One visit, with where it was and what was done there."""

    number: int
    visit: rules.Visit
    place: str
    lines: tuple[AppearanceLine, ...]


@dataclass(frozen=True)
class Visits:
    """承诺与实际: what was promised for a case or a bundle (None: nothing), and what it took so far.

    `left_out` are appearances that were ruled to be none. `excess` says by how much it went beyond, and why.
    """

    subject: str
    is_bundle: bool
    promised: int | None
    count: rules.Count
    visits: tuple[VisitLine, ...]
    left_out: tuple[AppearanceLine, ...]
    excess: rules.Excess | None


def of_case(number: str, promise: int | None = None) -> Visits:
    """The visits of a case, asked for by those who may see it. One statement; one more without a `promise`."""
    if promise is None:
        promise = Tally.objects.filter(subject=number).values_list("promised", flat=True).first()
    return _visits(number, promise, lines(about(number, is_bundle=False)))


def of_view(view: CaseView) -> Visits:
    """The same for a case that has been read: the promise is computed from its version. One statement.

    Of a case that is part of a bundle, those of the bundle, with the promise that was made for it: one more.
    """
    if view.bundle:
        return of_bundle(view.bundle)
    state, version = view.state, view.version
    promise = promised(version.matter.key, version.number, state.answers, state.channel, state.delivery)
    return _visits(view.number, promise, lines(about(view.number, is_bundle=False)))


def of_bundle(number: str, promise: int | None = None) -> Visits:
    """The visits of a bundle, each counted once for all its cases. One statement; one more without a `promise`."""
    if promise is None:
        said = promises.of_bundle(number)
        promise = said.visits if said else None
    return _visits(number, promise, lines(about(number, is_bundle=True)), is_bundle=True)


def count(subject: str, *, is_bundle: bool = False) -> rules.Count:
    """How often somebody came for a case or a bundle. One statement."""
    return rules.count(one.now for one in lines(about(subject, is_bundle=is_bundle)))


def _visits(
    subject: str, promise: int | None, found: Sequence[AppearanceLine], *, is_bundle: bool = False
) -> Visits:
    seen = [one.now for one in found]
    by_key = {one.now.key: one for one in found}
    shown = []
    for number, visit in enumerate(rules.visits(seen), 1):
        own = tuple(by_key[one.key] for one in visit.appearances)
        shown.append(VisitLine(number, visit, own[0].place, own))
    return Visits(
        subject,
        is_bundle,
        promise,
        rules.count(seen),
        tuple(shown),
        tuple(one for one in found if one.now.void),
        rules.excess(seen, promise),
    )


@dataclass(frozen=True)
class TallyCard:
    """A case or a bundle in a list: `first` is the number of the case whose page stands for it."""

    subject: str
    is_bundle: bool
    first: str
    name: str
    matter: str
    organ: str
    hall: str
    hall_key: str
    promised: int | None
    actual: int
    counted: int
    by_applicant: int
    chosen: int
    answerable: bool
    reasons: tuple[str, ...]
    settled: int
    last_on: date | None
    finished_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to find out why."""
        return self.answerable and self.settled < self.actual


def tally_card(row: Tally) -> TallyCard:
    """A row with its case, organ and hall as lists show it."""
    return TallyCard(
        row.subject,
        row.is_bundle,
        row.case.number,
        row.name,
        row.matter,
        row.organ.short,
        row.hall.name,
        row.hall_id,
        row.promised,
        row.actual,
        row.counted,
        row.by_applicant,
        row.chosen,
        row.answerable,
        tuple(row.reasons.splitlines()),
        row.settled,
        row.last_on,
        row.finished_on,
    )


OPEN = Q(answerable=True, settled__lt=F("actual"))
EXCESSES = {
    "open": OPEN,
    "explained": Q(answerable=False),
    "settled": Q(answerable=True, settled__gte=F("actual")),
}
"""Cases that took more visits than promised: to be looked into; explained by the record itself; looked into."""


def _beyond(actor: Actor) -> QuerySet[Tally]:
    return Tally.objects.filter(access.tallies(actor), actual__gt=F("promised"))


def excesses(actor: Actor, which: str = "open", number: int = 1) -> Page[TallyCard]:
    """The cases that took more visits than promised, the oldest first. Two statements."""
    rows = _beyond(actor).filter(EXCESSES[which]).select_related("case", "organ", "hall").defer("case__state")
    return page(rows.order_by("last_on", "id"), number, tally_card)


def excess_rows(actor: Actor, which: str = "open") -> Iterator[TallyCard]:
    """The same list without pages, for an export."""
    rows = _beyond(actor).filter(EXCESSES[which]).select_related("case", "organ", "hall").defer("case__state")
    return (tally_card(row) for row in rows.order_by("last_on", "id").iterator(chunk_size=1000))


def excess_counts(actor: Actor) -> dict[str, int]:
    """How many there are of each kind. One statement."""
    counts = {kind: Count("id", filter=condition) for kind, condition in EXCESSES.items()}
    return _beyond(actor).aggregate(**counts)


@dataclass(frozen=True)
class FindingLine:
    """What was found, by whom and when."""

    verdict: Verdict
    words: str
    promised: int
    actual: int
    by: str
    at: datetime


@dataclass(frozen=True)
class ExcessView:
    """A case or bundle that took more visits than promised, with everything needed to find why."""

    card: TallyCard
    visits: Visits
    findings: tuple[FindingLine, ...]
    judges: bool


def excess(actor: Actor, subject: str) -> ExcessView:
    """One of them; raises `NoSuchExcess`. Three statements."""
    row = _beyond(actor).filter(subject=subject).select_related("case", "organ", "hall").first()
    if row is None:
        raise refusals.NoSuchExcess(number=subject[:20])
    found = Finding.objects.filter(subject=subject).select_related("person").order_by("at", "id")
    return ExcessView(
        tally_card(row),
        _visits(
            subject, row.promised, lines(about(subject, is_bundle=row.is_bundle)), is_bundle=row.is_bundle
        ),
        tuple(
            FindingLine(
                Verdict(one.verdict),
                one.words,
                one.promised,
                one.actual,
                f"{one.as_what} {one.person.name}",
                one.at,
            )
            for one in found
        ),
        access.judges(actor, row.hall_id),
    )


@dataclass(frozen=True)
class AppearanceView:
    """One appearance with its case, for whoever rules about it."""

    line: AppearanceLine
    case: briefs.Brief
    judges: bool


def appearance(actor: Actor, key: int) -> AppearanceView:
    """An appearance in a case that this person may see; raises `NoSuchAppearance`. Two statements."""
    found = lines(Q(pk=key))
    if not found:
        raise refusals.NoSuchAppearance
    try:
        case = briefs.brief(actor, found[0].now.case)
    except NoSuchCase as unknown:
        raise refusals.NoSuchAppearance from unknown
    return AppearanceView(found[0], case, access.judges(actor, case.hall))
