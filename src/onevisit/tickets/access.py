"""Who may call, hand on, print and look: people at a window for that window, the head of a hall for the hall."""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.district.definition import Role
from onevisit.rules.queueing import Deed, Desk, State, desks_of
from onevisit.tickets.models import Ticket
from onevisit.tickets.refusals import NoSuchTicket, NotAtWindow, NotYourHall, NotYourTicket

CALLERS = (Role.CLERK, Role.HANDOUT)
"""They sit at a window and call."""

LOOKS = (Role.HALL_HEAD, Role.INQUIRY)
"""They see a hall's day: its head his own halls, the inquiry office every one."""

LINE = (Deed.PASS_ON, Deed.COME_BACK, Deed.GIVE_UP, Deed.UNPARK)
"""What anybody at a window of the hall may do with somebody who is not at another's: he stands in front of him."""


def windows(actor: Actor) -> tuple[Holding, ...]:
    """The posts at windows, one's own first."""
    return tuple(post for post in actor.posts_as(*CALLERS) if post.hall and post.window)


def window(actor: Actor, hall: str = "", number: str = "") -> Holding:
    """The window from which one calls: that named, or one's own. Raises `NotAtWindow`."""
    for post in windows(actor):
        if not number or (post.hall, post.window) == (hall, number):
            return post
    raise NotAtWindow


def desks(post: Holding) -> tuple[Desk, ...]:
    """The lines that a window calls from."""
    return desks_of(post.classes, hands_out=post.hands_out)


def leads(actor: Actor, hall: str) -> Holding | None:
    """The post as head of this hall, if he has it."""
    heads = actor.posts_as(Role.HALL_HEAD)
    return next((post for post in heads if hall in (post.hall, *post.below)), None)


def authorise(actor: Actor, row: Ticket, deed: Deed) -> Holding:
    """The post under which this may be done. Raises `NoSuchTicket` outside one's hall, else `NotYourTicket`."""
    own = [post for post in windows(actor) if post.hall == row.hall_id]
    head = leads(actor, row.hall_id)
    if not own and head is None:
        raise NoSuchTicket
    held = State(row.state) in (State.CALLED, State.SERVING, State.PARKED)
    for post in own:
        if post.window == row.window and held:
            return post
    if deed in LINE and (not held or (head is not None and row.state == State.PARKED)):
        return head or own[0]
    holder = f"{row.window}号窗口" if held else "排队中，没有窗口"
    raise NotYourTicket(number=row.number, holder=holder, deed=deed.label)


def sees(actor: Actor, hall: str) -> None:
    """Raise `NotYourHall`, unless one leads this hall or looks over all."""
    if not actor.holds(Role.INQUIRY) and leads(actor, hall) is None:
        raise NotYourHall


def halls(actor: Actor) -> Sequence[str] | None:
    """The halls whose day one may see, as keys; None for every one."""
    if actor.holds(Role.INQUIRY):
        return None
    return [key for post in actor.posts_as(Role.HALL_HEAD) for key in (post.hall, *post.below)]


def heads(actor: Actor, hall: str) -> None:
    """Raise `NotYourHall`, unless one leads this hall."""
    if leads(actor, hall) is None:
        raise NotYourHall


def prints(actor: Actor, hall: str) -> bool:
    """Whether one may print a ticket for whoever came: everybody who works in the hall, as at its desk of enquiry."""
    works = any(post.hall == hall for post in actor.posts_as(*CALLERS))
    return works or leads(actor, hall) is not None
