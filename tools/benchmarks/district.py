"""A district that nobody has: so many matters that need each other's results, the same in every run.

A matter of one layer asks for licences that those of the layer below issue, so that a chain is up to four licences
long. A few licences are asked for by many, as a business licence is; the others by few. Counters, originals and papers
of organs are two to four times as frequent as in the pack, so that there is more to search.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from factories.matters import matters
from onevisit.rules.journeys import Catalogue, Licence
from onevisit.rules.matters.conditions import ALWAYS, Condition, Is, Not
from onevisit.rules.matters.courses import Courses
from onevisit.rules.matters.definition import (
    Counter,
    Deferral,
    Evidence,
    Matter,
    Presence,
    Requirement,
    Result,
    Situation,
)
from onevisit.rules.matters.vocabulary import (
    Act,
    Audience,
    Channel,
    Delivery,
    MadeBy,
    Means,
    Moment,
    ResultKind,
    Way,
)

LAYERS = 5
SHARES = (30, 30, 20, 12, 8)
"""Of a hundred matters, how many need no licence, one that needs none, and so on."""
POPULAR = 12
"""Licences of the lowest layer that half of all others ask for."""
ONLINE, ONLY_WINDOW = (Channel.ONLINE, Channel.WINDOW), (Channel.WINDOW,)
EASY, SENT, FETCHED = (Delivery.ELECTRONIC, Delivery.WINDOW), (Delivery.COURIER,), (Delivery.WINDOW,)
PROMISES = (1, 3, 5, 10, 20)
"""Working days."""
OPTIONS = {"a": "甲", "b": "乙", "c": "丙"}
EVERYBODY = "id-card"


def district(number: int, seed: int = 1) -> Catalogue:
    """So many matters, with their licences."""
    random = Random(seed)  # noqa: S311 — the same in every run
    layers: list[list[str]] = [[] for _ in range(LAYERS)]
    made: dict[str, Matter] = {}
    for at in range(number):
        layer = random.choices(range(LAYERS), SHARES)[0]
        # The first matters are of the layer below, so that there is something to ask for.
        layer = min(layer, sum(1 for one in layers if one))
        key = f"m{at:04}"
        made[key] = _matter(random, key, layers[:layer])
        layers[layer].append(key)
    licences = {
        _licence(key): Licence(_licence(key), f"{one.name}证", one.organ) for key, one in made.items()
    }
    card = Licence(EVERYBODY, "居民身份证", "police", frozenset(Audience))
    return Catalogue(made, {**licences, EVERYBODY: card})


def _licence(key: str) -> str:
    return f"licence-of-{key}"


def _matter(random: Random, key: str, below: list[list[str]]) -> Matter:
    like = matters()["food-business-permit"]
    asked = tuple(
        Situation(
            f"q{at}", f"问{at}？", dict(list(OPTIONS.items())[: random.randint(2, 3)]), _when(random, at)
        )
        for at in range(random.choice((0, 1, 2, 2, 3)))
    )
    papers = [_paper(random, f"p{at}", len(asked)) for at in range(random.randint(2, 6))]
    if below:
        papers += [
            _asked_for(random, f"l{at}", below, len(asked), certain=at == 0)
            for at in range(random.choice((1, 1, 2, 3)))
        ]
    return replace(
        like,
        key=key,
        name=f"事项{key}",
        organ=f"o{random.randrange(40)}",
        audience=(Audience.PERSON,),
        situations=asked,
        requirements=(_card(), *papers),
        presences=_acts(random, len(asked)),
        channels=random.choices((ONLINE, ONLY_WINDOW), (92, 8))[0],
        results=(_result(random, key),),
        limits=replace(like.limits, promised=replace(like.limits.promised, length=random.choice(PROMISES))),
        at_once=random.random() < 0.2,
        courses=Courses(),
        counter=_place(random) if random.random() < 0.06 else None,
        fields=(),
    )


def _when(random: Random, questions: int) -> Condition:
    if not questions or random.random() < 0.5:
        return ALWAYS
    found = Is(f"q{random.randrange(questions)}", (random.choice(("a", "b")),))
    return Not(found) if random.random() < 0.3 else found


def _card() -> Requirement:
    ways = Evidence(Way.E_LICENCE, licence=EVERYBODY), Evidence(Way.ORIGINAL)
    return Requirement("card", "身份证", MadeBy.ORGAN, ways, issued_by="police")


def _paper(random: Random, key: str, questions: int) -> Requirement:
    ways = random.choices(
        ((Way.FORM,), (Way.UPLOAD, Way.ORIGINAL), (Way.SHARED, Way.ORIGINAL), (Way.ORIGINAL,)),
        (30, 41, 25, 4),
    )[0]
    maker = random.choices((MadeBy.APPLICANT, MadeBy.ORGAN, MadeBy.INTERMEDIARY), (75, 10, 15))[0]
    return Requirement(
        key,
        f"材料{key}",
        maker,
        tuple(Evidence(way) for way in ways),
        issued_by=f"o{random.randrange(40)}" if maker is MadeBy.ORGAN else "",
        when=_when(random, questions),
        commitment=random.random() < 0.1,
        defer=Deferral(5) if random.random() < 0.1 else None,
        errand="房东" if maker is MadeBy.APPLICANT and random.random() < 0.2 else "",
        fresh=random.choice((30, 180)) if random.random() < 0.03 else 0,
        kept=ways == (Way.ORIGINAL,) and random.random() < 0.3,
    )


def _asked_for(
    random: Random, key: str, below: list[list[str]], questions: int, *, certain: bool
) -> Requirement:
    """A licence of the layer just below, for the first one; of any lower layer, mostly a popular one, for others."""
    if certain:
        issuer = random.choice(below[-1])
    else:
        lowest = below[0][:POPULAR]
        issuer = random.choice(lowest if random.random() < 0.5 else random.choice(below))
    way = Way.UPLOAD if random.random() < 0.6 else Way.ORIGINAL
    return Requirement(
        key,
        f"{issuer}的证",
        MadeBy.ORGAN,
        (Evidence(Way.E_LICENCE, licence=_licence(issuer)), Evidence(way)),
        issued_by="o1",
        when=ALWAYS if certain else _when(random, questions),
    )


def _acts(random: Random, questions: int) -> tuple[Presence, ...]:
    """Nearly always an identity to be shown, which nearly always can be done on line; sometimes an examination."""
    means = (Means.ONLINE_IDENTITY, Means.IN_PERSON) if random.random() < 0.88 else (Means.IN_PERSON,)
    acts = [Presence(Act.IDENTITY, Moment.SUBMIT, means)]
    if random.random() < 0.1:
        place = _place(random) if random.random() < 0.5 else None
        acts.append(
            Presence(
                Act.TEST, Moment.REVIEW, (Means.IN_PERSON,), when=_when(random, questions), counter=place
            )
        )
    return tuple(acts)


def _place(random: Random) -> Counter:
    days = (1, 2, 3, 4, 5) if random.random() < 0.8 else (random.randint(1, 5),)
    return Counter(f"o{random.randrange(40)}", "", days)


def _result(random: Random, key: str) -> Result:
    delivery = random.choices((EASY, SENT, FETCHED), (75, 17, 8))[0]
    return Result("r", f"事项{key}证", ResultKind.LICENCE, delivery, licence=_licence(key))
