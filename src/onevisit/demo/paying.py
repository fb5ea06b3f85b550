"""What costs something is worked out, paid on the telephone or at a window, and given back where it came to nothing."""

from __future__ import annotations

from datetime import date
from functools import partial

from onevisit.demo.agenda import Agenda
from onevisit.demo.chance import Chance
from onevisit.demo.office import at
from onevisit.demo.pace import Pace, evening
from onevisit.demo.staff import Staff
from onevisit.exchange import treasury
from onevisit.exchange.treasury_port import PayWay
from onevisit.payments import access, commands, queries, returning
from onevisit.payments.cards import FeeCard, LineCard, OrderCard
from onevisit.payments.commands import Slip
from onevisit.platform import clock
from onevisit.platform.people.actors import Actor, ActorKind, Holding
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import WindowClass
from onevisit.rules.payments.orders import ChargeStand

LOOKS = (10 * 60 + 35, 15 * 60 + 25)
"""When, in minutes of the day, organs and payers look at what waits for them."""

ONLINE = 0.8
"""The share of those who pay on the telephone."""

FORGETS = 0.06
"""The share of those who let the code run out."""

NOTHING = {
    "water-resource": "取水以后按期缴纳，办证本身不收费",
    "extra-certificate": "一本证书，不另收工本费",
}
"""Fees that mostly come to nothing, and why."""

OBSERVER = Actor(ActorKind.STAFF, None, "演示", (Holding(Role.INQUIRY, ""),))
"""Sees every order, changes none."""


class Paying:
    """Officers who work amounts out, people who pay, and the treasury that gives back."""

    def __init__(self, seed: int, agenda: Agenda, staff: Staff, pace: Pace) -> None:
        self._seed, self._agenda, self._staff, self._pace = seed, agenda, staff, pace
        self._met: set[str] = set()

    def plan_day(self, day: date) -> None:
        """Twice a day somebody looks."""
        for minute in LOOKS:
            self._agenda.plan(at(day, minute), self._look)

    def _look(self) -> None:
        if not self._pace.office.is_open(clock.now()):
            return
        for card in self._orders("draft"):
            view = queries.staff_order(OBSERVER, card.number)
            for fee in view.drafts:
                if fee.stand is ChargeStand.ASSESSING and self._chance(fee.case, fee.key).happens(0.85):
                    self._assess(fee)
        for card in self._orders("open"):
            if card.number not in self._met:
                self._met.add(card.number)
                self._will_pay(card)
        for card in self._orders("back"):
            self._give_back(card)

    def _orders(self, state: str) -> tuple[OrderCard, ...]:
        return queries.orders(OBSERVER, state).items

    def _chance(self, *of: str) -> Chance:
        return Chance(self._seed, "paying", *of)

    def _assess(self, fee: FeeCard) -> None:
        chance = self._chance("amount", fee.case, fee.key)
        if fee.key in NOTHING:
            amount, how = "0", NOTHING[fee.key]
        else:
            price, number = chance.whole(2, 6) * 10, chance.whole(2, 18)
            amount, how = str(price * number), f"演示用标准{price}元×{number}"
        actor = self._staff.reviewer(fee.organ, chance)
        key = f"demo/{self._seed}/assess/{fee.case}/{fee.key}"[:64]
        commands.assess(fee.case, fee.key, amount, how, actor=actor, at=clock.now(), key=key)

    def _will_pay(self, card: OrderCard) -> None:
        chance = self._chance("pay", card.number)
        if chance.happens(FORGETS):
            return
        if chance.happens(ONLINE):
            self._agenda.plan(
                evening(clock.now(), chance.between(0.1, 4), chance), partial(self._online, card)
            )
        else:
            then = self._pace.office.later(clock.now(), chance.between(20, 400))
            self._agenda.plan(then, partial(self._at_window, card, chance))

    def _online(self, card: OrderCard) -> None:
        if self._is_open(card):
            commands.confirm(treasury.pay(commands.offer(card.number, at=clock.now())), at=clock.now())

    def _at_window(self, card: OrderCard, chance: Chance) -> None:
        window_class = chance.one([one.value for one in WindowClass])
        actor, _ = self._staff.counter(chance.one(self._staff.halls(window_class)), window_class, chance)
        if not actor.holds(*access.TAKES):
            return self._online(card)  # Village agents take no money.
        if not self._is_open(card):
            return None
        way = PayWay.POS if chance.happens(0.75) else PayWay.CASH
        slip = Slip(way, f"{way.value}-{card.number[1:]}", card.fen)
        key = f"demo/{self._seed}/take/{card.number}"
        return commands.pay_at_window(card.number, slip, actor=actor, at=clock.now(), key=key)

    def _is_open(self, card: OrderCard) -> bool:
        """Whether it can still be paid: the case may have been withdrawn meanwhile."""
        return queries.staff_order(OBSERVER, card.number).card.is_open

    def _give_back(self, card: OrderCard) -> None:
        for line in queries.staff_order(OBSERVER, card.number).lines:
            if line.owed_back:
                self._give_line_back(card, line)

    def _give_line_back(self, card: OrderCard, line: LineCard) -> None:
        actor = self._staff.chief(access.TREASURY, self._chance("back", card.number))
        key = f"demo/{self._seed}/back/{card.number}/{line.id}"
        words = "办件没有办成，结果还没有制作，全部退还。"
        returning.refund(
            card.number, line.id, line.left, "ended", words, actor=actor, at=clock.now(), key=key
        )
