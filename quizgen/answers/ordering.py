"""Steps are put in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from string import ascii_uppercase
from typing import ClassVar

from msgspec import Struct

from quizgen.answers import choosing
from quizgen.answers.encoding import Json, answer_json, option_json
from quizgen.answers.marks import NOBODY, UNKNOWN, Chosen, Given, Mark, Met, Placed, Samples, malformed
from quizgen.answers.option import Option, Remark, Slip
from quizgen.answers.values import Kind, Number
from quizgen.text import Text
from quizgen.text.joining import joined, unended


class Ordering(Struct, frozen=True):
    """Steps as they are shown, their places in the right order, and the misconception of any other order."""

    kind: ClassVar[Kind] = "ordering"
    steps: tuple[Text, ...]
    places: tuple[int, ...]
    slip: Slip

    @property
    def options(self) -> tuple[Option, ...]:
        """The steps, each of which can be misplaced."""
        return tuple(Option(step, step, self.slip) for step in self.steps)

    @property
    def correct(self) -> frozenset[int]:
        """All places: each step has one."""
        return frozenset(self.places)

    def faults(self) -> Iterator[str]:
        """What breaks a rule for this kind, a sentence each."""
        shown = tuple(range(len(self.steps)))
        if tuple(sorted(self.places)) != shown:
            yield f"the key {self.places} does not give each of {len(self.steps)} steps a place"
        if self.places == shown:
            yield "the steps are shown in the right order"
        yield from choosing.alike(self.options)

    def mark(self, given: Given, own: Mapping[str, Number] = NOBODY) -> Mark:
        """What an answer is worth: all or nothing; raises TypeError for one that is none to this question."""
        del own
        match given:
            case None:
                return UNKNOWN
            case Placed(places) if sorted(places) == list(range(len(self.steps))):
                missed = tuple(n for n, place in enumerate(self.places) if places[n] != place)
                return Mark(given, Fraction(not missed), (Met(missed[0], self.slip),) if missed else (), missed)
            case _:
                raise malformed(self.kind, given)

    def key_words(self) -> Text:
        """The letters from first to last."""
        return Text(", ".join(ascii_uppercase[place] for place in self.places))

    def key_in_words(self) -> Text:
        """The steps from first to last, each behind its letter."""
        steps = (joined([Text(f"{ascii_uppercase[place]})"), self.steps[place]], " ") for place in self.places)
        return unended(joined(steps, " "))

    def remarks(self) -> tuple[Remark, ...]:
        """What is said about any other order."""
        return (Remark("", None, self.slip),)

    def json(self) -> Json:
        """The steps and the key."""
        return answer_json([option_json(option, correct=True) for option in self.options], self.key_json())

    def key_json(self) -> object:
        """The steps' places in the right order."""
        return list(self.places)

    def samples(self) -> Samples:
        """Answers for tests."""
        shown = tuple(range(len(self.steps)))
        return Samples(
            right=(Placed(self.places),),
            wrong=(Placed(shown), Placed((*self.places[1:], self.places[0])), None),
            malformed=(Placed(shown[1:]), Placed((0,) * len(shown)), Chosen(frozenset([0]))),
        )
