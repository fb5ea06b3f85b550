"""What others ask about licences. `on` is the day for which the answer holds: today, unless another is asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from onevisit.licences import access
from onevisit.licences.models import Licence
from onevisit.licences.refusals import NoSuchLicence, NotRendered
from onevisit.licences.standing import Standing
from onevisit.platform import clock
from onevisit.platform.files import queries as files
from onevisit.platform.people.actors import Actor
from onevisit.platform.people.models import PartyKind
from onevisit.rules.basis import Basis
from onevisit.rules.masking import masked_name

_TOKEN = re.compile(r"[\w-]{22}", re.ASCII)


@dataclass(frozen=True)
class LicenceCard:
    """A licence for its holder and for the staff of its case. `file` is empty until it has been rendered."""

    id: int
    title: str
    type: str
    number: str
    identifier: str
    organ: str
    holder: str
    case: str
    result: str
    valid_from: date
    valid_to: date | None
    standing: Standing
    status_since: date | None
    data: str
    file: str
    token: str


@dataclass(frozen=True)
class PublicView:
    """What anybody learns who has the certificate in hand: enough to hold it against the paper, and no more."""

    title: str
    number: str
    identifier: str
    organ: str
    holder: str
    valid_from: date
    valid_to: date | None
    standing: Standing
    status_since: date | None
    on: date
    data: str
    file: str
    basis: str = ""
    """The article by which this type of licence is issued, as it is cited; "" where the register has none."""


@dataclass(frozen=True)
class Verification:
    """Whether these very bytes were issued here. `licence` is None where they were not, or no longer are the same."""

    sha256: str
    licence: PublicView | None

    @property
    def genuine(self) -> bool:
        """Issued here and not changed since. Whether it is still good is another question: `licence.standing`."""
        return self.licence is not None


@dataclass(frozen=True)
class Document:
    """A file to be sent to somebody who may have it."""

    name: str
    data: bytes
    media_type: str


def mine(actor: Actor, on: date | None = None) -> tuple[LicenceCard, ...]:
    """The licences of the actor's parties, the newest first."""
    return _cards(Licence.objects.filter(access.own(actor)).order_by("-valid_from", "-id"), on)


def of_case(number: str, on: date | None = None) -> tuple[LicenceCard, ...]:
    """What a case yielded; asked for by those who may see the case."""
    return _cards(Licence.objects.filter(case__number=number).order_by("id"), on)


def held(party: int, types: Iterable[str], on: date | None = None) -> tuple[LicenceCard, ...]:
    """The good licences of these types that a party holds, the newest first."""
    rows = Licence.objects.filter(holder_id=party, type__in=list(types)).order_by("-valid_from", "-id")
    return tuple(card for card in _cards(rows, on) if card.standing is Standing.GOOD)


def of_data(refs: Iterable[str], on: date | None = None) -> tuple[LicenceCard, ...]:
    """The licences whose contents have these hashes: for whoever shows a case that relied on them."""
    return _cards(Licence.objects.filter(data__in=list(refs)).order_by("id"), on)


def by_token(token: str, on: date | None = None) -> PublicView | None:
    """The licence whose QR code carries this token."""
    if not _TOKEN.fullmatch(token):
        return None
    row = _rows(Licence.objects.filter(token=token)).first()
    return _public(row, on or clock.today()) if row else None


def verify_upload(data: bytes, on: date | None = None) -> Verification:
    """Look for the licence whose printed form these bytes are. One changed byte, and there is none."""
    sha256 = hashlib.sha256(data).hexdigest()
    row = _rows(Licence.objects.filter(file=sha256)).first()
    return Verification(sha256, _public(row, on or clock.today()) if row else None)


def download(licence: int, actor: Actor) -> Document:
    """The printed form. Raises `NoSuchLicence` for whom it is not for, `NotRendered` while it is being made."""
    row = _rows(Licence.objects.filter(pk=licence)).first()
    if row is None or not access.may_read(actor, row):
        raise NoSuchLicence
    if row.file is None:
        raise NotRendered(title=row.title)
    data, media_type = files.content(row.file)
    return Document(f"{row.title}-{row.number}.pdf", data, media_type)


def _rows(rows: QuerySet[Licence]) -> QuerySet[Licence]:
    return rows.select_related("holder", "organ", "type", "case").defer("case__state")


def _cards(rows: QuerySet[Licence], on: date | None) -> tuple[LicenceCard, ...]:
    day = on or clock.today()
    return tuple(
        LicenceCard(
            row.pk,
            row.title,
            row.type_id or "",
            row.number,
            row.identifier,
            row.organ.name,
            row.holder.name,
            row.case.number,
            row.result,
            row.valid_from,
            row.valid_to,
            row.life.standing(day),
            row.status_since,
            row.data,
            row.file or "",
            row.token,
        )
        for row in _rows(rows)
    )


def _public(row: Licence, on: date) -> PublicView:
    return PublicView(
        row.title,
        row.number,
        row.identifier,
        row.organ.name,
        masked_name(row.holder.name, is_person=row.holder.kind == PartyKind.PERSON),
        row.valid_from,
        row.valid_to,
        row.life.standing(on),
        row.status_since,
        on,
        row.data,
        row.file or "",
        Basis(**row.type.basis).cite() if row.type and row.type.basis else "",
    )
