"""What supervision does in the background."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.casework import ledger
from onevisit.platform import clock
from onevisit.platform.outbox import commands as outbox
from onevisit.supervision.models import Verification
from onevisit.supervision.verifications import FAULTS_KEPT


@outbox.handles("verify-record")
def _verify(payload: Mapping[str, object]) -> None:
    report = ledger.verify()
    Verification.objects.filter(pk=int(str(payload["verification"])), finished_at=None).update(
        finished_at=clock.now(),
        cases=report.cases,
        events=report.events,
        leaves=report.leaves,
        seals=report.seals,
        root=report.root,
        fault_count=len(report.faults),
        faults=[[fault.where, fault.what] for fault in report.faults[:FAULTS_KEPT]],
    )
