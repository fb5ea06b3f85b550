"""Appointments at windows: booked on line and on the telephone, moved, cancelled, kept, missed, and some to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from onevisit.appointments import closing, commands, errands, offers, queries
from onevisit.appointments.closing import Shut
from onevisit.appointments.commands import Booked, Holder, Wish
from onevisit.appointments.offers import TimeOffer
from onevisit.catalogue.versions import Version
from onevisit.demo.agenda import Agenda
from onevisit.demo.chance import Chance
from onevisit.demo.demand import moment
from onevisit.demo.office import at
from onevisit.demo.people import Applicant, Population
from onevisit.demo.staff import Staff
from onevisit.platform import clock
from onevisit.platform.organs.models import Post
from onevisit.platform.organs.queries import actor_of
from onevisit.platform.people.actors import NOBODY, Actor
from onevisit.platform.workdays.queries import calendar
from onevisit.rules.appointments.booking import Kind, Phase
from onevisit.rules.appointments.refusals import AlreadyBooked, Full, TooManyBooked
from onevisit.rules.district.checks import TOWN
from onevisit.rules.district.definition import Role
from onevisit.rules.matters.vocabulary import Audience, Channel

A_DAY = (6, 12)
"""How many book on a working day, at least and at most."""

MAIN = "district-hall"
HALLS: Mapping[str, float] = {MAIN: 6, "chengdong-centre": 1, "chengxi-centre": 1, "shantou-centre": 0.6}
CLASSES: Mapping[str, float] = {"社会民生": 5, "商事登记": 3, "不动产登记": 3, "投资项目审批": 1}
AHEAD: Mapping[int, float] = {0: 2, 1: 5, 2: 3, 3: 2, 4: 1, 6: 1}
"""Days of the calendar of a hall ahead, and how often somebody takes the first, second … that has a free place."""

BY_TELEPHONE = 0.15
FATES: Mapping[str, float] = {"kept": 70, "moved": 12, "cancelled": 9, "missed": 9}
LATE = 0.06

MORNING = 7 * 60 + 2
"""When the reminders of the day go out; those of the evening go with the play's rounds. In minutes of the day."""
CLOSES = 16 * 60 + 10
"""When the head of the hall closes an hour, the day before the last one that is played."""


