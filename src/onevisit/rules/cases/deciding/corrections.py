"""一次性告知与补交: one complete notice, and what comes in answer to it, to a deferral or to a check."""

from __future__ import annotations

from collections.abc import Mapping

from onevisit.rules.cases import application, refusals
from onevisit.rules.cases import commands as c
from onevisit.rules.cases import events as e
from onevisit.rules.cases.clocks import day_told
from onevisit.rules.cases.context import Context
from onevisit.rules.cases.courses import FORM, CheckOutcome, Fault
from onevisit.rules.cases.phases import Phase
from onevisit.rules.cases.state import CaseState
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Channel, Way


def ask(context: Context, state: CaseState, command: c.AskCorrection) -> tuple[e.Event, ...]:
    """一次性告知: every requirement is either in order or named, and there is no second notice (Art. 32 (4))."""
    if state.correction is not None:
        raise refusals.AlreadyAsked(day=state.correction.asked_on.isoformat())
    if not command.items:
        raise refusals.NothingAsked
    about = [item.about for item in command.items]
    _known(context.matter, state, about)
    both = sorted(set(about) & set(command.fine))
    if both or len(set(about)) != len(about):
        raise refusals.AskedTwice(items="、".join(_name(context.matter, key) for key in both or about))
    judged = {*about, *command.fine}
    forgotten = [
        one.name
        for one in application.requirements_for(context.matter, state.answers)
        if one.key not in judged
        and one.key not in (*state.later, *state.committed)
        and (one.required or state.shows(one.key))
    ]
    if forgotten:
        raise refusals.ChecklistIncomplete(forgotten="、".join(forgotten))
    words = command.words.data.get("items")
    said = words if isinstance(words, Mapping) else {}
    for item in command.items:
        if item.fault is not Fault.MISSING and not str(said.get(item.about, "")).strip():
            raise refusals.SayWhatIsWrong(item=_name(context.matter, item.about), fault=item.fault.label)
    until = day_told(context.matter.courses.correction, context.today, context.calendar)
    return (e.CorrectionAsked(context.today, command.items, command.words.ref, until),)


def supply(context: Context, state: CaseState, command: c.Supply) -> tuple[e.Event, ...]:
    """补交, as far as it was asked for: before acceptance anything of the guide, afterwards only what was deferred."""
    given = tuple(one.requirement for one in command.shown)
    fields = _fields(context, state, command)
    if not (given or fields or command.sighted or command.later):
        raise refusals.NothingSupplied
    _known(context.matter, state, (*given, *command.sighted, *command.later))
    _shape(context.matter, state, command)
    if state.phase is Phase.ACCEPTED:
        _only(state.deferred, (*given, *command.sighted), context.matter)
        if fields or command.later:
            raise refusals.NothingMoreAfterAcceptance(
                day=(state.accepted_on or state.submitted_on).isoformat()
            )
    elif state.accepted_on is not None or state.closed_on is not None:
        pledged = state.pledged
        open_items = pledged.items if pledged and pledged.outcome is CheckOutcome.FAULTY else ()
        _only(open_items, (*given, *command.sighted), context.matter)
        if fields or command.later:
            raise refusals.AlreadyDecided(day=(state.decided_on or state.submitted_on).isoformat())
    return (
        e.Supplied(
            context.today,
            command.shown,
            command.by,
            command.form.ref if command.form else "",
            fields,
            command.sighted,
            command.later,
            command.pledge.ref if command.pledge else "",
        ),
    )


def _shape(matter: Matter, state: CaseState, command: c.Supply) -> None:
    faults = application.check_shown(matter, state.answers, command.shown, excused=(), complete=False)
    if faults:
        raise refusals.ApplicationIncomplete(missing="；".join(fault.message for fault in faults))
    for one in command.shown:
        if one.way is Way.ORIGINAL and one.requirement not in command.sighted:
            raise refusals.BringOriginal(material=_name(matter, one.requirement))
    if command.sighted and command.by is Channel.ONLINE:
        raise refusals.BringOriginal(material=_name(matter, command.sighted[0]))
    for key in command.later:
        requirement = matter.requirement(key)
        if requirement is None or requirement.defer is None:
            raise refusals.NotDeferrable(material=_name(matter, key))
    if command.later and not (command.pledge and str(command.pledge.data.get("signed_by", "")).strip()):
        raise refusals.PledgeNeeded


def _fields(context: Context, state: CaseState, command: c.Supply) -> tuple[str, ...]:
    if command.form is None:
        return ()
    form = command.form.data.get("form")
    values = {str(k): str(v) for k, v in form.items()} if isinstance(form, Mapping) else {}
    known = {one.key: one for one in application.fields_for(context.matter, state.answers)}
    for key in values:
        if key not in known:
            raise refusals.UnknownMaterial(material=key)
    faults = [
        fault
        for fault in application.check_form(context.matter, state.answers, values, context.today)
        if fault.field in values
    ]
    if faults:
        raise refusals.ApplicationIncomplete(missing="；".join(fault.message for fault in faults))
    return tuple(values)


def _known(matter: Matter, state: CaseState, keys: tuple[str, ...] | list[str]) -> None:
    known = {one.key for one in application.requirements_for(matter, state.answers)}
    known |= {f"{FORM}{one.key}" for one in application.fields_for(matter, state.answers)}
    for key in keys:
        if key not in known:
            raise refusals.UnknownMaterial(material=_name(matter, key))


def _only(asked: Mapping[str, object] | tuple[str, ...], given: tuple[str, ...], matter: Matter) -> None:
    for key in given:
        if key not in asked:
            raise refusals.NotAskedFor(material=_name(matter, key))


def _name(matter: Matter, about: str) -> str:
    if about.startswith(FORM):
        key = about.removeprefix(FORM)
        return next((one.label for one in matter.fields if one.key == key), key)
    one = matter.requirement(about)
    return one.name if one else about
