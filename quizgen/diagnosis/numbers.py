"""What one wrong number, or shape, shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from quizgen.answers import Choice, Concept, Number, Numerical, Slip, Values
from quizgen.answers.numerical import components_of
from quizgen.diagnosis.explained import Way, Ways
from quizgen.diagnosis.found import Diagnosis
from quizgen.diagnosis.on_the_way import ON_THE_WAY, step, stops
from quizgen.diagnosis.real import real_layer
from quizgen.diagnosis.saying import either, named, named_too, of_slip, quiet
from quizgen.diagnosis.small import small
from quizgen.diagnosis.worked import worked
from quizgen.model import Question
from quizgen.model.reasoning import Reasoning
from quizgen.text import Text
from quizgen.text.joining import joined

EITHER, BOTH = 3, 2
"""So many sorts of mistakes are named side by side where each of them may be meant; of so many all is said."""


class Asked(Struct, frozen=True, eq=False, dict=True):
    """A number that is asked for: its question, part and cell, and the learner's ``own`` earlier numbers."""

    question: Question
    part: int
    cell: int
    answer: Numerical | Choice
    own: Mapping[str, Number]

    @cached_property
    def reasoning(self) -> Reasoning | None:
        """How the question's numbers are found."""
        return self.question.reasoning() if self.question.reasoning else None

    @cached_property
    def place(self) -> int:
        """Which of all values it is."""
        return sum(map(len, self.reasoning.parts[: self.part])) + self.cell if self.reasoning else 0

    @cached_property
    def ways(self) -> tuple[Ways, ...]:
        """The ways to wrong values, from the learner's own numbers and, if others are right, from those."""
        if self.reasoning is None:
            return ()
        reasoned, right = self.reasoning.parts[self.part][self.cell], self.reasoning.known
        own = {**right, **{name: number for name, number in self.own.items() if name in right}}
        return tuple(Ways(reasoned, known) for known in ((own,) if own == right else (own, right)))


def of_number(asked: Asked, wrote: Values, met: Slip | None) -> Diagnosis:
    """What a wrong number shows, of which a foreseen mistake may be ``met``."""
    found = _stopped(asked, wrote, met) or (_met(asked, wrote, met) if met else _unmet(asked, wrote))
    return replace(found, place=asked.cell, real=_real(asked, wrote))


def of_option(question: Question, part: int, answer: Choice, place: int) -> Diagnosis:
    """What a wrong option shows."""
    option = answer.options[place]
    asked = Asked(question, part, 0, answer, {})
    wrote = components_of(option)
    found = _met(asked, wrote, option.slip) if option.slip else Diagnosis(place, "nothing")
    return replace(found, place=place, real=_real(asked, wrote) if wrote else None)


def _real(asked: Asked, wrote: Values) -> Text | None:
    if asked.reasoning is None:
        return None
    tolerance = asked.reasoning.parts[asked.part][asked.cell].tolerance
    return real_layer(asked.reasoning, asked.place, wrote, tolerance)


def _stopped(asked: Asked, wrote: Values, met: Slip | None) -> Diagnosis | None:
    """A value on the way to the right one, unless to stop there is the very mistake that is met, or the only one.

    Mistakes that give as much are told after it; one that is ``met`` is among the slips.
    """
    part = asked.question.parts[asked.part]
    found = step(part, wrote) if isinstance(part.answer, Numerical) else None
    if found is None:
        return None
    hits = [(ways, way) for ways in asked.ways for way in ways.singles if ways.leads(way, wrote)]
    stopping = {way.id for ways, way in hits if stops(ways, way, wrote)}
    if stopping and (met.id in stopping if met else len({way.id for _, way in hits}) == 1):
        return None
    others = {way.id: way.slips[0] for _, way in hits if way.id not in stopping}
    slips = {met.id: met, **others} if met else others
    about = _concepts(slips.values())
    also = [named_too(about)] if 0 < len(about) <= EITHER else []
    also += [slip.feedback for slip in slips.values()] if len(slips) == 1 else []
    first, after = quiet(asked.question, found.said, ON_THE_WAY), joined([found.said, *also], " ")
    shown = (met,) if met else ()
    return Diagnosis(0, "step", shown, about if also else (), sure=False, first=first, after=after, how=(found.how,))


