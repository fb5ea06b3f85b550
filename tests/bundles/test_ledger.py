"""The record of bundles is part of the one record: sealed in the same tree, and verified by the same command."""

from __future__ import annotations

import pytest
from django.db import connection

from factories import bundles as bundle
from factories import cases as make
from onevisit.bundles import triggers
from onevisit.bundles.models import Bundle, Content, Event
from onevisit.casework import ledger, sealing
from onevisit.casework.models import Event as CaseEvent
from onevisit.casework.models import Leaf
from onevisit.rules.district.definition import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def number() -> str:
    found = bundle.walk_in(clerk=make.staff(Role.CLERK, hall="district-hall", takes="商事登记"))
    bundle.issue(found, bundle.CLASSES[:1])
    sealing.seal(make.NOON)
    return found


def said() -> str:
    return "；".join(f"{one.where}：{one.what}" for one in ledger.verify().faults)


def test_every_line_is_a_leaf_once(number: str) -> None:
    lines = CaseEvent.objects.count() + Event.objects.count()
    assert Leaf.objects.count() == lines
    assert Leaf.objects.filter(number=number).count() == Event.objects.count() > 5
    report = ledger.verify()
    assert (report.events, report.leaves, report.faults) == (lines, lines, ())
    assert sealing.seal(make.NOON) == 0
    bundle.issue(number, bundle.CLASSES[1:2])
    assert sealing.seal(make.NOON) > 0
    assert ledger.verify().faults == ()


TAMPERING = {
    "UPDATE bundles_event SET body = replace(body, 'district-hall', 'chishang-hall') WHERE seq = 1": "第1条",
    "UPDATE bundles_event SET name = 'Rated' WHERE seq = 1": "列里的编号",
    "DELETE FROM bundles_event WHERE seq = (SELECT max(seq) FROM bundles_event)": "末尾的事件被删除",
    "UPDATE bundles_bundle SET state = replace(state, 'district-hall', 'x')": "保存的状态与重新计算的不同",
    "UPDATE bundles_bundle SET accepted_on = NULL": "列表里的日期",
    "UPDATE bundles_content SET body = body || ' '": "内容被改动",
}


@pytest.mark.parametrize("attack", TAMPERING)
def test_whatever_was_changed_behind_the_triggers_is_found(number: str, attack: str) -> None:
    triggers.GUARD.remove()
    with connection.cursor() as cursor:
        cursor.execute(attack)
    triggers.GUARD.install()
    assert TAMPERING[attack] in said()


def test_a_whole_bundle_that_is_gone_and_a_trigger_that_is_missing_are_found(number: str) -> None:
    triggers.GUARD.remove()
    assert said().count("触发器 bundles_event") == len(triggers.GUARD.names(connection.vendor))
    Event.objects.all().delete()
    Content.objects.all().delete()
    assert "整个记录被删除" in said()
    Bundle.objects.all().delete()
    triggers.GUARD.install()
    assert "已经封存，现在不见了" in said()
