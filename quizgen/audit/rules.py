"""What an item must obey beyond its key: options by one mistake each, true equations, a stem of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering, Values
from quizgen.answers.numerical import components_of
from quizgen.asking.source import Audited
from quizgen.asking.verify import verified
from quizgen.audit.alike import Reading, example, reading
from quizgen.audit.equations import false_equations
from quizgen.audit.wording import misprints
from quizgen.authored import Concepts
from quizgen.errors import QuizgenError
from quizgen.misconceptions import Both
from quizgen.model import Kind, Question
from quizgen.text.speech import SPEECH, one_sentence


def is_imported(source: Audited) -> bool:
    """Whether its items came from another program's file: rules about how they are written hold for nobody else's."""
    return isinstance(source, Concepts) and source.imported


class Rules:
    """The rules for a source's questions."""

    def __init__(self, source: Audited) -> None:
        known: tuple[object, ...] = getattr(source, "misconceptions", ())
        self._pairs = frozenset(one.id for one in known if isinstance(one, Both))
        """Two mistakes at once: such a one says what both say, and gives way to a single one of its value."""
        self._givers = cache(source.givers)
        self._imported = is_imported(source)

    def broken(self, question: Question) -> Iterator[str]:
        """Each rule that the question breaks, in one sentence."""
        try:
            verified(question)
        except QuizgenError as error:
            yield str(error)
        if self._imported:
            return
        yield from false_equations(question)
        yield from misprints(question)
        yield from _style(question, self._pairs)
        yield from self._attribution(question)

    def _attribution(self, question: Question) -> Iterator[str]:
        """Whether the mistake on each distractor gives its value, and no other one does; words claim no value."""
        together: dict[tuple[int, str, int], list[tuple[Option, Values]]] = defaultdict(list)
        for option in question.options:
            if option.slip and (origin := option.origin):
                values = origin.values or components_of(option)
                together[origin.point, origin.quantity, len(values)].append((option, values))
        for (point, quantity, _), options in together.items():
            every = self._givers(question.level, quantity)(point, [values for _, values in options])
            for (option, values), givers in zip(options, every, strict=True):
                yield from self._given(option, values, givers)

    def _given(self, option: Option, values: Values, every: Sequence[str]) -> Iterator[str]:
        """Whether a distractor's values are those of the mistake it names; ``every`` are all that give them."""
        givers = [name for name in every if name not in self._pairs] or every
        if option.slip and [*givers] != [option.slip.id]:
            found = " and ".join(givers) or "nobody"
            yield f"{option.value} is said to come from {option.slip.id}, but {found} gives {values}"


def _style(question: Question, pairs: frozenset[str]) -> Iterator[str]:
    asked = [SPEECH.text(question.stem), *(SPEECH.text(part.prompt) for part in question.parts)]
    if not any("?" in words for words in asked) and not all(_is_task(part.answer) for part in question.parts):
        yield f"the stem asks nothing: '{asked[0]}'"
    for part in question.parts:
        yield from _feedback(part.answer, pairs)


def _is_task(answer: Answer) -> bool:
    """Whether the answer may be requested rather than asked for, as of a statement whether it is true."""
    match answer:
        case Choice(two_sided=two_sided):
            return two_sided
        case Matching() | Ordering() | Grid():
            return True
        case Multiple() | Numerical():
            return False
        case _:
            assert_never(answer)


def _feedback(answer: Answer, pairs: frozenset[str]) -> Iterator[str]:
    for option in answer.options:
        for slip in option.slips:
            if slip.id not in pairs and not _one_sentence(reading(slip.feedback)):
                yield f"feedback is one sentence, not '{SPEECH.line(slip.feedback)}'"
    shown = answer.open if isinstance(answer, Grid) else (answer,)
    for one in shown:
        if len({SPEECH.line(option.text) for option in one.options}) < len(one.options):
            yield "two options read the same"


@lru_cache(maxsize=1 << 16)
def _one_sentence(alike: Reading) -> bool:
    return one_sentence(example(alike))


def seen_before(question: Question, stems: dict[tuple[Kind, str], str]) -> str | None:
    """A sentence if another point, asked in the same kind, has the same stem."""
    stem = SPEECH.text(question.stem)
    other = stems.setdefault((question.kind, stem), question.where)
    return None if other == question.where else f"the stem is that of {other} too: '{stem}'"
