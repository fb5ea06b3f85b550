"""From the issued result to a file that its holder downloads and anybody verifies."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.test import override_settings

from factories import cases as make
from onevisit.casework.models import Case, Content, Event
from onevisit.casework.projection import state_of
from onevisit.licences import addresses, queries
from onevisit.licences.certificate import printed
from onevisit.licences.models import Licence
from onevisit.licences.refusals import NoSuchLicence, NotRendered
from onevisit.licences.rendering import render
from onevisit.licences.standing import Standing, Status
from onevisit.platform import clock
from onevisit.platform.files.models import StoredFile
from onevisit.platform.outbox.commands import run_next
from onevisit.platform.outbox.models import Errand
from onevisit.platform.people.actors import NOBODY
from onevisit.platform.people.models import Person
from onevisit.rules.district.definition import Role
from onevisit.rules.identifiers.citizen import mask
from onevisit.rules.masking import masked_name

pytestmark = pytest.mark.django_db


def carry_out(minutes: int = 5) -> None:
    """Everything that is due so much later."""
    with clock.at(make.later(minutes=minutes)):
        while run_next():
            pass


def certificate(matter: str = "dig-road", **changes: object) -> Licence:
    """A licence whose printed form exists."""
    number = make.issued(matter, **changes)
    carry_out()
    return Licence.objects.filter(case__number=number).order_by("id")[0]


def text_of(pdf: bytes) -> str:
    """All words of a PDF, without blanks."""
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_result_is_printed_after_the_commit_and_recorded() -> None:
    licence = certificate()
    state = state_of(Case.objects.get(pk=licence.case_id))
    assert state.rendered == {"permit": licence.file}
    holder, _ = make.applicant()
    document = queries.download(licence.pk, holder)
    text = text_of(document.data)
    for said in (licence.title, licence.number, licence.identifier, licence.holder.name, licence.data):
        assert said in text
    assert addresses.verification(licence.token) in text
    assert document.name == f"{licence.title}-{licence.number}.pdf"


def test_a_citizens_number_is_printed_masked() -> None:
    actor, enterprise = make.applicant()
    own = next(party for party in actor.parties if party != enterprise)
    number = make.issued("tree-felling", party=own)
    carry_out()
    (card,) = queries.of_case(number)
    identifier = make.party(number).identifier
    text = text_of(queries.download(card.id, actor).data)
    assert mask(identifier) in text
    assert identifier not in text


def test_printed_twice_nothing_changes() -> None:
    licence = certificate()
    events, files = Event.objects.count(), StoredFile.objects.count()
    Errand.objects.filter(kind="render").update(done_at=None, next_at=make.NOON)
    with override_settings(ORIGIN="https://moved.test"):  # printed now, it would be another file
        carry_out(10)
    assert (Event.objects.count(), StoredFile.objects.count()) == (events, files)
    assert Errand.objects.get(kind="render").done_at is not None
    before = licence.file
    licence.refresh_from_db()
    assert licence.file == before


def test_after_a_crash_between_file_and_record_the_same_file_is_recorded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = make.issued()
    Errand.objects.exclude(kind="render").delete()  # The documents of the case are printed elsewhere.
    with monkeypatch.context() as broken:
        broken.setattr("onevisit.licences.errands.commands.handle", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            carry_out()
    kept = StoredFile.objects.get().sha256
    assert not Event.objects.filter(case__number=number, name="Rendered").exists()
    carry_out(10)
    assert Licence.objects.get(case__number=number).file == kept
    assert Event.objects.filter(case__number=number, name="Rendered").count() == 1


def _power_cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_without_fonts_the_errand_waits_and_says_why(tmp_path: Path) -> None:
    number = make.issued()
    with override_settings(FONTS_ROOT=tmp_path):
        carry_out(1)
    errand = Errand.objects.get(kind="render")
    assert errand.done_at is None
    assert "没有字体" in errand.failure
    holder, _ = make.applicant()
    licence = Licence.objects.get(case__number=number)
    with pytest.raises(NotRendered, match="文件还在生成"):
        queries.download(licence.pk, holder)
    carry_out(10)
    licence.refresh_from_db()
    assert licence.file is not None


def test_what_was_erased_cannot_be_printed_any_more() -> None:
    number = make.issued()
    licence = Licence.objects.get(case__number=number)
    Content.objects.filter(pk=licence.data).update(body="", erased_at=make.NOON)
    carry_out(1)
    assert Errand.objects.get(kind="render").failure == licence.data


def test_what_exactly_was_permitted_is_printed_where_the_record_has_it() -> None:
    licence = certificate()
    data = {
        "title": licence.title,
        "number": licence.number,
        "identifier": "",
        "holder": "示例·甲",
        "holder_identifier": "91370304MA9T00747D",
        "matter": "挖掘城市道路许可",
        "case": "261123000018",
        "organ": "示例局",
        "on": "2026-11-23",
        "valid_to": "2027-11-22",
        "scope": [["道路", "中心路"], ["面积", "12.5平方米"]],
    }
    text = text_of(render(licence.template, printed(licence, data)))
    assert "道路中心路" in text
    assert "面积12.5平方米" in text
    assert "2026年11月23日至2027年11月22日" in text
    assert "电子证照标识" not in text


def test_who_has_the_certificate_in_hand_learns_enough_and_no_more() -> None:
    licence = certificate()
    view = queries.by_token(licence.token, make.NOON.date())
    assert view is not None
    assert (view.title, view.number, view.organ) == (licence.title, licence.number, licence.organ.name)
    assert (view.standing, view.data, view.file) == (Standing.GOOD, licence.data, licence.file)
    assert licence.holder.identifier not in repr(view)
    assert licence.case.number not in repr(view)


@pytest.mark.parametrize("token", ["", "x", "\0" * 22, "A" * 22, "%" * 22, "Ａ" * 22, "A" * 5000])
def test_nobody_guesses(token: str) -> None:
    certificate()
    assert queries.by_token(token) is None


@pytest.mark.parametrize(
    ("name", "is_person", "shown"),
    [
        ("示例·王桂兰", True, "示例·王**"),
        ("王芳", True, "王*"),
        ("阿卜杜拉·买买提", True, "阿*******"),
        ("示例·颜山人家餐饮有限公司", False, "示例·颜山人家餐饮有限公司"),
    ],
)
def test_names_for_the_eyes_of_others(name: str, is_person: bool, shown: str) -> None:
    assert masked_name(name, is_person=is_person) == shown


def test_the_very_file_is_known_again_and_no_other() -> None:
    licence = certificate()
    holder, _ = make.applicant()
    pdf = queries.download(licence.pk, holder).data
    found = queries.verify_upload(pdf, make.NOON.date())
    assert found.genuine
    assert found.licence == queries.by_token(licence.token, make.NOON.date())
    changed = bytearray(pdf)
    changed[len(pdf) // 2] ^= 1
    for other in (bytes(changed), pdf + b"\n", b""):
        assert not queries.verify_upload(other).genuine


def test_what_is_no_longer_good_is_shown_as_such() -> None:
    licence = certificate()
    day = make.NOON.date()
    Licence.objects.filter(pk=licence.pk).update(
        status=Status.ANNULLED.value, status_since=make.later(3).date()
    )
    now, then = (queries.by_token(licence.token, on) for on in (make.later(3).date(), day))
    assert now is not None
    assert then is not None
    assert (now.standing.label, then.standing.label) == ("撤销", "有效")
    assert queries.held(licence.holder_id, ["dig-road-permit"], make.later(3).date()) == ()
    assert [one.id for one in queries.held(licence.holder_id, ["dig-road-permit"], day)] == [licence.pk]
    Licence.objects.filter(pk=licence.pk).update(status="valid", status_since=None, valid_to=day)
    (card,) = queries.of_case(licence.case.number, make.later(1).date())
    assert card.standing is Standing.EXPIRED


def test_holders_see_their_own_and_nobody_elses() -> None:
    licence = certificate()
    holder, _ = make.applicant()
    assert [card.id for card in queries.mine(holder)] == [licence.pk]
    stranger = make.person(Person.objects.exclude(party=None).order_by("-id")[0].username)
    assert licence.holder_id not in stranger.parties
    for other in (stranger, NOBODY):
        assert queries.mine(other) == ()
        with pytest.raises(NoSuchLicence):
            queries.download(licence.pk, other)
    with pytest.raises(NoSuchLicence):
        queries.download(licence.pk + 1, holder)


def test_staff_download_what_belongs_to_cases_that_they_may_see() -> None:
    licence = certificate()
    for organ in ("enforcement", "traffic-police", "natural-resources"):
        reviewer = make.staff(Role.REVIEWER, organ=organ)
        assert queries.download(licence.pk, reviewer).media_type == "application/pdf"
    assert queries.download(licence.pk, make.staff(Role.INQUIRY)).data
    with pytest.raises(NoSuchLicence):
        queries.download(licence.pk, make.staff(Role.REVIEWER, organ="health"))


def test_the_address_begins_where_the_public_finds_us() -> None:
    assert addresses.verification("t") == f"{settings.ORIGIN}/verify/t"
