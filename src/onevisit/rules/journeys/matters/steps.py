"""An itinerary in words: where each step is done, what is done and carried, and why one has to come (again)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onevisit.rules.journeys.facts import is_paper
from onevisit.rules.journeys.model import Move, Place, PlaceKind, Problem, Rule, Solution
from onevisit.rules.journeys.stages import stage_groups
from onevisit.rules.matters.conditions import Answers
from onevisit.rules.matters.definition import Matter


@dataclass(frozen=True)
class Step:
    """One step. `visit` is the number of the visit it belongs to (0: none), `day` when, counted from 0.

    `where` is the name of the place. `why` says of a visit why it cannot be avoided, or not be made with the one
    before. `persons` are those who have to come. `stages` are those of the matter that organs work on.
    """

    place: PlaceKind
    text: str
    details: tuple[str, ...] = ()
    visit: int = 0
    day: int = 0
    where: str = ""
    why: str = ""
    persons: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    matter: str = ""
    """The key of the matter it belongs to: another's, where its result is needed first."""
    carried: tuple[str, ...] = ()
    """The papers that are brought along to a visit."""


_SILENT = ("form", "fetch", "accept", "rest")
"""What happens without anybody noticing is not told as a step."""


def steps_of(
    matter: Matter,
    answers: Answers,
    problem: Problem,
    solution: Solution,
    names: Mapping[str, str] | None = None,
) -> tuple[Step, ...]:
    """The steps of an itinerary, in their order. `names` are those of the other matters in it, by their keys."""
    return tuple(_Telling(matter, answers, problem, solution, names or {}).tell())


