"""一件事: several matters handed in at once, accepted in one act; then their cases go their way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from onevisit.bundles import commands, queries
from onevisit.bundles.commands import Submission
from onevisit.casework import of_bundle
from onevisit.casework.applications import intake_hall
from onevisit.catalogue import bundles as catalogue
from onevisit.catalogue.versions import Version
from onevisit.demo import demand, phrases
from onevisit.demo.agenda import Agenda
from onevisit.demo.chance import Chance
from onevisit.demo.course import Course, Visit
from onevisit.demo.desk import Desk
from onevisit.demo.fate import Fate
from onevisit.demo.forms import Writer, answers_for
from onevisit.demo.materials import CannotShow, Materials
from onevisit.demo.pace import evening
from onevisit.demo.people import Applicant, Population
from onevisit.demo.rating import CONTENT, CROSS, RATES
from onevisit.demo.reception import Reception
from onevisit.platform import clock
from onevisit.rules.bundles.composite import Composite
from onevisit.rules.bundles.portions import HandedIn
from onevisit.rules.cases import events as e
from onevisit.rules.cases.evolve import replay
from onevisit.rules.cases.phases import Outcome
from onevisit.rules.matters.vocabulary import Audience, Channel, Delivery, Way
from onevisit.rules.ratings import Via

A_DAY = {0: 0.3, 1: 0.55, 2: 0.15}
"""How many come on a working day; made up, like all shares of the demonstration."""

WEIGHTS = {"open-a-restaurant": 4.0, "newborn": 3.0, "second-hand-home": 3.0, "start-a-company": 3.0}
"""How much likelier than each other."""

LOOKS = (3.0, 9.0)
"""Minutes after a licence was issued until what waited for it has come to the next desk."""


class Bundling:
    """Everybody who comes with several matters at once."""

    def __init__(
        self,
        desk: Desk,
        reception: Reception,
        population: Population,
        samples: Mapping[str, str],
        versions: Mapping[str, Version],
    ) -> None:
        self._desk, self._reception, self._population = desk, reception, population
        self._samples, self._versions = samples, versions
        self._number = 0
        self._visits: dict[str, Visit] = {}
        self._known: dict[str, set[str]] = {}
        desk.reacts(e.Issued, self._issued)
        desk.at_the_end(self._ended)

    def plan_day(self, agenda: Agenda, day: date) -> None:
        """Plan who comes on a working day."""
        for _ in range(Chance(self._desk.seed, "bundles", day).weighted(A_DAY)):
            chance = Chance(self._desk.seed, "bundle", self._number)
            index = f"b{self._number}"
            self._number += 1
            found = self._one(day, chance)
            if found is None:
                continue
            composite, who = found
            offered = [one for one in (Channel.ONLINE, Channel.WINDOW) if one in composite.matter.channels]
            channel = chance.one(offered)
            come = partial(self.come, index, composite, who, channel, chance)
            agenda.plan(demand.moment(day, channel, chance), come)

    def _one(self, day: date, chance: Chance) -> tuple[Composite, Applicant] | None:
        every = {one.bundle.key: one for one in catalogue.bundles(day)}
        if not every:
            return None
        composite = every[chance.weighted({key: WEIGHTS.get(key, 1.0) for key in every})]
        if Audience.PERSON in composite.bundle.audience:
            who = self._population.citizen((22, 66), chance)
        else:
            who = self._population.body(list(composite.bundle.audience), (), chance)
        return (composite, who) if who is not None else None

    def come(
        self, index: str, composite: Composite, who: Applicant, channel: Channel, chance: Chance
    ) -> None:
        """Hand everything in, now. Who lacks what no guide can do without goes home."""
        matter = composite.matter
        if any((who.party, part.key) in self._desk.barred for part in composite.parts):
            return
        at_window = channel is Channel.WINDOW
        answers = answers_for(matter, chance, demand.answers_known(matter, who))
        hall = self._reception.district if at_window else intake_hall(matter, who.town)
        window_class = composite.bundle.window_class.value
        clerk, post = self._desk.staff.counter(self._reception.district, window_class, chance)
        actor = clerk if at_window else self._population.acting(who)
        try:
            shown = Materials(self._samples, chance, at_counter=at_window).shown(
                matter, answers, who.party, actor
            )
        except CannotShow:
            return
        if not at_window and any(one.way is Way.ORIGINAL for one in shown):
            # What can only be shown as a paper is brought to the window on the next day.
            then = demand.moment(self._desk.tomorrow(), Channel.WINDOW, chance)
            self._desk.agenda.plan(then, partial(self.come, index, composite, who, Channel.WINDOW, chance))
            return
        offered = [way for way in Delivery if any(way in one.delivery for one in matter.results)]
        # Whoever came once lets the results come to him: as files, or in one parcel.
        delivery = chance.one(offered) if at_window else offered[0]
        given = Submission(
            composite,
            HandedIn(
                answers,
                Writer(who, self._population, chance, clock.today()).form(matter, answers),
                shown,
                delivery,
                sighted=tuple(one.requirement for one in shown) if at_window else (),
            ),
            who.party,
            channel,
            hall,
            who.town,
            self._reception.district if delivery is Delivery.WINDOW else "",
            who.address if delivery is Delivery.COURIER else "",
            post.window if at_window else "",
            asked=tuple(
                (one.ask, one.options[answers[one.key]]) for one in matter.situations if one.key in answers
            ),
        )
        number = commands.hand_in(
            given, actor=actor, at=clock.now(), key=f"demo/{self._desk.seed}/{index}", accept=at_window
        )
        parts = {one.key: one.version for one in composite.parts}
        first = next(iter(parts))
        self._visits[number] = Visit(index, self._versions[first], who, channel, chance, Fate())
        self._known[number] = set()
        if at_window:
            self._look(number)
        else:
            then = self._desk.pace.office.later(clock.now(), chance.between(30, 400))
            self._desk.agenda.plan(then, partial(self._accept, number, index, window_class, chance))

    def _accept(self, number: str, index: str, window_class: str, chance: Chance) -> None:
        """What came by line is accepted in one act."""
        actor, post = self._desk.staff.counter(self._reception.district, window_class, chance)
        key = f"demo/{self._desk.seed}/{index}/accept"
        try:
            commands.accept(number, actor=actor, at=clock.now(), key=key, window=post.window)
        finally:
            self._look(number)

    def _issued(self, course: Course, event: e.Issued) -> None:
        """What waited for it comes to the desks a few minutes later."""
        bundle = course.visit.bundle
        if bundle:
            self._desk.agenda.plan(self._desk.soon(course, *LOOKS), partial(self._look, bundle))

    def _ended(self, course: Course) -> None:
        """Some evening soon somebody may say how the whole was: one service, one rating."""
        bundle, chance = course.visit.bundle, course.chance
        if bundle and chance.happens(RATES):
            self._desk.plan(
                course,
                "rate",
                evening(clock.now(), chance.around(7, 1.0), chance),
                partial(self._rate, course),
            )

    def _rate(self, course: Course) -> None:
        """Rate it, if by now it is whole and nobody has."""
        number, chance, actor = course.visit.bundle, course.chance, course.applicant.itself
        state = queries.own_view(actor, number).state
        if state.finished_on is None or state.rating is not None:
            return
        refused = any(one.outcome in (Outcome.REFUSED, Outcome.DECLINED) for one in state.parts.values())
        level = chance.weighted(CROSS if refused else CONTENT)
        fitting = [one for one in phrases.COMPLAINTS.get(level, ()) if not one.late]
        words = chance.one(fitting) if fitting else None
        commands.rate(
            number,
            level,
            actor=actor,
            at=clock.now(),
            key=f"demo/{self._desk.seed}/{number}/rate",
            via=Via.WEB if course.applicant.actor is not None else Via.CODE,
            options=words.options if words else (),
            comment=words.words if words else "",
        )

    def _look(self, number: str) -> None:
        """Take up the cases of a bundle that nobody here knows yet."""
        visit, known = self._visits[number], self._known[number]
        for part in of_bundle.parts_of([number]):
            if part.number in known:
                continue
            known.add(part.number)
            events = of_bundle.happened(part.number)
            own = Visit(
                f"{visit.index}-{len(known)}",
                self._versions[part.matter],
                visit.applicant,
                visit.channel,
                Chance(self._desk.seed, visit.index, part.matter),
                Fate(),
                bundle=number,
            )
            self._desk.tally.cases += 1
            course = Course(own, Fate(), part.number, part.hall, replay(events), part.hall)
            self._desk.begin(course, events)
