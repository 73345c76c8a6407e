"""One of several options is right."""

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


class Choice(Struct, frozen=True):
    """Options, and the place of the right one; ``two_sided`` where true or false is asked."""

    kind: ClassVar[Kind] = "choice"
    options: tuple[Option, ...]
    right: int
    two_sided: bool = False

    @property
    def key(self) -> Option:
        """The right option."""
        return self.options[self.right]

    @property
    def correct(self) -> frozenset[int]:
        """The places of what is right."""
        return frozenset([self.right])

    def faults(self) -> Iterator[str]:
        """What breaks a rule for this kind, a sentence each."""
        yield from choosing.faults(self.options, self.correct)
        if self.two_sided and len(self.options) != 2:
            yield f"true or false has two options, not {len(self.options)}"

    def mark(self, given: Given, own: Mapping[str, Number] = NOBODY) -> Mark:
        """What an answer is worth; raises TypeError for one that is none to this question."""
        del own
        match given:
            case None:
                return UNKNOWN
            case Chosen(places) if len(places) == 1 and places <= set(range(len(self.options))):
                return choosing.mark(self.options, self.correct, given)
            case _:
                raise malformed(self.kind, given)

    def key_words(self) -> Text:
        """The right letter."""
        return Text(choosing.letters(self.correct))

    def remarks(self) -> tuple[Remark, ...]:
        """What is said about the other options."""
        return choosing.remarks(self.options)

    def json(self) -> Json:
        """The options and the key."""
        options = [option_json(one, correct=place == self.right) for place, one in enumerate(self.options)]
        return answer_json(options, self.key_json())

    def key_json(self) -> object:
        """The right option's value."""
        return value_json(self.key.value)

    def samples(self) -> Samples:
        """Answers for tests."""
        wrong = tuple(Chosen(frozenset([place])) for place in range(len(self.options)) if place != self.right)
        return Samples(
            right=(Chosen(self.correct),),
            wrong=(*wrong, None),
            malformed=(*(Chosen(frozenset(places)) for places in ([], [0, 1], [-1], [99])), Written((1,))),
        )
