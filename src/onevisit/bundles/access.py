"""Who may do what to a bundle, and who may see it: whoever may see one of its cases, or it is his own."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from onevisit.bundles.models import Bundle
from onevisit.casework import of_bundle
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.bundles.refusals import NoSuchBundle
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.district.definition import Role


def own(actor: Actor, number: str) -> Bundle:
    """A bundle of one of the actor's parties. Raises `NoSuchBundle`."""
    row = _rows().filter(number=number, applicant_id__in=actor.parties).first()
    if row is None:
        raise NoSuchBundle(number=number)
    return row


def seen(actor: Actor, number: str) -> Bundle:
    """A bundle that the actor's posts let him see, because they let him see one of its cases. Raises `NoSuchBundle`."""
    row = _rows().filter(number=number).first()
    if row is None or number not in of_bundle.seen_by(actor, [number]):
        raise NoSuchBundle(number=number)
    return row


def visible(actor: Actor) -> Q:
    """The bundles that the actor's posts let him see."""
    return of_bundle.all_seen_by(actor)


def at_counter(actor: Actor, bundle: Bundle) -> Holding | None:
    """The post at a window under which the actor handles this bundle; None for an applicant."""
    for post in actor.posts_as(Role.CLERK, Role.AGENT):
        if post.hall == bundle.hall_id and bundle.window_class in post.classes:
            return post
    return None


def for_counter(actor: Actor, number: str) -> Bundle:
    """A bundle that waits at the actor's window. Raises `NoSuchBundle`, `NotYours`."""
    bundle = seen(actor, number)
    post = at_counter(actor, bundle)
    if post is None or post.role is not Role.CLERK:
        raise NotYours(command="受理", who="收件大厅的该类事项综合窗口")
    return bundle


def _rows() -> QuerySet[Bundle]:
    return Bundle.objects.select_related("applicant", "hall")


def may_accept(actor: Actor, hall: str, window_class: str) -> bool:
    """Whether one of the actor's windows takes in bundles of this class in this hall."""
    return any(post.hall == hall and window_class in post.classes for post in actor.posts_as(Role.CLERK))
