"""企业投资项目延期开工: a renewal, so that the approval ends a year after its old end (企业投资项目条例 Art. 12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.driving import driven
from onevisit.licences.models import Licence
from onevisit.rules.limits.walk import add_months
from onevisit.rules.matters.courses import Act

pytestmark = pytest.mark.django_db


def test_a_later_start_sets_a_new_end() -> None:
    first = driven("investment-approval").accept().ready().grant()
    old = Licence.objects.get(case__number=first.number)
    expires = first.today + timedelta(days=90)
    Licence.objects.filter(pk=old.pk).update(valid_to=expires)
    case = driven("investment-extension", licence=old.identifier).accept()
    assert case.state.concerned is not None
    assert (case.state.concerned.act, case.state.concerned.in_time) == (Act.RENEWAL, True)
    case.ready().grant()
    new = Licence.objects.get(case__number=case.number)
    assert new.valid_from == expires + timedelta(days=1)
    assert new.valid_to == add_months(expires, 12)
