"""Those who ask for something: the pack's citizens and enterprises, and as many invented ones as it takes.

Who applies on line opens an account then, under the telephone number; who only ever stood at a window has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onevisit.casework.applicants import party_for
from onevisit.demo import names
from onevisit.demo.chance import Chance
from onevisit.platform.organs.queries import actor_of, halls, towns
from onevisit.platform.people.actors import Actor, ActorKind
from onevisit.platform.people.models import Party, Person, Representation
from onevisit.rules.district.definition import Applicant as Entry
from onevisit.rules.district.pack import Pack
from onevisit.rules.identifiers import BadIdentifier, citizen, uscc
from onevisit.rules.matters.vocabulary import Audience, Level

VERIFIED = "演示身份登记簿"
DIVISION = "370304"
FIRST_PHONE = 19900001000
"""Above those of the pack; no such number is in use."""

FIRST_CODE = 2000
"""Serial number of the first invented credit code."""

AGES: dict[tuple[int, int], float] = {(18, 27): 0.2, (28, 44): 0.31, (45, 60): 0.27, (61, 86): 0.22}
"""How old those are who come, and how many of each age."""

HOLDS = {
    "social-security-card": 0.9,
    "driving-licence": 0.5,
    "property-certificate": 0.4,
    "marriage-certificate": 0.55,
}
"""What citizens have beside identity card and household book, and how many of them."""

BODIES = (
    *(("91", Audience.ENTERPRISE),) * 24,
    *(("12", Audience.INSTITUTION),) * 3,
    *(("51", Audience.ASSOCIATION),) * 2,
)
"""The first two characters of a credit code with the kind of body, as often as they come."""


@dataclass
class Applicant:
    """A party as the demonstration knows it.

    `age` are a citizen's full years on the last day that is played, 0 for a body; `actor` is the account that acts for
    it, None where there is none.
    """

    party: int
    name: str
    identifier: str
    phone: str
    address: str
    town: str
    audience: Audience
    age: int = 0
    actor: Actor | None = None

    @property
    def is_person(self) -> bool:
        """Whether it is a citizen."""
        return self.audience is Audience.PERSON

    @property
    def itself(self) -> Actor:
        """Who acts for the party: its account, or whoever holds number and query code of one of its cases."""
        return self.actor or Actor(ActorKind.APPLICANT, None, self.name, (), (self.party,))


class Population:
    """Everybody who may ask for something: made when the play begins, `since` its first day and `until` its last."""

    def __init__(self, seed: int, since: date, until: date, pack: Pack, size: int) -> None:
        self.since, self.until = since, until
        self._chance = Chance(seed, "people")
        self._towns = towns()
        self._places = _places()
        self._taken = {one.identifier for one in pack.applicants}
        self._phones = 0
        self._types = {one.key for one in pack.licence_types}
        entries = [*pack.applicants, *self._invented(size)]
        self.pack = replace(pack, applicants=tuple(entries))
        """The pack with everybody who was invented, as the registers are filled from it."""
        self.by_login = {one.login: self._party(one) for one in entries}
        self.everybody = tuple(self.by_login.values())
        self._strangers = self.everybody[len(pack.applicants) :]
        self._legal = {
            self.by_login[one.login].party: self.by_login[one.legal] for one in entries if one.legal
        }
        self._represent(entries[len(pack.applicants) :])

    def citizen(self, ages: tuple[int, int], chance: Chance) -> Applicant | None:
        """A citizen of this age, if there is one."""
        fitting = [one for one in self.everybody if one.is_person and ages[0] <= one.age <= ages[1]]
        return chance.one(fitting) if fitting else None

    def body(self, audiences: Sequence[Audience], trades: Sequence[str], chance: Chance) -> Applicant | None:
        """An enterprise or another body of one of these kinds, rather of one of these trades, if there is one."""
        return _one_of(self.everybody, audiences, trades, chance)

    def stranger(
        self, audiences: Sequence[Audience], trades: Sequence[str], chance: Chance
    ) -> Applicant | None:
        """The same, but none of the pack's, of whom the pack tells what they have and want."""
        return _one_of(self._strangers, audiences, trades, chance)

    def acting(self, applicant: Applicant) -> Actor:
        """The account that acts for an applicant on line; opened now, if there is none yet."""
        if applicant.actor is None:
            who = self._legal.get(applicant.party, applicant)
            person = Person.objects.filter(party=who.party).first()
            if person is None:
                party = Party.objects.get(pk=who.party)
                person = Person.objects.create_user(who.phone, None, who.name, party)
            applicant.actor = who.actor = actor_of(person, self.until)
        return applicant.actor

    def anybody(self) -> tuple[str, str, str]:
        """Name, number and telephone of somebody who only stands in a form: a spouse, a colleague, a landlord."""
        chance = self._chance
        age, male = chance.whole(24, 62), chance.happens(0.5)
        return self._name(age, male=male), self._number(age, male=male), self._phone()

    def address(self) -> str:
        """Where somebody lives or trades."""
        return self._address(self._chance.one(self._towns).key)

    def child_of(self, parent: str) -> str:
        """A name for a small child that bears its parent's surname."""
        given = self._chance.one(names.GIVEN["young", self._chance.happens(0.5)])
        return f"{names.MARK}{parent.removeprefix(names.MARK)[:1]}{given}"

    def _invented(self, size: int) -> list[Entry]:
        persons = [self._citizen(number) for number in range(size)]
        grown = [one for one in persons if 28 <= citizen.check(one.identifier).age_on(self.until) <= 60]
        bodies = [self._body(number, grown) for number in range(max(len(names.TRADES) + 5, size // 8))]
        return persons + bodies

    def _citizen(self, number: int) -> Entry:
        chance = self._chance
        age, male = chance.whole(*chance.weighted(AGES)), chance.happens(0.5)
        identifier = self._number(age, male=male)
        every = ("id-card", "household-book", *(key for key, share in HOLDS.items() if chance.happens(share)))
        holds = tuple(key for key in every if key in self._types)
        address = self._address(chance.one(self._towns).key)
        return Entry(
            f"citizen-{number}", self._name(age, male=male), identifier, self._phone(), address, holds=holds
        )

    def _body(self, number: int, grown: Sequence[Entry]) -> Entry:
        chance = self._chance
        # One for each trade first, so that none is without; then all kinds as often as they come.
        registrar, audience = BODIES[0] if number < len(names.TRADES) else chance.one(BODIES)
        trade = names.TRADES[number % len(names.TRADES)]
        name = {
            Audience.INSTITUTION: f"{names.MARK}博山区{chance.one(names.INSTITUTIONS)}",
            Audience.ASSOCIATION: f"{names.MARK}博山区{chance.one(names.ASSOCIATIONS)}",
        }.get(audience, f"{names.MARK}{chance.one(names.FANCY)}{trade}有限公司")
        legal = chance.one(grown)
        code = uscc.make_test_code(FIRST_CODE + number, registrar)
        address = self._address(chance.one(self._towns).key)
        has_licence = audience is Audience.ENTERPRISE and "business-licence" in self._types
        holds = ("business-licence",) if has_licence else ()
        return Entry(f"body-{number}", name, code, legal.phone, address, legal.login, holds)

    def _party(self, entry: Entry) -> Applicant:
        party = party_for(entry.name, entry.identifier, entry.phone, entry.address, VERIFIED)
        town = next((one.key for one in self._towns if one.short in entry.address), self._towns[0].key)
        audience = Audience.PERSON
        if entry.legal:
            kinds = dict(BODIES)
            audience = kinds.get(entry.identifier[:2], Audience.ENTERPRISE)
        age = 0 if entry.legal else citizen.check(party.identifier).age_on(self.until)
        return Applicant(
            party.pk, party.name, party.identifier, party.phone, party.address, town, audience, age
        )

    def _represent(self, bodies: Sequence[Entry]) -> None:
        """Whoever acts for an invented body has an account from the beginning."""
        for one in bodies:
            if one.legal:
                legal = self.by_login[one.legal]
                self.acting(legal)
                person = Person.objects.get(party=legal.party)
                party = self.by_login[one.login].party
                Representation.objects.create(person=person, party_id=party, since=self.since)
                legal.actor = actor_of(person, self.until)

    def _name(self, age: int, *, male: bool) -> str:
        given = self._chance.one(names.GIVEN[names.generation(age), male])
        weights = {surname: 1.0 / (rank + 4) for rank, surname in enumerate(names.SURNAMES)}
        return f"{names.MARK}{self._chance.weighted(weights)}{given}"

    def _number(self, age: int, *, male: bool) -> str:
        """A citizen's number of this district with the right check, for a person of this age."""
        while True:
            born = self.until.replace(month=1, day=1) - timedelta(
                days=age * 365.25 - self._chance.whole(0, 300)
            )
            sequence = self._chance.whole(30, 498) * 2 + male
            number = _checked(f"{DIVISION}{born:%Y%m%d}{sequence:03}")
            if number not in self._taken:
                self._taken.add(number)
                return number

    def _phone(self) -> str:
        self._phones += 1
        return str(FIRST_PHONE + self._phones)

    def _address(self, town: str) -> str:
        chance = self._chance
        short = next(one.short for one in self._towns if one.key == town)
        if short.endswith("开发区"):
            return f"{short}创业路{chance.whole(1, 88)}号"
        villages = self._places.get(town)
        if villages and chance.happens(0.6):
            return f"博山区{short}{chance.one(villages)}{chance.whole(3, 260)}号"
        house, unit, floor = chance.whole(1, 18), chance.whole(1, 4), chance.whole(1, 11)
        return f"博山区{short}示例花园{house}号楼{unit}单元{floor}0{chance.whole(1, 3)}室"


def _one_of(
    everybody: Sequence[Applicant], audiences: Sequence[Audience], trades: Sequence[str], chance: Chance
) -> Applicant | None:
    of_kind = [one for one in everybody if one.audience in audiences]
    fitting = [one for one in of_kind if any(trade in one.name for trade in trades)]
    return chance.one(fitting or of_kind) if of_kind else None


def _checked(seventeen: str) -> str:
    try:
        return citizen.check(f"{seventeen}0").text
    except BadIdentifier as bad:
        return f"{seventeen}{bad.expected}"


def _places() -> dict[str, list[str]]:
    """The villages that have a hall of their own, by the town that they belong to."""
    every = halls()
    owners = {hall.key: hall.organ.key for hall in every}
    found: dict[str, list[str]] = {}
    for hall in every:
        if hall.level == Level.VILLAGE and hall.parent is not None:
            found.setdefault(owners[hall.parent.key], []).append(hall.organ.short)
    return found
