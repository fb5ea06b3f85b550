"""谁来取件: everything of one person, found by his document or by a code; signed for once; seen again afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from factories import cases as make
from onevisit.casework import codes, collection_book
from onevisit.casework.models import Case, Collection, Event, Look
from onevisit.exchange import treasury
from onevisit.platform.files.queries import content as file_content
from onevisit.platform.people.models import Party
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.phases import Phase
from onevisit.rules.matters.vocabulary import Delivery
from payments import paying
from workbench.conftest import Desk, scan
from workbench.test_hand_out import FETCHED, STROKES, proof_of

DIG, HOTEL, AT_HOME = "dig-road", "hotel", {"delivery": Delivery.WINDOW}
PATH = "/work/hand-out/person"


def phase(number: str) -> str:
    return Case.objects.get(number=number).phase


@pytest.fixture
def window(at: Callable[[str], Desk]) -> Desk:
    return at("handout1")


def shows(desk: Desk, who: str) -> str:
    """He shows his document, or brings a code."""
    assert desk.sends("/work/hand-out/who", {"who": who}) == PATH
    return desk.opens(PATH)


def citizen() -> tuple[int, str]:
    """The applicant himself, and his number."""
    party = make.applicant()[0].parties[0]  # the same person acts for the enterprise
    return party, Party.objects.get(pk=party).identifier


def test_his_document_finds_his_own_and_what_he_represents_here_and_elsewhere(window: Desk) -> None:
    himself, identifier = citizen()
    enterprise = make.party(make.rendered(DIG, **AT_HOME))
    own = make.rendered(HOTEL, **AT_HOME, party=himself)
    away = make.rendered(DIG, **AT_HOME | {"collect_at": "chishang-centre"}, party=himself)
    page = shows(window, identifier)
    assert f'value="{own}"' in window.html
    assert enterprise.name in page
    assert f'value="{away}"' not in window.html
    assert "在别处等他" in page
    assert "池上" in page
    assert identifier not in window.html, "masked also here"
    assert identifier not in str(window.answer.request)
    assert Look.objects.filter(page="统一出件", case__number=away).exists(), "who looked is written down"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda one: chr(ord(one[0]) + 0xFEE0) + one[1:], id="one full-width digit"),
        pytest.param(lambda one: f"{one[:6]}－{one[6:14]}·{one[14:]}", id="with marks between"),
        pytest.param(lambda one: f"示例·甲 {one}", id="after a name"),
    ],
)
def test_a_number_is_known_however_it_is_typed_and_stays_out_of_the_address(
    window: Desk, typed: Callable[[str], str]
) -> None:
    number = make.rendered(HOTEL, **AT_HOME, party=citizen()[0])
    shows(window, typed(citizen()[1]))
    assert f'value="{number}"' in window.html
    assert "no-store" in window.answer["Cache-Control"]


def test_a_number_with_a_digit_too_few_or_too_many_is_refused_and_not_put_into_the_address(
    window: Desk,
) -> None:
    for wrong in ("37030419900101001", "3703041990010100133"):
        answer = window.client.post("/work/hand-out/who", {"who": wrong})
        assert answer.status_code == 422
        assert "no-store" in answer["Cache-Control"]


def test_one_act_hands_out_for_himself_and_his_enterprise(window: Desk) -> None:
    himself, identifier = citizen()
    number = make.rendered(DIG, **AT_HOME)
    both = [number, make.rendered(HOTEL, **AT_HOME, party=himself)]
    shows(window, identifier)
    path = f"/work/hand-out/give?n={both[0]}&n={both[1]}"
    window.opens(path)
    data = window.hidden | {"n": both} | FETCHED
    assert window.sends("/work/hand-out/give", data).startswith("/work/hand-out/rate")
    assert [phase(one) for one in both] == [Phase.HANDED_OUT.value] * 2
    signatures = {proof_of(one)["signature"] for one in both}
    assert len(signatures) == 1, "signed for once"
    assert file_content(signatures.pop())[1] == "image/png"


def test_all_or_none(window: Desk) -> None:
    """One of them is not there any more: nothing is handed out, and the clerk is told."""
    two = [make.rendered(DIG, **AT_HOME), make.rendered(HOTEL, **AT_HOME)]
    window.opens(f"/work/hand-out/give?n={two[0]}&n={two[1]}")
    data = window.hidden | {"n": two} | FETCHED
    hands, post = make.hands_out_at("district-hall")
    make.do(two[1], hands, c.HandOut(Delivery.WINDOW, post.hall, post.window, make.words("签收")))
    window.sends("/work/hand-out/give", data, 409)
    assert phase(two[0]) == Phase.ISSUED.value


def test_a_code_opens_its_own_case_and_its_bundle_and_nothing_else(window: Desk) -> None:
    number, sister, other = (make.rendered(one, **AT_HOME) for one in (DIG, HOTEL, DIG))
    Case.objects.filter(number__in=[number, sister]).update(bundle="260000000001")
    page = shows(window, codes.spaced(collection_book.code_of(number)))
    assert "领取码已核对" in page
    assert f'value="{number}"' in window.html
    assert f'value="{sister}"' in window.html
    assert f'value="{other}"' not in window.html
    proxy = FETCHED | {
        "fetched_by": "agent",
        "name": "示例·乙",
        "agent_identifier": "370304199001010013",
        "relation": "同事",
        "authority": "code",
    }
    window.opens(f"/work/hand-out/give?n={other}")
    assert "没有核对过" in window.sends("/work/hand-out/give", window.hidden | {"n": [other]} | proxy, 422)
    Case.objects.filter(number=sister).update(
        bundle=""
    )  # there is no such bundle to follow what becomes of it
    Case.objects.filter(number=number).update(bundle="")
    window.opens(f"/work/hand-out/give?n={number}&n={sister}")
    window.sends("/work/hand-out/give", window.hidden | {"n": [number, sister]} | proxy)
    assert (proof_of(number)["authority"], proof_of(number)["relation"]) == ("code", "同事")


def test_a_code_is_good_once_and_guessing_ends_soon(window: Desk) -> None:
    number = make.rendered(DIG, **AT_HOME)
    code = collection_book.code_of(number)
    window.fills(f"/work/cases/{number}/hand-out", **FETCHED)
    page = window.sends("/work/hand-out/who", {"who": code}, 422)
    assert "已经用过" in page
    for guess in range(codes.TRIES):
        page = window.sends("/work/hand-out/who", {"who": f"{guess:08}"}, 422)
    assert "输错的次数太多" in page
    fresh = make.rendered(DIG, **AT_HOME)
    right = window.sends("/work/hand-out/who", {"who": collection_book.code_of(fresh)}, 422)
    assert "输错的次数太多" in right, "also the right one is not told from a wrong one then"


def test_a_number_or_a_name_leads_to_the_list_and_a_wrong_document_is_said(window: Desk) -> None:
    number = make.rendered(DIG, **AT_HOME)
    assert window.sends("/work/hand-out/who", {"who": number}) == f"/work/hand-out?q={number}"
    assert "校验" in window.sends("/work/hand-out/who", {"who": "370304199001010010"}, 422)
    window.opens("/work/hand-out")
    assert window.client.get(PATH).headers["Location"] == "/work/hand-out"


def test_who_hands_out_a_case_taken_in_elsewhere_sees_it_with_its_papers_before_and_after(
    at: Callable[[str], Desk],
) -> None:
    number = make.rendered(DIG, **AT_HOME | {"collect_at": "chishang-centre"})
    window = at("handout-chishang")
    path = f"/work/cases/{number}/hand-out"
    window.opens(path)
    window.fills(path, **FETCHED)
    window.opens(f"/work/cases/{number}")
    page = window.opens("/work/hand-out/handed")
    assert number[:6] in page
    sheet = window.opens(f"/work/hand-out/sheet?n={number}")
    assert "示例·甲" in sheet
    signature = proof_of(number)["signature"]
    assert window.client.get(f"/work/cases/{number}/files/{signature}").status_code == 200
    at("handout1").opens(f"/work/cases/{number}", 200)
    at("handout-yuanquan").opens(f"/work/cases/{number}", 404)


def test_the_sheet_is_printed_before_it_is_signed(window: Desk) -> None:
    two = [make.rendered(DIG, **AT_HOME), make.rendered(HOTEL, **AT_HOME)]
    sheet = window.opens(f"/work/hand-out/sheet?n={two[0]}&n={two[1]}")
    assert "领取人签名" in sheet
    assert "一次领取共2件" in sheet.replace(" ", "")
    window.opens("/work/hand-out/sheet?n=nonsense", 404)


def test_a_paper_receipt_is_ticked_and_may_be_scanned(window: Desk) -> None:
    number = make.rendered(DIG, **AT_HOME)
    path = f"/work/cases/{number}/hand-out"
    paper = FETCHED | {"sign": "paper", "strokes": ""}
    assert "请打印签收单" in window.fills(path, 422, **paper)
    bad: dict[str, Any] = paper | {"paper_signed": "1", "scan": scan(data=b"no paper")}
    assert "签收单扫描件" in window.fills(path, 422, **bad)
    window.fills(path, **paper | {"paper_signed": "1", "scan": scan()})
    assert proof_of(number)["signed"] == "paper"
    assert len(str(proof_of(number)["signature"])) == 64


def test_what_nobody_fetches_is_listed_oldest_first_and_printed(window: Desk) -> None:
    old, young = make.rendered(DIG, **AT_HOME), make.rendered(HOTEL, **AT_HOME)
    Collection.objects.filter(case__number=old).update(since="2026-10-01", reminded=2)
    assert "53天" in window.opens("/work/hand-out/uncollected")
    assert window.html.index(f"cases/{old}") < window.html.index(f"cases/{young}")
    window.opens("/work/hand-out/uncollected?tab=long")
    assert f"cases/{old}" in window.html
    assert f"cases/{young}" not in window.html
    assert "53天" in window.opens("/work/hand-out/uncollected/print?tab=long")
    assert Event.objects.filter(name="HandedOut").count() == 0
    assert STROKES in FETCHED["strokes"]


def test_a_fee_is_paid_before_it_is_handed_over_and_its_line_says_so(window: Desk) -> None:
    number = make.rendered(paying.FIXED, **AT_HOME)
    paying.errands()
    page = shows(window, make.party(number).identifier)
    assert "有费用没有缴清" in page
    assert f'value="{number}" checked' not in window.html, "what would be refused is not proposed"
    assert f"/work/payments/{paying.order_of(number).number}" in window.html
    path = f"/work/cases/{number}/hand-out"
    assert "还有费用没有缴清" in window.fills(path, 409, **FETCHED)
    assert phase(number) == Phase.ISSUED.value
    treasury.pay(paying.order_of(number).code)
    paying.errands()
    window.fills(path, **FETCHED)
    assert phase(number) == Phase.HANDED_OUT.value


def test_an_amount_that_is_still_worked_out_holds_nobody_up(window: Desk) -> None:
    number = make.rendered(paying.ASSESSED, **AT_HOME)
    paying.errands()
    page = shows(window, make.party(number).identifier)
    assert "还有金额在核定" in page
    assert "不用等，可以先领" in page
    assert "先缴费" not in page
    assert f'value="{number}" checked' in window.html
    window.fills(f"/work/cases/{number}/hand-out", **FETCHED)
    assert phase(number) == Phase.HANDED_OUT.value