class Appointing:
    """Those who book, and the hall that waits for them."""

    def __init__(
        self,
        seed: int,
        agenda: Agenda,
        versions: Mapping[str, Version],
        population: Population,
        staff: Staff,
        until: date,
    ) -> None:
        self._seed, self._agenda, self._population = seed, agenda, population
        self._staff, self._until = staff, until
        self._wishes: dict[str, list[Wish]] = {}
        for key, one in sorted(versions.items()):
            matter = one.matter
            if (
                Audience.PERSON in matter.audience
                and Channel.WINDOW in matter.channels
                and matter.organ != TOWN
            ):
                wish = Wish(Kind.MATTER, key, matter.name, matter.window_class.value)
                self._wishes.setdefault(wish.window_class, []).append(wish)
        self.counts: Counter[str] = Counter()
        self._begun = False

    def plan_day(self, day: date, *, working: bool) -> None:
        """The reminders of the morning, and whoever books today."""
        if not self._begun:
            # There are no slots before the first round, which the play makes only in the evening.
            self._begun = True
            self._agenda.plan(at(day, 0), self._open)
        self._agenda.plan(at(day, MORNING), self._remind)
        if working and day < self._until <= calendar().next_working_day(day):
            self._agenda.plan(at(day, CLOSES), self._close)
        chance = Chance(self._seed, "appointment", day)
        for number in range(chance.whole(*A_DAY) if working else 2):
            instant = moment(day, Channel.ONLINE, chance)
            one = Chance(self._seed, "appointment", day, number)
            self._agenda.plan(
                instant, partial(self._book, one, f"demo/{self._seed}/appointment/{day}/{number}")
            )

    def _open(self) -> None:
        errands.slots_round()

    def _remind(self) -> None:
        errands.reminders_round()

    def _close(self) -> None:
        """The head of the hall closes an hour of a day to come, which some have booked already."""
        day = calendar().next_working_day(self._until)
        post = (
            Post.objects.filter(role=Role.HALL_HEAD.value, hall=MAIN)
            .select_related("person")
            .order_by("id")[0]
        )
        shut = Shut(MAIN, "", day, time(15), time(16), "消防疏散演练")
        actor = actor_of(post.person, clock.today())
        closing.close(shut, actor=actor, at=clock.now(), key=f"demo/{self._seed}/closure")

    def _book(self, chance: Chance, key: str) -> None:
        hall = chance.weighted(HALLS)
        wish = self._wish(hall, chance)
        times = self._times(hall, wish, chance) if wish else []
        who = self._population.citizen((20, 72), chance)
        if not times or wish is None or who is None:
            return
        chosen = chance.one(times)
        actor, holder = self._who(who, hall, wish, chance)
        try:
            booked = commands.book(wish, hall, chosen.begins_at, holder, actor=actor, at=clock.now(), key=key)
        except (AlreadyBooked, TooManyBooked, Full):
            return  # So it goes; he comes without an appointment.
        self.counts["booked"] += 1
        self._fate(chance, key, booked, actor, hall, wish, chosen)

    def _wish(self, hall: str, chance: Chance) -> Wish | None:
        classes = {
            name: often
            for name, often in CLASSES.items()
            if self._wishes.get(name) and self._staff.takes(hall, name)
        }
        return chance.one(self._wishes[chance.weighted(classes)]) if classes else None

    def _times(self, hall: str, wish: Wish, chance: Chance) -> list[TimeOffer]:
        days = [one for one in offers.days(hall, wish.window_class, clock.now()) if one.left]
        ahead = min(chance.weighted(AHEAD), len(days) - 1)
        return [one for one in days[ahead].times if one.left] if days else []

    def _who(self, who: Applicant, hall: str, wish: Wish, chance: Chance) -> tuple[Actor, Holder]:
        if chance.happens(BY_TELEPHONE):
            clerk, _ = self._staff.counter(hall, wish.window_class, chance)
            return clerk, Holder(name=who.name, phone=who.phone)
        return self._population.acting(who), Holder(who.party)

    def _fate(
        self, chance: Chance, key: str, booked: Booked, actor: Actor, hall: str, wish: Wish, slot: TimeOffer
    ) -> None:
        now, fate = clock.now(), chance.weighted(FATES)
        between = now + (slot.begins_at - now) * chance.between(0.2, 0.8)
        if fate in ("moved", "cancelled") and slot.begins_at - now > timedelta(hours=4):
            deed = self._move if fate == "moved" else self._cancel
            self._agenda.plan(between, partial(deed, chance, key, booked, actor, hall, wish))
            if fate == "cancelled":
                return
        if fate == "missed":
            self.counts["missed"] += 1
            return
        self._comes(chance, key, booked, slot.begins_at)

    def _comes(self, chance: Chance, key: str, booked: Booked, begins_at: datetime) -> None:
        minutes = chance.between(18, 45) if chance.happens(LATE) else -chance.between(1, 24)
        instant = begins_at + timedelta(minutes=minutes)
        self._agenda.plan(instant, partial(self._arrive, booked, f"{key}/{begins_at:%m%d%H}", begins_at))

    def _move(self, chance: Chance, key: str, booked: Booked, actor: Actor, hall: str, wish: Wish) -> None:
        times = self._times(hall, wish, chance)
        if not times:
            return
        chosen = chance.one(times)
        try:
            commands.move(booked.id, hall, chosen.begins_at, actor=actor, at=clock.now(), key=f"{key}/move")
        except Full:
            return
        self.counts["moved"] += 1
        self._comes(chance, key, booked, chosen.begins_at)

    def _cancel(self, chance: Chance, key: str, booked: Booked, actor: Actor, hall: str, wish: Wish) -> None:
        reason = "来电说来不了" if actor.is_staff else ""
        commands.cancel(booked.id, actor=actor, at=clock.now(), key=f"{key}/cancel", reason=reason)
        self.counts["cancelled"] += 1

    def _arrive(self, booked: Booked, key: str, begins_at: datetime) -> None:
        card = queries.of_code(booked.code)
        if card.phase is Phase.BOOKED and card.begins_at == begins_at:  # He may have moved or cancelled it.
            commands.check_in(booked.code, actor=NOBODY, at=clock.now(), key=f"{key}/arrive")
            self.counts["kept"] += 1
