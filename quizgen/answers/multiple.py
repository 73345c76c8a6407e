"""One, several or all of the options are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from msgspec import Struct

from quizgen.answers import choosing
from quizgen.answers.encoding import Json, answer_json, option_json, value_json
from quizgen.answers.marks import NOBODY, UNKNOWN, Chosen, Given, Mark, Samples, Written, malformed
from quizgen.answers.option import Option, Remark
from quizgen.answers.values import Kind, Number
from quizgen.text import Text


class Multiple(Struct, frozen=True):
    """Options, and the places of the right ones."""

    kind: ClassVar[Kind] = "multiple"
    options: tuple[Option, ...]
    right: frozenset[int]

    @property
    def key(self) -> tuple[Option, ...]:
        """The right options in their order."""
        return tuple(option for place, option in enumerate(self.options) if place in self.right)

    @property
    def correct(self) -> frozenset[int]:
        """The places of what is right."""
        return self.right

    def faults(self) -> Iterator[str]:
        """What breaks a rule for this kind, a sentence each."""
        yield from choosing.faults(self.options, self.right)
        if not self.right:
            yield f"of {len(self.options)} options none is right: write one at least"

    def mark(self, given: Given, own: Mapping[str, Number] = NOBODY) -> Mark:
        """What an answer is worth; raises TypeError for one that is none to this question."""
        del own
        match given:
            case None:
                return UNKNOWN
            case Chosen(places) if places and places <= set(range(len(self.options))):
                return choosing.mark(self.options, self.right, given)
            case _:
                raise malformed(self.kind, given)

    def key_words(self) -> Text:
        """The right letters."""
        return Text(choosing.letters(self.right))

    def remarks(self) -> tuple[Remark, ...]:
        """What is said about the other options."""
        return choosing.remarks(self.options)

    def json(self) -> Json:
        """The options and the key."""
        options = [option_json(one, correct=place in self.right) for place, one in enumerate(self.options)]
        return answer_json(options, self.key_json())

    def key_json(self) -> object:
        """The right options' values."""
        return [value_json(option.value) for option in self.key]

    def samples(self) -> Samples:
        """Answers for tests."""
        every = frozenset(range(len(self.options)))
        others = (every, every - self.right, self.right - {min(self.right)})
        wrong = (Chosen(places) for places in others if places and places != self.right)
        return Samples(
            right=(Chosen(self.right),),
            wrong=(*wrong, None),
            malformed=(*(Chosen(frozenset(places)) for places in ([], [-1], [99])), Written((1,))),
        )
