"""Who assesses, exempts, takes money and gives it back: never one person all of it (收缴分离, 行政许可法 Art. 59)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from onevisit.payments.models import Charge, Line, Order
from onevisit.payments.refusals import NotYourFee
from onevisit.platform.people.actors import Actor, ActorKind, Holding
from onevisit.rules.district.definition import Role

TREASURY = "finance"
"""The key of the organ that keeps the treasury, in the district's pack."""

ASSESSES = (Role.REVIEWER, Role.CHIEF)
"""They work out an amount for their organ."""

EXEMPTS = (Role.CHIEF,)
"""They lift a fee for their organ."""

TAKES = (Role.CLERK, Role.HANDOUT)
"""They take money at a window of any hall, for the treasury."""

KEEPS = (Role.REVIEWER, Role.CHIEF)
"""They give back and reconcile, in the organ that keeps the treasury."""

READS = (*ASSESSES, Role.CLERK, Role.HANDOUT, Role.HEAD, Role.HALL_HEAD, Role.INQUIRY)
"""They see orders at all; which ones, `visible` says."""


def assessor(actor: Actor, organ: str, organ_name: str) -> Holding:
    """The post under which the actor assesses for this organ. Raises `NotYourFee`."""
    return _post(actor, ASSESSES, organ, "核定这笔费用", f"{organ_name}的审查人员或者首席代表")


def exempter(actor: Actor, organ: str, organ_name: str) -> Holding:
    """The post under which the actor lifts a fee of this organ. Raises `NotYourFee`."""
    return _post(actor, EXEMPTS, organ, "减免这笔费用", f"{organ_name}的首席代表")


def keeper(actor: Actor, deed: str) -> Holding:
    """The post in the organ that keeps the treasury. Raises `NotYourFee`."""
    return _post(actor, KEEPS, TREASURY, deed, "区财政局的审查人员或者首席代表")


def taker(actor: Actor) -> Holding:
    """The post at whose window money is taken. Raises `NotYourFee`."""
    for post in actor.posts_as(*TAKES):
        return post
    raise NotYourFee(deed="在窗口收款", who="综合窗口或者出件窗口")


def keeps(actor: Actor) -> bool:
    """Whether one gives back and reconciles."""
    return any(post.organ == TREASURY for post in actor.posts_as(*KEEPS))


def oversees(actor: Actor) -> bool:
    """Whether one sees every order: the treasury, and the inquiry office."""
    return actor.holds(Role.INQUIRY) or any(
        post.organ == TREASURY for post in actor.posts_as(*KEEPS, Role.HEAD)
    )


def own(actor: Actor) -> Q:
    """The orders of the actor's own parties."""
    return Q(party__in=actor.parties)


def charges(actor: Actor) -> Q:
    """The charges that the actor's posts let him see."""
    # A window takes money for whoever comes, so it sees what anybody owes who is looked for.
    return Q() if actor.holds(*TAKES) else listed_charges(actor)


def listed_charges(actor: Actor) -> Q:
    """The charges that are listed for the actor unasked: a window's are those of the cases of its own hall."""
    if oversees(actor):
        return Q()
    organs = {post.organ for post in actor.posts_as(*ASSESSES)}
    halls: set[str] = set()
    for post in actor.posts_as(Role.HEAD):
        organs |= {post.organ, *post.below}
    for post in actor.posts_as(Role.HALL_HEAD):
        halls |= {post.hall, *post.below}
    halls |= {post.hall for post in actor.posts_as(*TAKES) if post.hall}
    return Q(organ__in=sorted(organs)) | Q(hall__in=sorted(halls))


def visible(actor: Actor) -> Q:
    """The orders that the actor's posts let him see: those with a charge that he may see."""
    return _with_charges(charges(actor))


def listed(actor: Actor) -> Q:
    """The orders that are listed for the actor unasked."""
    return _with_charges(listed_charges(actor))


def _with_charges(seen: Q) -> Q:
    if not seen:
        return Q()
    of_lines = Line.objects.filter(order=OuterRef("pk"), charge__in=Charge.objects.filter(seen))
    of_draft = Charge.objects.filter(seen, subject=OuterRef("subject"))
    return Q(Exists(of_lines)) | Q(Exists(of_draft))


def see(actor: Actor, order: Order) -> bool:
    """Whether the actor may see this order, as its payer or in his post."""
    mine = order.party_id in actor.parties
    return mine or Order.objects.filter(visible(actor), pk=order.pk).exists()


def _post(actor: Actor, roles: tuple[Role, ...], organ: str, deed: str, who: str) -> Holding:
    if actor.kind is ActorKind.SYSTEM:
        raise NotYourFee(deed=deed, who=who)
    for post in actor.posts_as(*roles):
        if post.organ == organ:
            return post
    raise NotYourFee(deed=deed, who=who)