def _met(asked: Asked, wrote: Values, met: Slip) -> Diagnosis:
    """A mistake that was foreseen, and what is said of others that nobody offers and that give as much."""
    every = [(ways, way) for ways in asked.ways for way in (*ways.singles, *ways.foreseen) if ways.leads(way, wrote)]
    how = next((_how(ways, way, wrote) for ways, way in every if way.id == met.id), ())
    found = _mistake(asked, met, how)
    others = _concepts(slip for _, way in every if len(way.slips) == 1 for slip in way.slips)
    about = [one for one in others if one != met.concept]
    if not 0 < len(about) < EITHER:
        return found
    first = quiet(asked.question, named((met.concept, *about), "or"))
    return replace(found, sure=False, first=first, after=joined([met.feedback, named_too(about)], " "))


def _unmet(asked: Asked, wrote: Values) -> Diagnosis:
    """What was not foreseen, or what several single mistakes give."""
    for look in (_single, _pair, _small):
        for ways in asked.ways:
            if found := look(asked, ways, wrote):
                return found
    return Diagnosis(0, "nothing")


def _single(asked: Asked, ways: Ways, wrote: Values) -> Diagnosis | None:
    """One mistake that gives too strange a value to be foreseen, or one of several."""
    hits = [way for way in ways.singles if ways.leads(way, wrote)]
    slips = {way.id: way.slips[0] for way in hits}
    about = _concepts(slips.values())
    if len(slips) == 1:
        return _mistake(asked, hits[0].slips[0], _how(ways, hits[0], wrote))
    if len(about) == 1:
        first = quiet(asked.question, about[0].meaning, named(about))
        return Diagnosis(0, "mistake", (), about, first=first, after=about[0].meaning)
    if not hits:
        return None
    if len(about) > EITHER:
        return Diagnosis(0, "nothing")
    each = {slip.concept.id: slip for slip in reversed(slips.values())}
    names = named(about, "or")
    said = either(*(each[one.id] for one in about)) if len(about) == BOTH else names
    first = quiet(asked.question, said, names)
    return Diagnosis(0, "mistake", (), about, sure=False, first=first, after=said)


def _pair(asked: Asked, ways: Ways, wrote: Values) -> Diagnosis | None:
    """Two mistakes at once, of which none alone, and no two others, give as much."""
    hits = {way.concepts: way for way in reversed(ways.pairs) if ways.leads(way, wrote)}
    if len(hits) != 1:
        return None
    (way,) = hits.values()
    said = joined([Text("Perhaps two mistakes at once."), *(slip.feedback for slip in way.slips)], " ")
    first = quiet(asked.question, said, named(_concepts(way.slips)))
    how = _how(ways, way, wrote)
    return Diagnosis(0, "pair", way.slips, _concepts(way.slips), sure=False, first=first, after=said, how=how)


def _small(asked: Asked, ways: Ways, wrote: Values) -> Diagnosis | None:
    """A slip of the pen."""
    found = small(ways, wrote)
    if found is None:
        return None
    held = {slip.concept.id: slip.concept for one in ways.reasoned.mistakes for slip in one.slips}
    about = (held[found.concept],) if found.concept in held else ()
    return Diagnosis(0, "slip", (), about, sure=False, first=quiet(asked.question, found.hint), after=found.said)


def _mistake(asked: Asked, slip: Slip, how: tuple[Text, ...]) -> Diagnosis:
    first = of_slip(asked.question, slip)
    return Diagnosis(0, "mistake", (slip,), (slip.concept,), first=first, after=slip.reason, how=how)


def _concepts(slips: Iterable[Slip]) -> tuple[Concept, ...]:
    """What they get wrong, each once."""
    return tuple({slip.concept.id: slip.concept for slip in slips}.values())


def _how(ways: Ways, way: Way, wrote: Values) -> tuple[Text, ...]:
    """The formula of each number in which something is worked out; both sides of a square map are one."""
    every = dict.fromkeys(zip(way.trees, wrote, strict=True))
    found = (worked(ways.forest, tree, number, ways.sizes) for tree, number in every)
    return tuple(one for one in found if one is not None)
