"""A family of items (test theory's item model) whose key is a number or a tuple of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from quizgen.answers import Answer, Choice, Numerical, Origin
from quizgen.answers.precision import Precision
from quizgen.answers.values import by_size, single
from quizgen.asking import declared, given
from quizgen.asking.anew import anew
from quizgen.asking.computed import Check, Computed, Example, Shape
from quizgen.asking.declared import FUNCTION, FUNCTION_OR_NONE, Rule, every, of, one_of
from quizgen.asking.draws import Draw
from quizgen.asking.facts import Fact
from quizgen.asking.rounding import tolerance_of
from quizgen.asking.source import not_asked, require
from quizgen.asking.spaced import KNOWN, REAL, identity
from quizgen.decks.dealt import Dealt
from quizgen.decks.exchanged import ExchangedDeck
from quizgen.decks.levels import LevelDeck
from quizgen.decks.made import dealt, deck
from quizgen.layers import Network
from quizgen.memory.packing import Arrays
from quizgen.model import LEVELS, Choose, Figure, Kind, Level, Option, Part, Question, Values
from quizgen.space import Concat, Dice, Params
from quizgen.text import Text
from quizgen.text.joining import followed

if TYPE_CHECKING:
    from quizgen.model.reasoning import Reasoning

__all__ = ["Check", "Example", "Family", "Shape"]

EXACT = Precision()
FOUR: Mapping[Level, int] = {"easy": 4, "medium": 4, "hard": 4}
OPTIONS = (0, 3, 4)
"""How many options choices of a level have at most; 0 where there are none."""


def _no_figures(params: Params) -> tuple[Figure, ...]:
    del params
    return ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Family(Computed):
    """One item model; everything an item needs follows from a point of a level's space.

    ``network`` is what the JSON ``params`` hold, if there are layers, ``givens`` adds what else the stem gives.
    ``answer`` is how an option shows its value, as ``{value}``, or as ``{value_0}``, ``{value_1}`` ... if there are
    several; by itself, the parts with ``×`` between them. A family that has to be numerical only says why. Levels
    ``as_numbers`` are asked for the number unless a choice is wished for. ``options`` says how many a choice of a level
    has at most, 4 or 3, or 0 where the level is asked for the number alone; points with too few usable wrong values for
    four have three. ``tells`` gives the facts that its stem states besides, ``seeks`` those that no other
    stem of a form may tell, for a point and its key.
    """

    stem: Callable[[Params], Text]
    solution: Callable[[Params, Values], tuple[Text, ...]]
    network: Callable[[Params], Network | Mapping[str, Network]] | None
    figures: Callable[[Params], tuple[Figure, ...]] = _no_figures
    givens: Callable[[Params], Mapping[str, Any]] | None = None
    numerical_only: str = ""
    as_numbers: tuple[Level, ...] = ()
    options: Mapping[Level, int] = field(default_factory=lambda: FOUR)
    answer: str = ""
    tells: Callable[[Params], tuple[Fact, ...]] = lambda _: ()
    seeks: Callable[[Params, Values], tuple[Fact, ...]] = lambda _, __: ()

    def __post_init__(self) -> None:
        """Raises QuizgenError for what cannot stand there."""
        super().__post_init__()
        declared.require(self, DECLARED)
        declared.require_levels("options", self.options, one_of(OPTIONS), "4 or 3, or 0 for the number alone,")

    def _tried(self, level: Level, points: Concat) -> None:
        super()._tried(level, points)
        for number, params in enumerate(points):
            self._asked(level, number, params, 0, ())

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """How the family may be asked, the default first."""
        single = len(self.key_trees(self.space("easy").parts[0].shape)) == 1
        choice: tuple[Kind, ...] = () if self.numerical_only else ("choice",)
        return choice + (("numerical",) if single else ())

    def usual(self, level: Level) -> Kind:
        """How the level is asked by default."""
        choice = self.options[level] and level not in self.as_numbers and not self.numerical_only
        return "choice" if choice else "numerical"

    def count(self, level: Level, kind: Kind) -> int:
        """How many distinct items the level holds of that kind."""
        if kind == "choice":
            return len(self.deck(level) or ())
        return len(self.space(level))

    @cache  # noqa: B019 - families live as long as the process
    def deck(self, level: Level) -> ExchangedDeck | LevelDeck | None:
        """The level's choices, if it is asked so."""
        arrays = self.recalled(level, "choice")
        return deck(arrays, KNOWN[level], REAL[level]) if arrays else None

    def asked_how(self, level: Level) -> Iterator[str]:
        """Besides, whether as a choice and with how many options."""
        yield from super().asked_how(level)
        yield f"{bool(self.numerical_only)} {self.options[level]}"

    def makers(self) -> Mapping[str, Callable[[Level], Arrays]]:
        """Beside the points, the choices that are asked."""
        return {**super().makers(), "choice": self._make_choices}

    def _make_choices(self, level: Level) -> Arrays:
        if "choice" not in self.kinds or not self.options[level]:
            return {}
        return dealt(self.table(level), self.levels[level], self.options[level], self.looks(level))

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions for a seed, no point twice, until the space is spent."""
        if kind == "numerical":
            return Draw(self.order(level, seed), partial(self._numerical, level))
        deck = self.deck(level) if kind == "choice" else None
        return Draw(deck.deal(seed, self.id, level) if deck else (), partial(self._choice, level))

    def at(self, level: Level, kind: Kind, point: int, seed: str) -> Question:
        """The question at a point; of a choice, the key's rank and the distractors follow from point and seed.

        Over points and seeds they are as even as those of a draw, but not the ones that this seed's draw deals.
        """
        require(self, level, kind, point, len(self.space(level)))
        if kind != "choice":
            return self._numerical(level, point)
        choice = self.choice(level, point, seed)
        if choice is None:
            raise not_asked(self, level, kind, point)
        return self._choice(level, choice)

    def _choice(self, level: Level, dealt: Dealt) -> Question:
        return self.ask(level, dealt.point, dealt.rank, dealt.distractors)

    def _numerical(self, level: Level, point: int) -> Question:
        return self.ask(level, point, None, self.told(level).at(point))

    def choice(self, level: Level, point: int, seed: str) -> Dealt | None:
        """Rank and distractors for a point by itself, or None where it is not asked as a choice."""
        deck = self.deck(level)
        return deck.take(point, Dice("at", seed, self.id, level, point)) if deck else None

    def ask(self, level: Level, point: int, rank: int | None, mistakes: Sequence[int]) -> Question:
        """The question at one point with its options: the mistakes' values, and the key at its rank if it has one."""
        return self._asked(level, point, self.space(level)[point], rank, mistakes)

    def _asked(self, level: Level, point: int, params: Params, rank: int | None, mistakes: Sequence[int]) -> Question:
        key = self.key(params)
        stem = given.text(self.id, "stem", self.stem(params))
        precision = EXACT if rank is not None else self.told(level).precision
        origin = Origin(point)
        options = self._foreseen(params, origin, mistakes, precision)
        if rank is None:
            answer: Answer = Numerical(single(key), options, tolerance_of(key, precision))
            stem = followed(stem, precision.asked)
        else:
            right = Option(self.answer_text(key), single(key), origin=origin)
            answer = Choice((*options[:rank], right, *options[rank:]), rank)
        own = identity(self.id, params)
        return Question(
            id=own,
            family=self.id,
            topic=self.topic,
            level=level,
            asks=self.asks,
            params=self.params_json(params),
            stem=stem,
            parts=(Part(answer, given.texts(self.id, "solution", self.solution(params, key))),),
            source=self.formulas[0].source,
            where=str(params),
            figures=given.figures(self.id, "figures", self.figures(params)),
            witnesses=self.witnesses(params, key),
            signed=self.signed,
            told=self.tells(params),
            sought=self.seeks(params, key),
            reasoning=partial(self.reasoning, level, params),
            alike=partial(self._alike, level, point),
            anew=partial(anew, partial(self.draw, level, answer.kind), own),
        )

    def reasoning(self, level: Level, params: Params) -> Reasoning:
        """How the number at a point is found, rightly and wrongly."""
        from quizgen.asking.reasoned import of_family

        return of_family(self, level, params)

    def _alike(self, level: Level, point: int, seed: str, choose: Choose) -> tuple[Question, ...]:
        """Those chosen among the questions for the value itself, at this point, and then at all in a seed's order."""
        from quizgen.asking.alike import alike

        return alike(point, self.order(level, seed), partial(self._numerical, level), choose)

    def _foreseen(
        self, params: Params, origin: Origin, mistakes: Sequence[int], precision: Precision
    ) -> tuple[Option, ...]:
        """What the mistakes give at a point, in ascending order, known again if it is rounded as the key has to be."""
        shown, slips, exact = self.answer_text, self._slips, precision.digits is None
        every = sorted(zip(self.wrong(params, mistakes), mistakes, strict=True), key=by_size)
        return tuple(
            [
                Option(
                    shown(one),
                    one[0] if len(one) == 1 else one,
                    slips[number],
                    origin,
                    (),
                    0 if exact else tolerance_of(one, precision),
                )
                for one, number in every
            ]
        )

    def answer_text(self, values: Values) -> Text:
        """A value as an option shows it."""
        if len(values) == 1:
            return Text(self.answer or "{value}", {"value": values[0]})
        names, template = _by_default(len(values))
        return Text(self.answer or template, dict(zip(names, values, strict=True)))

    def params_json(self, params: Params) -> dict[str, Any]:
        """The item's ``params`` as JSON: the layers by PyTorch's names, and what else the stem gives."""
        layers = self._layers_json(self.network(params)) if self.network else {}
        return layers | (given.values(self.id, "givens", self.givens(params)) if self.givens else {})

    def _layers_json(self, network: Network | Mapping[str, Network]) -> dict[str, Any]:
        return given.layers(self.id, "network", network)


DECLARED: Mapping[str, Rule] = {
    "stem": FUNCTION,
    "solution": FUNCTION,
    "network": FUNCTION_OR_NONE,
    "figures": FUNCTION,
    "givens": FUNCTION_OR_NONE,
    "numerical_only": (of(str), "words"),
    "as_numbers": (every(one_of(LEVELS)), "a tuple of levels"),
    "answer": (of(str), "words"),
    "tells": FUNCTION,
    "seeks": FUNCTION,
}


@cache
def _by_default(count: int) -> tuple[tuple[str, ...], str]:
    """What so many parts of an answer are called, and how they are shown."""
    names = tuple(f"value_{number}" for number in range(count))
    return names, " × ".join(f"{{{name}}}" for name in names)
