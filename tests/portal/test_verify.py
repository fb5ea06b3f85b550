"""Public verification of a certificate, by its code and by its bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factories import cases as make
from factories.cases import NOON
from onevisit.catalogue.models import LicenceType
from onevisit.licences import queries
from onevisit.licences.models import Licence
from onevisit.licences.queries import LicenceCard
from onevisit.platform.files import queries as files
from onevisit.platform.outbox.worker import run_until_empty
from portal.conftest import PDF, Visitor

Make = Callable[..., Visitor]


@pytest.fixture
def licence() -> LicenceCard:
    """A certificate with its printed form."""
    number = make.issued()
    run_until_empty()
    (card,) = queries.of_case(number, NOON.date())
    assert card.file
    return card


def upload(data: bytes, name: str = "证照.pdf") -> SimpleUploadedFile:
    """A file somebody got from somebody."""
    return SimpleUploadedFile(name, data, "application/pdf")


def test_the_code_shows_what_was_issued_and_whether_it_is_good(visitor: Make, licence: LicenceCard) -> None:
    page = visitor().sees(f"/verify/{licence.token}")
    for part in (licence.title, licence.number, licence.organ, "有效", "2026年11月23日"):
        assert part in page


def test_the_law_behind_the_type_is_cited_where_the_pack_names_it(
    visitor: Make, licence: LicenceCard
) -> None:
    row = Licence.objects.select_related("type").get(pk=licence.id)
    assert row.type is not None
    LicenceType.objects.filter(pk=row.type.pk).update(basis=None)
    assert "设定依据" not in visitor().sees(f"/verify/{licence.token}")
    LicenceType.objects.filter(pk=row.type.pk).update(basis={"law": "行政许可法", "article": "39"})
    page = visitor().sees(f"/verify/{licence.token}")
    assert "设定依据" in page
    assert "《行政许可法》第三十九条" in page


def test_the_pack_says_by_which_article_it_is_issued() -> None:
    found = LicenceType.objects.get(key="investment-approval-document")
    assert found.basis == {"law": "企业投资项目条例", "article": "10", "paragraph": 2}


def test_one_that_was_revoked_or_has_ended_says_so(visitor: Make, licence: LicenceCard) -> None:
    Licence.objects.filter(pk=licence.id).update(
        status="revoked", status_since=date(2026, 11, 20), valid_from=date(2026, 1, 1)
    )
    page = visitor().sees(f"/verify/{licence.token}")
    assert "吊销" in page
    assert "自2026年11月20日 星期五起吊销" in page


@pytest.mark.parametrize("token", ["abc", "A" * 22, "%00" * 22, "x" * 300, "..%2f..%2f"])
def test_a_code_that_is_not_there(visitor: Make, token: str) -> None:
    page = visitor()
    page.answer = page.client.get(f"/verify/{token}")
    assert page.answer.status_code == 404


def test_the_file_itself_is_recognised_and_a_changed_byte_is_not(visitor: Make, licence: LicenceCard) -> None:
    data, _ = files.content(licence.file)
    page = visitor()
    assert "文件没有改动过" in page.sends("/verify", {"file": upload(data)}, 200)
    assert licence.number in page.text
    changed = data[:-30] + bytes([data[-30] ^ 1]) + data[-29:]
    assert "这个文件不是原件" in page.sends("/verify", {"file": upload(changed)}, 200)
    assert licence.number not in page.text
    assert "文件没有改动过" in page.sends(f"/verify/{licence.token}", {"file": upload(data)}, 200)


def test_the_file_of_another_certificate_is_not_this_one(visitor: Make, licence: LicenceCard) -> None:
    other = make.issued()
    run_until_empty()
    (second,) = queries.of_case(other, NOON.date())
    data, _ = files.content(second.file)
    text = visitor().sends(f"/verify/{licence.token}", {"file": upload(data)}, 200)
    assert "和这份证照登记的文件不一致" in text


def test_nothing_or_too_much_is_said(visitor: Make, licence: LicenceCard) -> None:
    page = visitor()
    assert "请先选择一个 PDF 文件" in page.sends("/verify", {}, 422)
    assert "这是空文件" in page.sends("/verify", {"file": upload(b"")}, 422)
    assert "超过 10 MB" in page.sends("/verify", {"file": upload(PDF + b"0" * 11 * 2**20)}, 422)
    assert "请先选择" in page.sends(f"/verify/{licence.token}", {}, 422)
