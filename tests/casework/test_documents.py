"""Every course through the one write path, and the documents that it leaves behind."""

from __future__ import annotations

import json
from datetime import date

import pytest

from casework.driving import Drive, driven
from casework.roads import ROADS
from factories import cases as make
from onevisit.casework import ledger, log, sealing
from onevisit.casework.commands import Order, handle
from onevisit.casework.models import Case, Content, Counter, Event
from onevisit.platform.organs.models import Organ
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.contents import hash_of
from onevisit.rules.cases.papers import Paper
from onevisit.rules.cases.refusals import NotNow
from onevisit.rules.matters.vocabulary import Channel, Way

pytestmark = pytest.mark.django_db

PAPERS = {
    "ordinary": ["receipt", "acceptance", "grant", "delivery"],
    "corrected": ["correction", "receipt"],
    "silent_applicant": ["correction", "deemed-withdrawn"],
    "silent_organ": ["acceptance"],
    "wrong_organ": ["decline", "transfer"],
    "deferred": ["receipt", "acceptance", "deferral", "acceptance-revoked"],
    "committed": ["commitment", "receipt", "acceptance", "grant", "rectify", "revocation"],
    "withdrawn": ["withdrawn"],
    "terminated": ["receipt", "acceptance", "terminated"],
    "examined": ["receipt", "acceptance", "special", "resumed", "extension"],
    "heard": [
        "receipt",
        "acceptance",
        "hearing-right",
        "hearing-notice",
        "hearing-record",
        "refusal",
    ],
    "neighbours": ["receipt", "acceptance", "interested", "hearing-right", "grant"],
    "forwarded": ["receipt", "acceptance", "forwarded"],
    "acted_upon": ["receipt", "acceptance", "grant", "suspension", "reinstatement", "recall", "cancellation"],
    "unreachable": ["receipt", "acceptance", "grant", "delivery", "public-notice", "delivery"],
}
"""What each course leaves behind, in order."""


TO = {
    "transfer": "博山区市场监督管理局",
    "forwarded": "博山区民政局",
    "interested": "示例·邻甲、示例·邻乙",
}
"""To whom a document goes that is not for the applicant."""


def issued(case: Drive) -> list[e.DocumentIssued]:
    """The documents of a case as its log has them."""
    rows = Event.objects.filter(case__number=case.number, name="DocumentIssued").order_by("seq")
    return [event for row in rows if isinstance(event := log.read(row).event, e.DocumentIssued)]


@pytest.mark.parametrize("road", ROADS)
def test_each_course_issues_its_documents_and_their_data_are_there(road: str) -> None:
    case = ROADS[road]()
    assert case.papers() == PAPERS[road]
    names = {one.pk: one.name for one in Organ.objects.all()}
    for one in issued(case):
        row = Content.objects.get(ref=one.data)
        assert (row.case.number, row.kind, hash_of(row.body)) == (case.number, "document", one.data)
        data = json.loads(row.body)["data"]
        said = (data["kind"], data["number"], data["title"], data["organ"], data["day"], data["case"])
        assert said == (one.kind, one.number, one.title, names[one.organ], one.on.isoformat(), case.number)
        assert one.template == f"{one.kind}/1"
        assert data["to"] == TO.get(one.kind, make.party(case.number).name)
        assert is_plain(data), "strings, lists and booleans only: a template computes nothing"
    sealing.seal(case.at)
    assert ledger.verify().faults == ()


def is_plain(value: object) -> bool:
    """Whether a template can print it as it is."""
    if isinstance(value, dict):
        return all(is_plain(one) for one in value.values())
    if isinstance(value, list):
        return all(is_plain(one) for one in value)
    return isinstance(value, (str, bool))


def test_every_kind_of_document_is_issued_by_some_course() -> None:
    assert set().union(*PAPERS.values()) == {one.value for one in Paper}


