"""Who may not apply, how many are granted, and whose licence it is: facts beside the case, under concurrency too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from casework.driving import REMEDIES, Drive, driven, in_parts
from casework.together import at_once
from factories import cases as make
from onevisit.casework import commands
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Bar, Case, Counter
from onevisit.catalogue import versions
from onevisit.licences.models import Licence
from onevisit.platform.people.models import Party
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.courses import CheckOutcome, LicenceAct
from onevisit.rules.cases.phases import DeclineKind, Outcome
from onevisit.rules.cases.refusals import Refused
from onevisit.rules.matters.courses import Quota

NUMBER = 2


class TestBars:
    """行政许可法 Art. 78 and 79: one year and three; a broken promise until it is repaired."""

    pytestmark = pytest.mark.django_db

    def test_false_materials_bar_for_a_year_from_that_matter_alone(self) -> None:
        case = driven("food-business-permit")
        case.do(c.Decline(DeclineKind.FALSE, make.words("营业执照系伪造。")))
        (bar,) = Bar.objects.all()
        assert (bar.matter, bar.law, bar.article) == ("food-business-permit", "行政许可法", "78")
        assert (bar.since, bar.until) == (date(2026, 11, 23), date(2027, 11, 23))
        with pytest.raises(Refused, match="第七十八条"):
            driven("food-business-permit", at=make.later(364))
        driven("drug-retail", at=make.later(1))
        driven("food-business-permit", at=make.later(365))

    def test_a_refusal_for_false_materials_bars_too(self) -> None:
        driven("food-business-permit").accept().ready().refuse("false-materials")
        with pytest.raises(Refused, match="2027年11月23日"):
            driven("food-business-permit")

    def test_where_a_lie_endangers_nobody_it_bars_nobody(self) -> None:
        driven("dig-road").do(c.Decline(DeclineKind.FALSE, make.words("材料不实。")))
        assert not Bar.objects.exists()
        driven("dig-road")

    def test_fraud_bars_for_three_years(self) -> None:
        case = driven("food-business-permit").accept().ready().grant()
        case.do(c.ActOnLicence(LicenceAct.REVOKE, "fraud", make.words("以欺骗手段取得。"), heard=True))
        bar = Bar.objects.get()
        assert (bar.article, bar.until) == ("79", date(2029, 11, 23))
        with pytest.raises(Refused, match="第七十九条"):
            driven("food-business-permit", at=make.later(900))

    def test_a_bar_holds_against_nobody_else(self) -> None:
        driven("food-business-permit").do(c.Decline(DeclineKind.FALSE, make.words("伪造。")))
        mine = make.applicant()[1]
        other = Party.objects.exclude(pk=mine).filter(kind=Party.objects.get(pk=mine).kind).order_by("id")[0]
        Bar.objects.update(party=other)
        driven("food-business-permit")

    def test_a_broken_promise_bars_from_promises_until_it_is_repaired(self) -> None:
        case = in_parts("bookkeeping-agency", committed=("staff",)).accept().ready().grant()
        case.do(c.CheckCommitment(CheckOutcome.FAULTY, make.words("不符。"), ("staff",)))
        pledged = case.state.pledged
        assert pledged is not None
        assert pledged.mend_by is not None
        case.on(pledged.mend_by + timedelta(days=7))
        case.do(c.CheckCommitment(CheckOutcome.BROKEN, make.words("仍不符。")))
        with pytest.raises(Refused, match=case.number):
            in_parts("hr-service", committed=("lease",), at=case.at)
        driven("hr-service", at=case.at)  # Without a promise he applies like everybody.
        case.do(c.RepairCredit(make.words("已整改。")))
        in_parts("hr-service", committed=("lease",), at=case.at)


class TestLicences:
    """A change or renewal is of one's own licence, of the right type, in force."""

    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def licence(self) -> Licence:
        case = driven("food-business-permit").accept().ready().grant()
        return Licence.objects.get(case__number=case.number)

    def test_ones_own(self, licence: Licence) -> None:
        case = driven("food-business-permit-change", licence=licence.identifier)
        concerned = case.state.concerned
        assert concerned is not None
        assert (concerned.licence, concerned.expires_on) == (licence.identifier, licence.valid_to)

    def test_somebody_elses(self, licence: Licence) -> None:
        other = Party.objects.exclude(pk=licence.holder_id).order_by("id")[0]
        Licence.objects.filter(pk=licence.pk).update(holder=other)
        with pytest.raises(Refused, match="不是本人（本单位）的证照"):
            driven("food-business-permit-change", licence=licence.identifier)
        assert Case.objects.count() == 1

    def test_none_of_that_type_and_none_at_all(self, licence: Licence) -> None:
        for matter, identifier in (
            ("drug-retail-renewal", licence.identifier),
            ("food-business-permit-change", "1.2.156.3005.2.没有这个"),
            ("food-business-permit-change", ""),
        ):
            with pytest.raises(Refused, match=r"第(四十九|五十)条"):
                driven(matter, licence=identifier)

    @pytest.mark.parametrize("act", [LicenceAct.REVOKE, LicenceAct.RECALL, LicenceAct.CANCEL])
    def test_one_that_is_no_more(self, licence: Licence, act: LicenceAct) -> None:
        ground = {"revoke": "procedure", "recall": "facts-changed", "cancel": "other"}[act.value]
        Drive(licence.case.number).do(c.ActOnLicence(act, ground, make.words("理由。"), heard=True))
        with pytest.raises(Refused):
            driven("food-business-permit-change", licence=licence.identifier)

    def test_one_that_has_expired(self, licence: Licence) -> None:
        assert licence.valid_to is not None
        Licence.objects.filter(pk=licence.pk).update(valid_to=date(2026, 12, 1))
        driven("food-business-permit-change", licence=licence.identifier, at=make.later(8))
        with pytest.raises(Refused, match="已经失效"):
            driven("food-business-permit-change", licence=licence.identifier, at=make.later(9))

    def test_the_new_one_takes_the_place_of_the_old(self, licence: Licence) -> None:
        driven("food-business-permit-change", licence=licence.identifier).accept().ready().grant()
        licence.refresh_from_db()
        assert licence.status == "replaced"
        with pytest.raises(Refused):
            driven("food-business-permit-change", licence=licence.identifier)


