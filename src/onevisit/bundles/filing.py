"""What was handed in for all parts at once, as it is kept until the last of them has begun."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onevisit.bundles.models import Bundle, Content
from onevisit.casework.applications import Application
from onevisit.licences.queries import LicenceCard
from onevisit.licences.standing import Standing
from onevisit.rules.bundles.portions import Portion
from onevisit.rules.bundles.refusals import LicenceGone
from onevisit.rules.bundles.state import BundleState
from onevisit.rules.calendar import chinese_date
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.codec import Corrupt, plain
from onevisit.rules.cases.command import Shown
from onevisit.rules.cases.contents import Contents
from onevisit.rules.findings import Findings
from onevisit.rules.matters.vocabulary import Delivery, Way
from onevisit.rules.reading import read
from onevisit.rules.record.canonical import loads


@dataclass(frozen=True)
class Filing:
    """Everything that was handed in. `asked` are the questions with their answers, as a person reads them.

    `agent` is who stood there for the applicant, in the keys of a case's form; `pledge` what was signed.
    """

    portions: tuple[Portion, ...]
    asked: tuple[tuple[str, str], ...] = ()
    post_address: str = ""
    agent: Mapping[str, str] | None = None
    pledge: Mapping[str, str] | None = None
    shared: tuple[tuple[str, ...], ...] = ()
    """Papers that are one in several parts, each as `matter.key`."""

    def contents(self) -> Contents:
        """As it is stored, with a salt, so that nobody finds out a short text by trying."""
        return Contents("bundle", plain(self), secrets.token_hex(16))


def filing_of(bundle: Bundle, state: BundleState) -> Filing | None:
    """What was handed in; None where it was erased as the law demands. One statement."""
    row = Content.objects.filter(pk=state.content, bundle=bundle).first()
    if row is None or not row.body:
        return None
    data: Any = loads(row.body)
    notes = Findings()
    portions = [read(Portion, one, "", notes, own=True) for one in data["data"]["portions"]]
    if notes.found:
        raise Corrupt("; ".join(one.message for one in notes.found))
    kept = data["data"]
    return Filing(
        tuple(one for one in portions if one is not None),
        tuple((ask, answer) for ask, answer in kept.get("asked", ())),
        kept.get("post_address", ""),
        kept.get("agent"),
        kept.get("pledge"),
        tuple(tuple(group) for group in kept.get("shared", ())),
    )


_USABLE = frozenset({Standing.GOOD, Standing.NOT_YET})
"""What is issued to begin on a later day was not taken from anybody; whether it will do, its matter decides."""


def completed(
    portion: Portion,
    issued: Mapping[str, Sequence[LicenceCard]],
    names: Mapping[str, str] | None = None,
) -> Portion:
    """The portion with what parts before it have issued. `issued` are the licences by the part that gave them.

    What is not in force on this day is not shown (行政许可法 Art. 69, 70): `LicenceGone` says what is needed, by its
    name in `names`. No other licence of its applicant takes its place: it may be that of another shop.
    """
    shown, form = list(portion.shown), dict(portion.form)
    for one in portion.coming:
        made = next(card for card in issued[one.giver] if card.type == one.licence)
        if made.standing not in _USABLE:
            since = chinese_date(made.status_since) + "起" if made.status_since else ""
            why, needed = f"{since}{made.standing.label}", (names or {}).get(one.requirement, made.title)
            raise LicenceGone(licence=made.title, number=made.number, why=why, needed=needed)
        if one.requirement:
            shown.append(Shown(one.requirement, Way.E_LICENCE, (made.data,)))
        else:
            form[one.field] = made.number
    return replace(portion, shown=tuple(shown), form=form, coming=())


def with_then(made: Application, then: Sequence[c.Command]) -> Application:
    """The same, with what a window does at once."""
    return replace(made, then=tuple(then))


def application(bundle: Bundle, state: BundleState, filing: Filing, portion: Portion) -> Application:
    """What is handed in for one part."""
    promised = portion.later or portion.committed
    return Application(
        matter=portion.matter,
        version=portion.version,
        party=bundle.applicant_id,
        channel=state.channel,
        answers=portion.answers,
        form={**portion.form, **(filing.agent or {})},
        shown=portion.shown,
        delivery=portion.delivery,
        town=state.town,
        # A paper that can only be fetched is fetched where it was handed in, unless he said otherwise.
        collect_at=(state.collect_at or bundle.hall_id) if portion.delivery is Delivery.WINDOW else "",
        post_address=filing.post_address if portion.delivery is Delivery.COURIER else "",
        taken_in_at=bundle.hall_id,
        later=portion.later,
        committed=portion.committed,
        # Each case keeps its own copy: one may be erased before the other.
        pledge=Contents("pledge", dict(filing.pledge), secrets.token_hex(16))
        if promised and filing.pledge
        else None,
        licence=portion.licence,
        bundle=bundle.number,
        window_class=bundle.window_class,
    )