class _Telling:
    def __init__(
        self,
        matter: Matter,
        answers: Answers,
        problem: Problem,
        solution: Solution,
        titles: Mapping[str, str],
    ) -> None:
        self.titles = titles
        self.matter = matter
        self.answers = answers
        self.moves = solution.moves
        self.places = {place.key: place for place in problem.places}
        self.rules = {rule.key: rule for rule in problem.rules}
        self.names = problem.names

    def tell(self) -> Iterator[Step]:
        at, first = 0, True
        while at < len(self.moves):
            together = self._together(at)
            for step in self._step(self.moves[at:together], at):
                if first and step.visit:
                    # Nobody sets out without having looked what to bring.
                    text = "备齐材料" if step.carried else "看看办事指南"
                    yield Step(PlaceKind.HOME, text, step.carried, day=step.day, matter=self.matter.key)
                first = False
                yield step
            at = together

    def _together(self, at: int) -> int:
        """Where the moves end that make one step: a visit is one, and so is what follows at home on the same day."""
        move, after = self.moves[at], at + 1
        if move.visit:
            # What organs do while somebody waits at the counter lies within the visit.
            return max(place for place, one in enumerate(self.moves) if one.visit == move.visit) + 1
        while after < len(self.moves) and self._same(move, self.moves[after]):
            after += 1
        return after

    def _same(self, move: Move, other: Move) -> bool:
        return (
            not other.visit
            and (other.day, other.place) == (move.day, move.place)
            and self._of(other) == self._of(move)
        )

    def _of(self, move: Move) -> str:
        """The matter that a move belongs to."""
        return _matter(self.rules[move.rules[0]])

    def _named(self, key: str, text: str) -> str:
        """What is done for another matter says for which."""
        if key == self.matter.key or key not in self.titles:
            return text
        return f"先办“{self.titles[key]}”：{text}"

    def _step(self, moves: Sequence[Move], at: int) -> Iterator[Step]:
        place = self.places[moves[0].place]
        rules = [self.rules[key] for move in moves for key in move.rules]
        meanwhile = [rule for rule in rules if self.places[rule.place].kind is PlaceKind.ORGANS]
        rules = [rule for rule in rules if rule not in meanwhile]
        if rules:
            yield from self._done(moves, at, place, rules)
        yield from self._organs(meanwhile, moves[0].day)

    def _done(self, moves: Sequence[Move], at: int, place: Place, rules: Sequence[Rule]) -> Iterator[Step]:
        told = [rule for rule in rules if _role(rule) not in _SILENT and rule.text]
        if not told:
            return
        text, details = _said(told, place.kind)
        yield Step(
            place.kind,
            self._named(_matter(told[-1]), text),
            details,
            moves[0].visit,
            moves[0].day,
            place.name,
            self._why(moves, at) if moves[0].visit else "",
            moves[0].persons,
            matter=_matter(told[-1]),
            carried=self._carried(rules) if moves[0].visit else (),
        )

    def _carried(self, rules: Sequence[Rule]) -> tuple[str, ...]:
        papers = (fact for rule in rules for fact in sorted(rule.needs) if is_paper(fact))
        return tuple(dict.fromkeys(self.names[fact] for fact in papers if fact in self.names))

    def _organs(self, rules: Sequence[Rule], day: int) -> Iterator[Step]:
        """What the organs do: of the matter itself by its stages, of another in one sentence."""
        for rule in rules:
            if _role(rule) == "decide" and _matter(rule) == self.matter.key:
                yield from self._stages(day)
            elif _role(rule) not in (*_SILENT, "receive"):
                text = self._named(_matter(rule), rule.text)
                yield Step(PlaceKind.ORGANS, text, day=day, matter=_matter(rule))
        received = [rule for rule in rules if _role(rule) == "receive"]
        if received:
            texts = tuple(rule.text for rule in received)
            text = self._named(_matter(received[0]), "在家收到结果")
            yield Step(PlaceKind.HOME, text, texts, day=day, matter=_matter(received[0]))

    def _stages(self, day: int) -> Iterator[Step]:
        for group in stage_groups([one for one in self.matter.stages if one.when.holds(self.answers)]):
            yield Step(
                PlaceKind.ORGANS,
                "、".join(one.name for one in group) + ("（同时进行）" if len(group) > 1 else ""),
                tuple(one.note for one in group if one.note),
                day=day,
                stages=tuple(one.key for one in group),
                matter=self.matter.key,
            )

    def _why(self, moves: Sequence[Move], at: int) -> str:
        """Why this visit is one: what came only after the one before, or where that one was."""
        number = moves[0].visit
        if number == 1:
            return ""
        before = [move for move in self.moves if move.visit == number - 1]
        since = max(move.day for move in before)
        needs = frozenset().union(*(self.rules[key].needs for move in moves for key in move.rules))
        late = [
            rule
            for move in self.moves
            for rule in (self.rules[key] for key in move.rules)
            if rule.wait and rule.gives & self._behind(needs) and move.day + rule.wait > since
        ]
        if late:
            last = max(late, key=lambda rule: rule.wait)
            if _role(last) == "rest":
                return f"和上一次之间要{last.text}"
            unit = "个工作日" if last.working else "天"
            return f"要等“{last.text}”完成（{last.wait}{unit}），上一次来时还没有"
        here, there = self.places[moves[0].place], self.places[before[0].place]
        if here.building != there.building:
            return f"这一步在{here.name}，和上一次不是一个地方"
        if here.weekdays.isdisjoint(there.weekdays):
            return f"{here.name}和{there.name}不在同一天开"
        return "上一次来时还缺这一步要用的东西"

    def _behind(self, needs: frozenset[str]) -> frozenset[str]:
        """These facts, and those by which organs or the applicant at home made them."""
        found = set(needs)
        for _ in self.moves:
            more = {
                fact
                for rule in self.rules.values()
                if rule.gives & found and self.places[rule.place].kind is not PlaceKind.COUNTER
                for fact in rule.needs
            }
            if more <= found:
                break
            found |= more
        return frozenset(found)


def _role(rule: Rule) -> str:
    return rule.role.split(" ", 1)[0]


def _matter(rule: Rule) -> str:
    return rule.role.partition(" ")[2]


def _said(rules: Sequence[Rule], kind: PlaceKind) -> tuple[str, tuple[str, ...]]:
    """What a step is called, and what is done in it."""
    roles = {_role(rule) for rule in rules}
    texts = tuple(dict.fromkeys(rule.text for rule in rules))
    if kind is PlaceKind.COUNTER:
        return _at_counter(roles), texts
    for role in ("submit", "supply", "correct"):
        main = next((rule.text for rule in rules if _role(rule) == role), None)
        if main is not None:
            return main, tuple(text for text in texts if text != main)
    if kind is PlaceKind.ERRAND:
        return texts[0], texts[1:]
    if roles <= {"prepare", "errand"}:
        return "备齐材料", texts
    if any(role.startswith("far-") for role in roles):
        return "在网上办", texts
    return "做好准备", texts


def _at_counter(roles: set[str]) -> str:
    if "collect" in roles and roles & {"submit", "act-submit"}:
        return "来一次，当场拿结果"
    if "submit" in roles:
        return "到现场提交"
    if "collect" in roles:
        return "到现场领取"
    if "act-review" in roles:
        return "审查中到现场"
    if roles == {"get"}:
        return "到窗口开证明"
    return "到现场办"