def test_what_the_documents_say_comes_from_the_case() -> None:
    heard = ROADS["heard"]()
    said = {one.kind: json.loads(Content.objects.get(ref=one.data).body)["data"] for one in issued(heard)}
    assert said["hearing-right"]["about"] == "拟不予许可。"
    assert said["hearing-record"]["words"] == "各方陈述如下。"
    assert said["refusal"]["hearing"] == said["hearing-record"]["number"]
    assert said["hearing-notice"]["hearing_on"] == said["hearing-record"]["hearing_on"]
    revoked = ROADS["committed"]()
    data = {one.kind: json.loads(Content.objects.get(ref=one.data).body)["data"] for one in issued(revoked)}
    assert data["commitment"]["pledged_by"] == "示例·甲"
    assert data["rectify"]["words"] == "人员不足。"
    assert data["revocation"]["reasons"] == "承诺不实。"


def test_a_receipt_says_on_which_road_something_came() -> None:
    case = driven()
    case.do(case.ask("design"))
    clerk = case.whose(c.Accept())
    shown = (c.Shown("design", Way.ORIGINAL),)
    case.do(c.Supply(shown, sighted=("design",), by=Channel.WINDOW), by=clerk)
    (receipt,) = [one for one in issued(case) if one.kind == "receipt"]
    data = json.loads(Content.objects.get(ref=receipt.data).body)["data"]
    assert (data["channel"], data["place"]) == ("窗口补交", "政务服务窗口")


class TestNumbers:
    """One series an organ and year, from 1, without gaps."""

    def test_each_organ_counts_for_itself(self) -> None:
        road, food = driven().accept(), driven("food-business-permit").accept()
        marks = {one.pk: one.mark for one in Organ.objects.all()}
        assert [one.number for one in issued(road)] == [
            f"{marks['enforcement']}〔2026〕{serial}号" for serial in (1, 2)
        ]
        assert [one.number for one in issued(food)] == [f"{marks['market']}〔2026〕{n}号" for n in (1, 2)]

    def test_no_two_organs_share_a_mark(self) -> None:
        marks = [one.mark or one.short for one in Organ.objects.all()]
        assert len(marks) == len(set(marks))

    def test_a_new_year_begins_at_one(self) -> None:
        case = driven().accept()
        case.on(date(2027, 1, 4))
        case.do(c.TellHearing(make.words("拟不予许可。")))
        assert [one.number[one.number.index("〔") :] for one in issued(case)] == [
            "〔2026〕1号",
            "〔2026〕2号",
            "〔2027〕1号",
        ]

    def test_two_cases_in_one_request_take_the_numbers_in_their_order(self) -> None:
        first, second = driven(), driven()
        clerk = first.whose(c.Accept())
        orders = [Order((one.receive(), c.Accept()), case=one.number) for one in (second, first)]
        handle(orders, actor=clerk, at=make.NOON, key=make.key())
        assert [one.number[-2] for case in (second, first) for one in issued(case)] == ["1", "2", "3", "4"]
        assert Counter.objects.get(series="document:enforcement:2026").value == 4

    def test_a_command_that_is_refused_afterwards_leaves_no_gap(self) -> None:
        first, second = driven(), driven()
        clerk = first.whose(c.Accept())
        orders = [
            Order((first.receive(), c.Accept()), case=first.number),
            Order((c.Accept(),), case=second.number),
        ]
        with pytest.raises(NotNow):
            handle(orders, actor=clerk, at=make.NOON, key=make.key())
        assert not Counter.objects.filter(series__startswith="document:").exists()
        second.accept()
        assert [one.number[-2] for one in issued(second)] == ["1", "2"]

    def test_the_numbers_of_all_courses_are_without_gaps(self) -> None:
        for road in ROADS.values():
            road()
        rows = Event.objects.filter(name="DocumentIssued").order_by("id")
        documents = [log.read(row).event for row in rows]
        taken: dict[str, list[int]] = {}
        for one in documents:
            assert isinstance(one, e.DocumentIssued)
            series, _, serial = one.number.rpartition("〕")
            taken.setdefault(f"{one.organ} {series}", []).append(int(serial.removesuffix("号")))
        for series, serials in taken.items():
            assert sorted(serials) == list(range(1, len(serials) + 1)), series
        values = Counter.objects.filter(series__startswith="document:").values_list("value", flat=True)
        assert sum(values) == len(documents)
        assert Case.objects.count() == len(ROADS)
