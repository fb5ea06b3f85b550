"""Words are erased through one door, and not while they have to be kept; the record stays whole."""

from __future__ import annotations

from datetime import date

import pytest

from factories import bundles as bundle
from factories import cases as make
from onevisit import cli
from onevisit.bundles import erasing
from onevisit.bundles.models import Content
from onevisit.casework import ledger
from onevisit.casework.commands import let_time_pass
from onevisit.casework.models import Content as CaseContent
from onevisit.casework.refusals import NoSuchCase
from onevisit.platform import clock
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Outcome
from onevisit.rules.matters.vocabulary import Kind
from onevisit.rules.record import retention

pytestmark = pytest.mark.django_db
YEARS = 366 * 11


def withdrawn() -> str:
    number = bundle.submitted()
    first = bundle.case(number, bundle.CLASSES[0])
    make.do(first, make.applicant_of(first), c.Withdraw(make.words("不办了。")))
    let_time_pass(first, make.later(60))
    return number


def run(*args: str) -> int:
    return cli.main(["erase", *args])


def test_how_long_it_is_kept() -> None:
    ended = date(2026, 11, 23)
    assert retention.kept_until(Kind.LICENCE, Outcome.GRANTED, ended) == date(2056, 12, 31)
    assert retention.kept_until(Kind.LICENCE, Outcome.REFUSED, ended) == date(2036, 12, 31)
    assert retention.kept_until(Kind.CONFIRMATION, Outcome.GRANTED, ended) is None
    assert retention.kept_until(Kind.CONFIRMATION, Outcome.WITHDRAWN, ended) == date(2036, 12, 31)


def test_not_before_its_time_and_then_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    number = withdrawn()
    with clock.at(make.later(70)):
        assert run(number, "--by", "示例·档", "--yes") == 1
    said = capsys.readouterr().err
    assert "2036年12月31日" in said
    assert "《个人信息保护法》第四十七条第二款" in said
    assert not CaseContent.objects.filter(erased_at__isnull=False).exists()
    with clock.at(make.later(YEARS)):
        assert run(number, "--by", "示例·档") == 0
        assert not Content.objects.filter(erased_at__isnull=False).exists(), "it was only asked"
        assert run(number, "--by", "示例·档", "--yes") == 0
        assert not Content.objects.exclude(body="").exists()
        assert not CaseContent.objects.exclude(body="").exists()
        assert ledger.verify().faults == ()
        assert run(number, "--by", "示例·档", "--yes") == 0
    assert "清除了 0 份" in capsys.readouterr().out


def test_an_open_case_is_kept_however_old() -> None:
    number = make.accepted("dig-road")
    with pytest.raises(retention.StillOpen, match=number):
        erasing.erase(number, make.later(YEARS), "示例·档")


def test_what_a_licence_in_force_rests_on_is_kept() -> None:
    number = make.handed_out("sole-trader")
    at = make.later(366 * 40)
    let_time_pass(number, make.later(60))
    with pytest.raises(retention.StillInForce, match="营业执照"):
        erasing.erase(number, at, "示例·档")


def test_no_such_number() -> None:
    with pytest.raises(NoSuchCase):
        erasing.erasable("123", make.NOON.date())
    with pytest.raises(NoSuchCase):
        erasing.erasable(withdrawn()[:-1] + "x", make.NOON.date())
