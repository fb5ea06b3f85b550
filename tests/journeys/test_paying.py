"""A fee is worked out by an organ, paid at night on a telephone without JavaScript, and given back by the treasury."""

from __future__ import annotations

from collections.abc import Callable

from factories import cases as make
from journeys.conftest import DESK, PHONE, Visitor
from onevisit.payments.models import Charge, Order
from onevisit.platform.people.models import Person
from onevisit.rules.cases import commands as c


def test_a_fee_is_worked_out_paid_and_given_back(
    visitor: Callable[..., Visitor], office: Callable[[], None]
) -> None:
    case = make.accepted("dig-road")
    office()
    officer = visitor(DESK)
    officer.signs_in("reviewer-enforcement", "/work/fees/assess")
    officer.finds_no_barrier()
    officer.goes_to(f"/work/cases/{case}/fees")
    officer.page.get_by_label("金额（元）").fill("80")
    officer.page.get_by_label("怎样算的").fill("40元×2平方米")
    officer.finds_no_barrier()
    officer.page.keyboard.press("Tab")
    officer.page.keyboard.press("Enter")
    officer.sees("已核定，申请人收到缴费通知")
    office()
    payer = visitor(PHONE, javascript=False)
    payer.signs_in(login_of(case), f"/cases/{case}")
    payer.sees("请缴费 80.00 元")
    payer.presses("去缴费")
    payer.sees("《城市道路管理条例》第三十七条第一款")
    payer.presses("去缴费")
    payer.sees("演示，不动真钱")
    payer.presses("确认付款 80.00 元（演示）")
    payer.presses("完成，回到缴款单")
    payer.sees("已经缴清 80.00 元")
    office()
    watcher = visitor(PHONE)
    watcher.signs_in(login_of(case), f"/cases/{case}")
    watcher.finds_no_barrier()
    order = Order.objects.get(subject=f"case:{case}", stand="paid")
    for page in (f"/payments/{order.number}", f"/treasury/{order.code}", "/my/payments"):
        watcher.goes_to(page)
        watcher.finds_no_barrier()
    make.do(case, make.applicant_of(case), c.Withdraw(make.words("工程取消。")))
    office()
    treasury = visitor(DESK)
    treasury.signs_in("chief-finance", "/work/payments?state=back")
    treasury.finds_no_barrier()
    treasury.presses("挖掘城市道路许可")
    treasury.page.get_by_label("说明").fill("工程取消，没有开工。")
    treasury.finds_no_barrier()
    treasury.presses("退付")
    treasury.sees("已全部退还")
    treasury.goes_to("/work/payments/days")
    treasury.finds_no_barrier()
    payer.goes_to(f"/payments/{order.number}")
    payer.sees("退还 80.00 元")
    assert Charge.objects.get(case_number=case).stand == "returned"


def login_of(case: str) -> str:
    """The account of whoever applied."""
    return str(Person.objects.get(pk=make.applicant_of(case).person).get_username())