class TestQuota:
    """行政许可法 Art. 57: as many as there are numbers, in the order of acceptance."""

    pytestmark = pytest.mark.usefixtures("committed")

    @pytest.fixture(autouse=True)
    def _two_numbers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = versions.version

        def version(key: str, number: int) -> versions.Version:
            found = real(key, number)
            quota = found.matter.courses.quota
            if quota is None:
                return found
            courses = replace(found.matter.courses, quota=Quota(NUMBER, quota.basis, quota.per))
            return replace(found, matter=replace(found.matter, courses=courses))

        monkeypatch.setattr(commands, "version", version)

    def granting(self, case: Drive) -> Any:
        """A grant, given by the chief on a connection of its own."""
        chief = case.whose(c.Grant(make.words()))
        order = Order((c.Grant(make.words()),), case=case.number)
        return lambda: handle([order], actor=chief, at=case.at, key=make.key())

    def ready(self, days: int = 0) -> Drive:
        """An application for which every organ has said yes."""
        return driven("fireworks-retail", at=make.later(days)).accept().ready()

    def granted(self) -> int:
        return Case.objects.filter(outcome=Outcome.GRANTED.value).count()

    def test_never_more_are_granted_than_there_are_numbers(self) -> None:
        cases = [self.ready() for _ in range(4)]
        for _ in range(3):
            at_once(*[self.granting(one) for one in cases])
        assert self.granted() == NUMBER
        assert [one.case.outcome for one in cases[:NUMBER]] == ["granted"] * NUMBER, "those who came first"
        with pytest.raises(Refused, match="第五十七条"):
            cases[2].do(c.Grant(make.words()))
        cases[2].refuse("quota-full")

    def test_whoever_was_accepted_first_comes_first(self) -> None:
        first, second, third = self.ready(), self.ready(1), self.ready(2)
        for one in (first, second):
            one.at = third.at
        with pytest.raises(Refused, match=first.number):
            third.do(c.Grant(make.words()))
        second.do(c.Grant(make.words()))  # A number is left for the first, too.
        with pytest.raises(Refused, match=first.number):
            third.do(c.Grant(make.words()))
        first.do(c.Withdraw(make.words("不办了。")))
        third.do(c.Grant(make.words()))
        assert self.granted() == NUMBER

    def test_nobody_is_refused_for_lack_of_numbers_while_there_are_some(self) -> None:
        case = self.ready()
        with pytest.raises(Refused, match="2"):
            case.do(c.Refuse(("quota-full",), make.words("名额已满。"), REMEDIES))

    def test_an_acceptance_at_the_same_moment_does_not_slip_in_between(self) -> None:
        cases = [self.ready() for _ in range(3)]
        late = driven("fireworks-retail")
        clerk = late.whose(c.Accept())
        take = Order((late.receive(), c.Accept()), case=late.number)
        results = at_once(
            *[self.granting(one) for one in cases],
            lambda: handle([take], actor=clerk, at=make.NOON, key=make.key()),
        )
        assert not isinstance(results[3], Exception)
        assert self.granted() <= NUMBER
        assert Counter.objects.filter(series__startswith="quota:").count() == 1
