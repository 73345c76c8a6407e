"""Each prompt is matched with one of the options; some of these may belong to none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from string import ascii_uppercase
from typing import ClassVar

from msgspec import Struct

from quizgen.answers import choosing
from quizgen.answers.encoding import Json, answer_json, option_json
from quizgen.answers.marks import NOBODY, UNKNOWN, Chosen, Given, Mark, Met, Placed, Samples, malformed
from quizgen.answers.option import Option, Remark
from quizgen.answers.values import Kind, Number
from quizgen.text import Text


class Matching(Struct, frozen=True):
    """Prompts, options, and for each prompt the place of its option.

    An option's misconception is that of whoever puts something else in its place, or takes what belongs to none.
    """

    kind: ClassVar[Kind] = "matching"
    prompts: tuple[Text, ...]
    options: tuple[Option, ...]
    places: tuple[int, ...]

    @property
    def correct(self) -> frozenset[int]:
        """The places of the options that some prompt takes."""
        return frozenset(self.places)

    @property
    def pairs(self) -> tuple[tuple[Text, Option], ...]:
        """Each prompt with its option."""
        return tuple((prompt, self.options[place]) for prompt, place in zip(self.prompts, self.places, strict=True))

    def faults(self) -> Iterator[str]:
        """What breaks a rule for this kind, a sentence each."""
        if len(self.prompts) != len(self.places) or not self.prompts:
            yield f"a matching question has {len(self.prompts)} prompts and places for {len(self.places)}"
        if len(self.correct) != len(self.places) or not self.correct <= set(range(len(self.options))):
            yield f"the key {self.places} does not give each prompt an option of its own"
        yield from choosing.alike(self.options)
        if any(option.slip is None for option in self.options):
            yield "an option that can be misplaced comes with no named misconception"

    def mark(self, given: Given, own: Mapping[str, Number] = NOBODY) -> Mark:
        """What an answer is worth; raises TypeError for one that is none to this question."""
        del own
        match given:
            case None:
                return UNKNOWN
            case Placed(places) if len(places) == len(self.places) and set(places) <= set(range(len(self.options))):
                return self._marked(given)
            case _:
                raise malformed(self.kind, given)

    def _marked(self, given: Placed) -> Mark:
        missed = tuple(n for n, place in enumerate(self.places) if given.places[n] != place)
        met = tuple(Met(n, slip) for n in missed if (slip := self.options[self.places[n]].slip))
        return Mark(given, 1 - Fraction(len(missed), len(self.places)), met, missed)

    def key_words(self) -> Text:
        """“1 B, 2 A”."""
        return Text(", ".join(f"{number} {ascii_uppercase[place]}" for number, place in enumerate(self.places, 1)))

    def remarks(self) -> tuple[Remark, ...]:
        """What is said about each option."""
        return tuple(
            Remark(ascii_uppercase[place], option.text, option.slip, misplaced=place in self.correct)
            for place, option in enumerate(self.options)
            if option.slip
        )

    def json(self) -> Json:
        """Prompts, options and the key."""
        options = [option_json(one, correct=place in self.correct) for place, one in enumerate(self.options)]
        return answer_json(options, self.key_json(), self.prompts)

    def key_json(self) -> object:
        """The place of each prompt's option."""
        return list(self.places)

    def samples(self) -> Samples:
        """Answers for tests."""
        turned = (*self.places[1:], self.places[0])
        return Samples(
            right=(Placed(self.places),),
            wrong=(Placed(turned), Placed((self.places[0],) * len(self.places)), None),
            malformed=(Placed(self.places[1:]), Placed((99,) * len(self.places)), Chosen(frozenset([0]))),
        )
