"""Applications as they come in: on line, at a window, by post, at a village point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from onevisit.casework import access, intake
from onevisit.casework.applications import Application, hand_in, intake_hall
from onevisit.casework.intake import NewCase
from onevisit.catalogue.versions import Version
from onevisit.demo import demand, sayings
from onevisit.demo.aftercare import COMMITMENTS
from onevisit.demo.agenda import Agenda
from onevisit.demo.assisting import Words
from onevisit.demo.chance import Chance
from onevisit.demo.correcting import left_out
from onevisit.demo.counter import Counter, Laid
from onevisit.demo.course import Course, Visit
from onevisit.demo.desk import Desk
from onevisit.demo.fate import Fate, committable, deferrable, draw
from onevisit.demo.forms import Writer, answers_for
from onevisit.demo.home import Home
from onevisit.demo.licences import Licences
from onevisit.demo.materials import CannotShow, Materials
from onevisit.demo.people import Applicant, Population
from onevisit.demo.post import PostRoom
from onevisit.platform import clock
from onevisit.platform.organs.queries import halls
from onevisit.platform.people.actors import Actor, Holding
from onevisit.rules.cases import commands as c
from onevisit.rules.cases.contents import Contents
from onevisit.rules.cases.evolve import replay
from onevisit.rules.cases.procedure import DutyKind
from onevisit.rules.cases.refusals import NotYours
from onevisit.rules.district.checks import TOWN
from onevisit.rules.matters.definition import Matter
from onevisit.rules.matters.vocabulary import Audience, Channel, Delivery, Level

TRIES = 12
"""How often somebody who cannot apply for one thing comes for another instead."""

NEAR = 0.45
"""The share of those who go to their town's centre for what the district's hall would take in too."""


class Reception:
    """Everybody's way in."""

    def __init__(
        self,
        versions: Mapping[str, Version],
        population: Population,
        samples: Mapping[str, str],
        desk: Desk,
        counter: Counter,
        home: Home,
        post: PostRoom,
        licences: Licences,
    ) -> None:
        self._versions, self._population, self._samples = versions, population, samples
        self._staff, self._desk, self._counter, self._home = desk.staff, desk, counter, home
        self._post, self._licences = post, licences
        self._words = Words(desk.seed, population, samples)
        self._weights = demand.matter_weights(versions)
        every = halls()
        self.district: str = next(hall.key for hall in every if hall.level == Level.DISTRICT)
        self._centres = {hall.organ.key: hall.key for hall in every if hall.level == Level.TOWN}
        towns = {key: town for town, key in self._centres.items()}
        self._points: dict[str, list[str]] = {}
        for hall in every:
            if hall.level == Level.VILLAGE and hall.parent is not None and hall.parent.key in towns:
                self._points.setdefault(towns[hall.parent.key], []).append(hall.key)

    def plan_day(self, agenda: Agenda, day: date, first: int, count: int, *, working: bool) -> None:
        """Plan the visits of a day; `first` is the number of the first."""
        for number in range(first, first + count):
            chance = Chance(self._desk.seed, "visit", number)
            visit = self._visit(str(number), chance, day, working=working)
            if visit is not None:
                agenda.plan(demand.moment(day, visit.channel, chance), partial(self.come, visit))

    def come(self, visit: Visit) -> None:
        """Apply, now. Who lacks what no guide can do without comes for something else instead."""
        rule = visit.matter.courses.concerns
        if rule is not None and not visit.licence:
            visit.licence = self._licences.of(visit.applicant, rule)
            self._licences.take(visit.licence)
            if not visit.licence:
                return
        for _ in range(TRIES):
            try:
                self._apply(visit)
            except CannotShow:
                other = self._visit(visit.index, visit.chance, clock.today(), channel=visit.channel)
                if other is None:
                    return
                visit = other
            else:
                return

    def _visit(
        self, index: str, chance: Chance, day: date, *, working: bool = True, channel: Channel | None = None
    ) -> Visit | None:
        for _ in range(TRIES):
            version = self._versions[chance.weighted(self._weights)]
            matter = version.matter
            who, licence = self._applicant(matter, chance)
            if who is None or (who.party, matter.key) in self._desk.barred:
                continue
            how = channel or demand.channel_of(matter, chance, age=who.age, working=working)
            if how in matter.channels and self._possible(matter, who, how):
                self._licences.take(licence)
                return Visit(index, version, who, how, chance, licence=licence)
        return None

    def _applicant(self, matter: Matter, chance: Chance) -> tuple[Applicant | None, str]:
        """Who comes for it, and with which licence, where one is to be changed or renewed."""
        if matter.courses.concerns is not None:
            return self._licences.holder(matter.courses.concerns, chance)
        habit = demand.habit_of(matter)
        bodies = [one for one in matter.audience if one is not Audience.PERSON]
        if not bodies or (len(bodies) < len(matter.audience) and not chance.happens(habit.bodies)):
            return self._population.citizen(habit.ages, chance), ""
        return self._population.body(bodies, habit.trades, chance), ""

    def _possible(self, matter: Matter, who: Applicant, how: Channel | None) -> bool:
        if how is Channel.VILLAGE:
            return bool(self._village_halls(matter, who))
        return how is not Channel.WINDOW or bool(self._window_halls(matter, who))

    def _village_halls(self, matter: Matter, who: Applicant) -> list[str]:
        takes = matter.window_class.value
        return [point for point in self._points.get(who.town, ()) if self._staff.takes(point, takes)]

    def _window_halls(self, matter: Matter, who: Applicant) -> list[str]:
        """The halls where this applicant may stand at a window for this matter, his own town's first."""
        near = self._centres[who.town] if Level.TOWN in matter.offered_at else ""
        far = self.district if Level.DISTRICT in matter.offered_at else ""
        takes = matter.window_class.value
        return [hall for hall in (near, far) if hall and self._staff.takes(hall, takes)]

    def near(self, who: Applicant) -> str:
        """The village point that is nearest to an applicant, or his town's centre where there is none."""
        return self._points.get(who.town, [self._centres[who.town]])[0]

    def _place(self, visit: Visit, town: str) -> tuple[str, str]:
        """The hall where the case is, and the one whose window takes it in."""
        matter, chance = visit.matter, visit.chance
        hall: str
        if visit.channel is Channel.VILLAGE:
            point = chance.one(self._village_halls(matter, visit.applicant))
            # He first lets the agent act for him; without that nothing may be filed.
            actor, post = self._staff.counter(
                point, matter.window_class.value, Chance(self._desk.seed, "agent", visit.index)
            )
            self._words.give(visit.applicant, matter, actor, post)
            counter = self._counter_of(visit, point)
            if counter:
                return point, counter
            # Where the rules let nobody take in what a village enters, people go to a window.
            visit.channel = Channel.WINDOW
        if visit.channel is Channel.WINDOW:
            found = self._window_halls(matter, visit.applicant)
            hall = found[0] if len(found) == 1 or chance.happens(NEAR) else found[1]
        else:
            hall = intake_hall(matter, town)
        return hall, hall

    def _apply(self, visit: Visit) -> None:
        matter, chance, who = visit.matter, visit.chance, visit.applicant
        needs_town = matter.organ == TOWN or any(stage.organ == TOWN for stage in matter.stages)
        town = who.town if needs_town else ""
        hall, counter = self._place(visit, town)
        online = visit.channel is Channel.ONLINE
        actor, post = self._receiver(visit, hall)
        answers = answers_for(matter, chance, demand.answers_known(matter, who) | dict(visit.answers))
        fate = visit.fate or draw(matter, answers, visit.channel, chance)
        committed = self._committed(visit, fate, answers)
        later = (
            chance.some(deferrable(matter, answers), 2) if fate.defers and deferrable(matter, answers) else ()
        )
        materials = Materials(self._samples, chance, at_counter=not online)
        shown = materials.shown(matter, answers, who.party, actor, (*later, *committed))
        if fate.lacks is not None and fate.forgets:
            forgotten = left_out(matter, shown, visit.channel, chance)
            shown = tuple(one for one in shown if one.requirement not in forgotten)
        then: tuple[c.Command, ...] = ()
        if post is not None and counter == hall and DutyKind.RECEIVE.value not in fate.held:
            then = self._counter.taking_in(visit, fate, Laid(answers, shown, later, committed), post)
        delivery = visit.delivery or self._delivery(visit)
        application = Application(
            matter.key,
            visit.version.number,
            who.party,
            visit.channel,
            answers,
            Writer(who, self._population, chance, clock.today()).form(matter, answers),
            shown,
            delivery,
            town,
            (visit.collect_at or self._collect_at(visit, hall)) if delivery is Delivery.WINDOW else "",
            who.address if delivery is Delivery.COURIER else "",
            "" if online else hall,
            then,
            later,
            committed,
            self._pledge(visit, later, committed, online=online),
            visit.licence,
        )
        done = hand_in(application, actor=actor, at=clock.now(), key=f"demo/{self._desk.seed}/{visit.index}")
        self._desk.tally.cases += 1
        self._desk.tally.commands += 1 + len(then)
        course = Course(visit, fate, done.number, hall, replay(done.events), counter)
        self._post.expect(course)
        if fate.withdrawn:
            self._home.plan_withdrawal(course)
        self._desk.begin(course, done.events)

    def _committed(self, visit: Visit, fate: Fate, answers: Mapping[str, str]) -> tuple[str, ...]:
        if fate.commits is None or (visit.applicant.party, COMMITMENTS) in self._desk.barred:
            return ()
        return tuple(committable(visit.matter, answers))

    def _pledge(
        self, visit: Visit, later: Sequence[str], committed: Sequence[str], *, online: bool
    ) -> Contents | None:
        """What he signs for what comes later or is promised."""
        if not later and not committed:
            return None
        names = {one.key: f"“{one.name}”" for one in visit.matter.requirements}
        said = [sayings.LATER.format(names="、".join(names[key] for key in later))] if later else []
        said += [visit.matter.courses.pledge.text] if committed else []
        signed = {
            "text": "\n".join(said),
            "signed_by": visit.applicant.name,
            "signed_on": clock.today().isoformat(),
            "how": "online" if online else "signature",
        }
        return Contents("pledge", signed, visit.chance.salt())

    def _receiver(self, visit: Visit, hall: str) -> tuple[Actor, Holding | None]:
        """Who enters the application: the applicant himself on line, else the one at the counter."""
        if visit.channel is Channel.ONLINE:
            return self._population.acting(visit.applicant), None
        return self._staff.counter(hall, visit.matter.window_class.value, visit.chance)

    def _counter_of(self, visit: Visit, point: str) -> str:
        """Who may take in what a village point enters: its agent, or the centre of the town above it; "" for nobody."""
        matter, who = visit.matter, visit.applicant
        new = NewCase(matter.key, visit.version.number, who.party, point, channel=visit.channel.value)
        case = intake.row(new, matter, clock.now())
        for hall in (point, self._centres[who.town]):
            if self._staff.takes(hall, matter.window_class.value):
                actor, post = self._staff.counter(hall, matter.window_class.value, visit.chance)
                try:
                    access.authorise(actor, c.Receive(post.hall, post.window), case, matter, None)
                except NotYours:
                    continue
                return hall
        return ""

    def _delivery(self, visit: Visit) -> Delivery:
        results = visit.matter.results
        common = set.intersection(*(set(one.delivery) for one in results))
        offered = [
            way for way in Delivery if way in (common or {way for one in results for way in one.delivery})
        ]
        at_home = {Delivery.ELECTRONIC: 0.55, Delivery.COURIER: 0.2, Delivery.WINDOW: 0.25}
        came = {Delivery.ELECTRONIC: 0.3, Delivery.COURIER: 0.14, Delivery.WINDOW: 0.56}
        weights = at_home if visit.channel is Channel.ONLINE else came
        if visit.applicant.age >= 65:
            weights = weights | {Delivery.ELECTRONIC: 0.08}
        return visit.chance.weighted({way: weights[way] for way in offered})

    def _collect_at(self, visit: Visit, hall: str) -> str:
        """Where it is fetched: where one applied, or on the way home."""
        near = self._centres[visit.applicant.town]
        if visit.channel is Channel.ONLINE:
            hall = near if visit.chance.happens(NEAR) else self.district
        return hall if self._staff.hands_out(hall) else self.district
