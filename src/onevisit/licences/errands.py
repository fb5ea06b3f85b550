"""What is done after a licence was issued: its printed form."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.casework import commands
from onevisit.casework.contents import NoContent, content
from onevisit.licences.certificate import printed
from onevisit.licences.models import Licence
from onevisit.licences.rendering import NoFonts, render
from onevisit.platform import clock
from onevisit.platform.files.commands import keep_document
from onevisit.platform.outbox import commands as outbox
from onevisit.platform.people.actors import SYSTEM
from onevisit.rules.cases import commands as c


@outbox.handles("render")
def _render(payload: Mapping[str, object]) -> None:
    """Print, keep and record one result. Done again after a crash it makes the same bytes and changes nothing.

    Where the address in the QR code was set anew in between, the bytes differ: then the file recorded first stands.
    """
    number, result = str(payload["case"]), str(payload["result"])
    licence = Licence.objects.select_related("holder").get(case__number=number, result=result)
    if licence.file is not None:
        return
    try:
        pdf = render(licence.template, printed(licence, content(licence.data)))
    except (NoFonts, NoContent) as fault:
        raise outbox.Retry(str(fault)) from fault
    order = commands.Order((c.Render(result, keep_document(pdf)),), case=number)
    commands.handle([order], actor=SYSTEM, at=clock.now(), key=f"render/{number}/{result}")
